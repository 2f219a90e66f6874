import {
  arrayType,
  assemble,
  below,
  type Code,
  functionType,
  recursive,
  reference,
  repeat,
  structType,
  TYPE,
  u,
  vectorOf,
} from '../../assembly.ts';
import { ModuleBuilder } from '../../module-builder.ts';
import type { HostileKind } from '../hostile.ts';
import { MOST_BYTES, sizeUpTo } from './size.ts';

const VALUE_TYPES: readonly Code[] = [TYPE.i32, TYPE.i64, TYPE.f32, TYPE.f64, TYPE.v128, TYPE.funcref, TYPE.externref];

const oddStart: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const types = () => random.times(random.below(4), () => random.pick(VALUE_TYPES));
  const type = builder.type(functionType(types(), types()));
  const index = builder.function(type, [], 0x00);
  const kind = random.once(4) ? random.pick(['table', 'memory', 'global', 'tag'] as const) : 'function';
  builder.add('table', [TYPE.funcref, 0, 1]);
  builder.add('memory', [0, 1]);
  return { bytes: builder.export('_start', kind, index).finish() };
};

const manyTypes: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const definition = random.pick<Code>([
    functionType(),
    functionType([TYPE.i64], [TYPE.v128]),
    [0x60, vectorOf(random.below(1_001), TYPE.i32), 0],
    structType(TYPE.i64),
    [0x5f, vectorOf(random.below(2_001), [TYPE.i8, 1])],
    arrayType(TYPE.i16),
    recursive(structType([0x63, 0]), arrayType([0x63, 0])),
  ]);
  const count = Math.min(sizeUpTo(1_000_000, random), Math.ceil(MOST_BYTES / assemble(definition).length));
  // The last one is that of `_start`.
  builder.section('type', [u(count + 1), repeat(count, definition), functionType()]);
  const types = assemble(definition)[0] === 0x4e ? 2 * count : count;
  builder
    .section('function', [1, u(types)])
    .export('_start', 'function', 0)
    .section('code', [1, 2, 0, 0x0b]);
  return { bytes: builder.finish() };
};

/** Each type is a subtype of the one before; or all stand in one group, and refer to each other. */
const deepTypes: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const start = builder.type(functionType());
  const count = sizeUpTo(random.pick([64, 5_000, 200_000]), random);
  if (random.once(2)) {
    builder.type(below(undefined, structType()));
    for (let parent = 1; parent < Math.min(count, random.pick([63, 5_000])); parent++)
      builder.type(below(parent, structType()));
  } else builder.type([0x4e, vectorOf(count, structType(reference(1 + random.below(count))))]);
  return { bytes: builder.export('_start', 'function', builder.function(start, [], [])).finish() };
};

export const TYPING: Readonly<Record<string, HostileKind>> = {
  'odd start': oddStart,
  'many types': manyTypes,
  'deep types': deepTypes,
};
