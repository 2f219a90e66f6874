import {
  arrayType,
  block,
  type Code,
  caughtIn,
  DROP,
  END,
  forever,
  functionType,
  gc,
  get,
  i32,
  i64,
  misc,
  nil,
  recursive,
  reference,
  set,
  structType,
  TYPE,
  u,
  vector,
} from '../../assembly.ts';
import { type Locals, ModuleBuilder } from '../../module-builder.ts';
import type { Random } from '../../random.ts';
import type { Hostile, HostileKind } from '../hostile.ts';
import { sizeUpTo } from './size.ts';

/** Types of every module here, by index: a list and a tree that refer to each other, and arrays. */
const LIST = 0;
const TREE = 1;
const WORDS = 2;
const BYTES = 3;
const REFERENCES = 4;
/** A tag's parameter: the exception before. */
const TAKES_EXCEPTION = 5;
const TAKES_NUMBERS = 6;
const TAKES_NOTHING = 7;

const TYPES: readonly Code[] = [
  recursive(
    structType(TYPE.i64, reference(LIST), TYPE.anyref),
    structType(reference(TREE), reference(TREE), reference(LIST)),
    arrayType(TYPE.i64),
    arrayType(TYPE.i8),
    arrayType(TYPE.anyref),
  ),
  functionType([TYPE.exnref]),
  functionType(Array(100).fill(TYPE.v128)),
  functionType(),
];

/** Locals of `_start`, by index. */
const LOCALS: Locals = [
  [1, reference(LIST)],
  [1, reference(TREE)],
  [1, reference(WORDS)],
  [1, reference(REFERENCES)],
  [1, TYPE.anyref],
  [1, TYPE.exnref],
  [1, TYPE.i32],
];
const L = { list: 0, tree: 1, words: 2, references: 3, any: 4, exception: 5, count: 6 } as const;

const TABLE_TYPES = [TYPE.funcref, TYPE.externref, TYPE.anyref, TYPE.exnref];
const EXCEPTIONS = 3;

const V128_ZERO: Code = [0xfd, 12, new Uint8Array(16)];

export const largeArray = (length: number): Code => [i64(5n), i32(length), gc(6, WORDS), set(L.words)];

/** An exception that holds the one before. */
export const keepException: Code = caughtIn(L.exception, get(L.exception), 0x08, 0);

/** Pieces that take something and keep it, or throw it away. */
const WAYS: Readonly<Record<string, (random: Random) => Code>> = {
  list: () => [i64(1n), get(L.list), get(L.any), gc(0, LIST), set(L.list)],
  tree: () => [get(L.tree), get(L.tree), get(L.list), gc(0, TREE), set(L.tree)],
  'array of words': (random) => largeArray(sizeUpTo(2 ** 31 - 1, random)),
  'array of bytes, thrown away': (random) => [i32(sizeUpTo(2 ** 31 - 1, random)), gc(7, BYTES), DROP],
  'array in an array': (random) => [get(L.any), i32(sizeUpTo(1e8, random)), gc(6, REFERENCES), set(L.any)],
  'fixed array': (random) => {
    const count = sizeUpTo(10_000, random);
    return [Array(count).fill(get(L.any)), gc(8, REFERENCES, count), set(L.any)];
  },
  'array of data': (random) => [i32(0), i32(sizeUpTo(100_000, random)), gc(9, BYTES, 0), set(L.any)],
  'filled array': (random) => [
    block([i32(sizeUpTo(1e6, random)), gc(7, REFERENCES), set(L.references)]),
    [get(L.references), i32(0), get(L.any), get(L.references), gc(15), gc(16, REFERENCES)],
    [get(L.references), set(L.any)],
  ],
  'kept exception': () => keepException,
  'exception with numbers': () => caughtIn(L.exception, Array(100).fill(V128_ZERO), 0x08, 1),
  'exception thrown away': () => [
    [0x02, 0x40, 0x1f, 0x40, vector([[2, 0]])],
    [Array(100).fill(V128_ZERO), 0x08, 1],
    [END, 0x00, END],
  ],
  'table of exceptions': () => [keepException, [get(L.exception), i32(1), misc(15, EXCEPTIONS), DROP]],
  'table growth': (random) => {
    const table = random.below(TABLE_TYPES.length);
    return [nil(TABLE_TYPES[table] ?? TYPE.funcref), i32(sizeUpTo(1e7, random)), misc(15, table), DROP];
  },
  'table fill': (random) => [i32(0), nil(TYPE.externref), misc(16, 1), misc(17, 1), random.once(9) ? 0x01 : []],
  'memory growth': (random) => {
    const pages = random.pick([1, 16, 1_000, 65_536]);
    return random.once(2) ? [i32(pages), 0x40, 0, DROP] : [i64(BigInt(pages)), 0x40, 1, DROP];
  },
  'memory fill': () => [i32(0), i32(1), [0x3f, 0], i32(16), 0x74, misc(11, 0)],
  'growing doubly': () => [
    [0x3f, 0, 0x40, 0, DROP],
    [nil(TYPE.anyref), misc(16, 2), misc(15, 2), DROP],
  ],
  nothing: () => 0x01,
};

/** A module that has something of everything, and does the same over and over. */
export function hoard(body: readonly Code[], memory: Code = [0, 1]): Hostile {
  const builder = new ModuleBuilder();
  for (const type of TYPES) builder.add('type', type);
  builder.add('memory', memory);
  builder.add('memory', [4, 1]);
  for (const type of TABLE_TYPES) builder.add('table', [type, 0, 1]);
  builder.add('tag', [0, TAKES_EXCEPTION]);
  builder.add('tag', [0, TAKES_NUMBERS]);
  builder.section('dataCount', 1).add('data', [1, u(1_000), new Uint8Array(1_000)]);
  const index = builder.function(TAKES_NOTHING, LOCALS, forever(body));
  return { bytes: builder.export('_start', 'function', index).finish() };
}

/** Waits on a memory that nobody else has, for a time or for ever. */
const waiting: HostileKind = (random) => {
  const timeout = random.pick([-1n, 0n, 1_000n, 1_000_000n, 2n ** 63n - 1n]);
  const wait: Code = [i32(0), i32(0), i64(timeout), [0xfe, 1, 2, 0], DROP];
  const notify: Code = [i32(0), i32(-1), [0xfe, 0, 2, 0], DROP];
  return hoard([wait, notify], [3, 1, 2]);
};

export const HOARDING: Readonly<Record<string, HostileKind>> = {
  'wait and notify': waiting,
  ...Object.fromEntries(Object.entries(WAYS).map(([title, way]) => [title, (random) => hoard([way(random)])])),
  'several at once': (random) => {
    const ways = random.times(2 + random.below(5), () => random.pick(Object.values(WAYS))(random));
    return hoard(random.once(4) ? [ways[0] ?? [], forever(ways)] : ways);
  },
};
