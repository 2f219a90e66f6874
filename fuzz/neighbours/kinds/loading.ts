import { type Code, functionType, i32, misc, nil, repeat, TYPE, u, vectorOf } from '../../assembly.ts';
import { ModuleBuilder } from '../../module-builder.ts';
import type { Hostile, HostileKind } from '../hostile.ts';
import { MOST_BYTES, sizeUpTo } from './size.ts';

const plain = (builder: ModuleBuilder): Hostile => ({ bytes: builder.start([], []).finish() });

const manyFunctions: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  builder.type(functionType());
  const count = sizeUpTo(900_000, random);
  builder.section('function', vectorOf(count, 0)).section('code', vectorOf(count, [2, 0, 0x0b]));
  return { bytes: builder.export('_start', 'function', random.below(count)).finish() };
};

const manyGlobals: HostileKind = (random) => {
  const global = random.pick<Code>([
    [TYPE.i32, 1, i32(1), 0x0b],
    [TYPE.v128, 1, 0xfd, 12, repeat(16, 1), 0x0b],
    [TYPE.externref, 1, nil(TYPE.externref), 0x0b],
    [TYPE.exnref, 1, nil(TYPE.exnref), 0x0b],
  ]);
  return plain(new ModuleBuilder().section('global', vectorOf(sizeUpTo(1_000_000, random), global)));
};

const manyTags: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  builder.type([0x60, vectorOf(sizeUpTo(1_000, random), random.pick([TYPE.i64, TYPE.v128, TYPE.externref])), 0]);
  builder.section('tag', vectorOf(sizeUpTo(1_000_000, random), [0, 0]));
  return plain(builder);
};

const manyMemories: HostileKind = (random) => {
  const memory = random.pick<Code>([
    [0, 0],
    [0, u(sizeUpTo(100, random))],
    [4, 0],
    [4, u(sizeUpTo(65_536, random))],
    [3, 0, 1],
    [3, 1, u(65_536)],
    [1, 0, u(65_536)],
  ]);
  return plain(new ModuleBuilder().section('memory', vectorOf(sizeUpTo(100_000, random), memory)));
};

const initialTables: HostileKind = (random) => {
  const type = random.pick([TYPE.funcref, TYPE.externref, TYPE.exnref, TYPE.anyref]);
  const elements = u(sizeUpTo(10_000_000, random));
  const table = random.pick<Code>([
    [type, 0, elements],
    [type, 4, elements],
    [0x40, 0, type, 0, elements, nil(type), 0x0b],
  ]);
  return plain(new ModuleBuilder().section('table', vectorOf(sizeUpTo(random.pick([40, 100_000]), random), table)));
};

const segments: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  builder.add('memory', [0, random.below(2)]);
  builder.add('table', [TYPE.funcref, 0, u(random.below(100))]);
  const bytes = sizeUpTo(random.pick([10, MOST_BYTES]), random);
  const at = i32(random.pick([0, -1, 65_535, 65_536]));
  const data = random.pick<Code>([
    [1, u(bytes), repeat(bytes, 7)],
    [0, at, 0x0b, u(bytes), repeat(bytes, 7)],
  ]);
  builder.section('data', vectorOf(sizeUpTo(Math.min(100_000, MOST_BYTES / bytes), random), data));
  const head = random.pick<Code>([
    [1, 0],
    [0, at, 0x0b],
  ]);
  const elements: Code = [head, vectorOf(sizeUpTo(10_000, random), 0)];
  if (random.once(2)) builder.section('element', vectorOf(sizeUpTo(100, random), elements));
  return plain(builder);
};

/** An element segment of which V8 makes an array as soon as it is used. */
const usedSegment: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  builder.add('table', [TYPE.funcref, 0, 1]);
  const [head, element] = random.pick<[Code, Code]>([
    [[1, 0], 0],
    [
      [5, TYPE.funcref],
      [nil(TYPE.funcref), 0x0b],
    ],
  ]);
  builder.section('element', [1, head, vectorOf(sizeUpTo(random.pick([10_000, 5_000_000]), random), element)]);
  return { bytes: builder.start([], [i32(0), i32(0), i32(random.below(2)), misc(12, 0, 0)]).finish() };
};

/** A start section that never ends, traps, or recurses. */
const startSection: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const body = random.pick<Code>([[0x03, 0x40, 0x0c, 0, 0x0b], 0x00, [0x10, 0], []]);
  builder.function(builder.type(functionType()), [], body);
  return plain(builder.section('start', u(random.once(5) ? 7 : 0)));
};

export const LOADING: Readonly<Record<string, HostileKind>> = {
  'many functions': manyFunctions,
  'many globals': manyGlobals,
  'many tags': manyTags,
  'many memories': manyMemories,
  'initial tables': initialTables,
  segments,
  'used segment': usedSegment,
  'start section': startSection,
};
