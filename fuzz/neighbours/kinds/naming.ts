import { type Code, functionType, name, repeat, TYPE, u, vectorOf } from '../../assembly.ts';
import { KIND, ModuleBuilder } from '../../module-builder.ts';
import type { HostileKind } from '../hostile.ts';
import { MOST_BYTES, sizeUpTo } from './size.ts';

const LETTERS = ['a', '\u001b]0;x\u0007', '\u001b[2J', '\u202e', 'é', '\n', '\0', '😀', '%s', '__proto__'];

const longNames: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const text = random.pick(LETTERS).repeat(sizeUpTo(90_000, random));
  const type = builder.type(functionType());
  const where = random.below(4);
  if (where === 0) builder.import(text, 'f', [KIND.function, u(type)]);
  else if (where === 1) builder.import('wasi_snapshot_preview1', text, [KIND.function, u(type)]);
  else if (where === 2) builder.export(text, 'function', 0);
  else builder.custom(random.pick(['name', text]), name(text));
  return { bytes: builder.export('_start', 'function', builder.function(type, [], [])).finish() };
};

const manyImports: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const from = random.pick(['wasi_snapshot_preview1', 'env', '__proto__', 'constructor', '']);
  const what = random.pick(['sched_yield', 'missing', '__proto__', 'toString']);
  const description = random.pick<Code>([
    [KIND.function, 0],
    [KIND.memory, 0, 0],
    [KIND.memory, 0, u(16)],
    [KIND.memory, 4, 1],
    [KIND.memory, 5, 1, u(sizeUpTo(4e9, random))],
    [KIND.memory, 3, 1, 2],
    [KIND.table, TYPE.funcref, 0, 1],
    [KIND.global, TYPE.i32, 0],
    [KIND.tag, 0, 0],
  ]);
  builder.type(functionType([], [TYPE.i32]));
  builder.section('import', vectorOf(sizeUpTo(100_000, random), [name(from), name(what), description]));
  return { bytes: builder.start([], []).finish() };
};

const manyExports: HostileKind = (random) => {
  const builder = new ModuleBuilder().start([], []);
  for (let left = sizeUpTo(50_000, random); left > 0; left--) builder.export(`${left}`, 'function', 0);
  return { bytes: builder.finish() };
};

const customs: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const title = random.pick(['name', '.debug_info', 'metadata.code.branch_hint', 'x', 'dylink.0']);
  const bytes = sizeUpTo(4_000_000, random);
  const count = Math.min(sizeUpTo(10_000, random), Math.ceil(MOST_BYTES / bytes));
  for (let left = count; left > 0; left--) builder.custom(title, repeat(bytes, random.below(256)));
  return { bytes: builder.start([], []).finish() };
};

export const NAMING: Readonly<Record<string, HostileKind>> = {
  'long names': longNames,
  'many imports': manyImports,
  'many exports': manyExports,
  'custom sections': customs,
};
