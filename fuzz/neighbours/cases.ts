import { functionType, nil, TYPE, u, vectorOf } from '../assembly.ts';
import { ModuleBuilder } from '../module-builder.ts';
import type { Hostile } from './hostile.ts';
import { BLOCKS, bomb, calledOnce } from './kinds/compiling.ts';
import { hoard, keepException, largeArray } from './kinds/hoarding.ts';

const plain = (builder: ModuleBuilder): Hostile => ({ bytes: builder.start([], []).finish() });

function startWithParameter(): Hostile {
  const builder = new ModuleBuilder();
  const index = builder.function(builder.type(functionType([TYPE.i64])), [], []);
  return { bytes: builder.export('_start', 'function', index).finish() };
}

/** The largest of each kind, which ended other tasks or the whole process once. */
export const CASES: Readonly<Record<string, () => Hostile>> = {
  'start with a parameter': startWithParameter,
  'one large array': () => hoard([largeArray(100_000_000)]),
  'large initial tables': () =>
    plain(new ModuleBuilder().section('table', vectorOf(20, [TYPE.externref, 0, u(10_000_000)]))),
  'a table of exceptions': () =>
    plain(new ModuleBuilder().section('table', [1, 0x40, 0, TYPE.exnref, 0, u(10_000_000), nil(TYPE.exnref), 0x0b])),
  'kept exceptions': () => hoard([keepException]),
  '20,000 memories': () => plain(new ModuleBuilder().section('memory', vectorOf(20_000, [0, 0]))),
  'compiling many functions': () => calledOnce(1_000, 400, BLOCKS['ifs in a row'](100)),
  ...Object.fromEntries(
    Object.entries(BLOCKS).map(([title, blocks]) => [`compiling ${title}`, () => bomb(blocks(60_000), 49_000)]),
  ),
};
