import {
  br,
  type Code,
  call,
  END,
  forever,
  functionType,
  get,
  i32,
  repeat,
  set,
  TYPE,
  u,
  vector,
} from '../../assembly.ts';
import { type Locals, ModuleBuilder } from '../../module-builder.ts';
import type { Hostile, HostileKind } from '../hostile.ts';
import { sizeUpTo } from './size.ts';

const LOCAL_TYPES = [TYPE.i32, TYPE.i64, TYPE.f64, TYPE.v128, TYPE.externref];
const MOST_LOCALS = 49_999;
const WRAP: Code = 0xa7;

/** Many blocks over the value of an i64 local: V8's baseline compiler keeps the state of all locals for each. */
export const BLOCKS = {
  'nested ifs': (count: number): Code => [repeat(count, [get(0), WRAP, 0x04, 0x40]), repeat(count, END)],
  'ifs in a row': (count: number): Code => repeat(count, [get(0), WRAP, 0x04, 0x40, END]),
  'loops in a row': (count: number): Code => repeat(count, [0x03, 0x40, END]),
  'blocks with branches': (count: number): Code => repeat(count, [0x02, 0x40, get(0), WRAP, 0x0d, 0, END]),
  'a br_table': (count: number): Code => [
    repeat(count, [0x02, 0x40]),
    [get(0), WRAP, 0x0e, vector(Array.from({ length: count - 1 }, (_, label) => u(label))), 0],
    repeat(count, END),
  ],
  'nested loops': (count: number): Code => [repeat(count, [0x03, 0x40]), repeat(count, END)],
  'nested tries': (count: number): Code => [
    repeat(count, [0x02, 0x40, 0x1f, 0x40, vector([[2, 0]])]),
    repeat(count, [END, END]),
  ],
} satisfies Readonly<Record<string, (count: number) => Code>>;

/** One function with so many i64 locals around blocks. */
export const bomb = (blocks: Code, count: number, more: Locals = []): Hostile => ({
  bytes: new ModuleBuilder().start([[count, TYPE.i64], ...more], blocks).finish(),
});

const bombOf =
  (blocks: (count: number) => Code): HostileKind =>
  (random) => {
    const [locals, count] = [sizeUpTo(MOST_LOCALS, random), sizeUpTo(60_000, random)];
    if (!random.once(3)) return bomb(blocks(count), locals);
    return bomb(blocks(count), 1, [[locals, random.pick(LOCAL_TYPES)]]);
  };

/** So many functions, each of them called once: each is compiled when it is called first. */
export function calledOnce(count: number, locals: number, blocks: Code): Hostile {
  const builder = new ModuleBuilder();
  const type = builder.type(functionType());
  const first = builder.function(type, [[locals, TYPE.i64]], blocks);
  for (let left = count - 1; left > 0; left--) builder.function(type, [[locals, TYPE.i64]], blocks);
  return {
    bytes: builder
      .start(
        [],
        Array.from({ length: count }, (_, index) => call(first + index)),
      )
      .finish(),
  };
}

const lazily: HostileKind = (random) => {
  const [count, locals] = [sizeUpTo(2_000, random), sizeUpTo(MOST_LOCALS, random)];
  return calledOnce(count, locals, random.pick(Object.values(BLOCKS))(sizeUpTo(400, random)));
};

/** Calls itself with frames as large as they can be. */
const largeFrames: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const type = builder.type(functionType());
  const index = builder.function(type, [[sizeUpTo(MOST_LOCALS, random), random.pick(LOCAL_TYPES)]], call(0));
  return { bytes: builder.start([], random.once(2) ? call(index) : forever(call(index))).finish() };
};

/** One function of many megabytes without a branch. */
const straightLine: HostileKind = (random) => {
  const line = random.pick<Code>([
    [get(0), i32(1), 0x6a, set(0)],
    [get(0), i32(0), 0x6d, set(0)],
    [i32(0), get(0), 0x36, 2, 0],
    [0x10, 1],
    [get(0), 0x40, 0, set(0)],
  ]);
  const builder = new ModuleBuilder();
  const type = builder.type(functionType());
  builder.add('memory', [0, 1]);
  const body = repeat(sizeUpTo(700_000, random), line);
  const main = builder.function(type, [[1, TYPE.i32]], random.once(2) ? forever(body) : body);
  builder.function(type, [], []);
  return { bytes: builder.export('_start', 'function', main).finish() };
};

/** Blocks that take and give as many values as a type can have. */
const wideBlocks: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const width = sizeUpTo(1_000, random);
  const wide = builder.type(functionType(Array(width).fill(TYPE.i64), Array(width).fill(TYPE.i64)));
  const count = sizeUpTo(20_000, random);
  const nested = random.once(2);
  const open: Code = [0x02, u(wide), ...(random.once(2) ? [br(0)] : [])];
  const blocks: Code = nested ? [repeat(count, open), repeat(count, END)] : repeat(count, [open, END]);
  return { bytes: builder.start([], [repeat(width, [0x42, 1]), blocks, repeat(width, 0x1a)]).finish() };
};

export const COMPILING: Readonly<Record<string, HostileKind>> = {
  ...Object.fromEntries(Object.entries(BLOCKS).map(([title, blocks]) => [title, bombOf(blocks)])),
  'lazy compilation': lazily,
  'large frames': largeFrames,
  'straight line': straightLine,
  'wide blocks': wideBlocks,
};
