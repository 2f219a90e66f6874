import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { define } from './call.ts';
import type { GuestMemory } from './guest-memory.ts';
import { afterOthers, type Outcome } from './outcome.ts';
import type { WasiTask } from './wasi-task.ts';

function writeSizes(memory: GuestMemory, strings: readonly string[], count: number, size: number): number {
  memory.check(count, 4);
  memory.check(size, 4);
  memory.setU32(count, strings.length);
  memory.setU32(
    size,
    strings.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0),
  );
  return 0;
}

export const argsGet = define(['i32', 'i32'], (task, array: number, buffer: number) => {
  task.memory.setStrings(task.args, array, buffer);
  return 0;
});

export const argsSizesGet = define(['i32', 'i32'], (task, count: number, size: number) =>
  writeSizes(task.memory, task.args, count, size),
);

export const environGet = define(['i32', 'i32'], (task, array: number, buffer: number) => {
  task.memory.setStrings(task.env, array, buffer);
  return 0;
});

export const environSizesGet = define(['i32', 'i32'], (task, count: number, size: number) =>
  writeSizes(task.memory, task.env, count, size),
);

export const procExit = define(['i32'], (task, code: number) => task.exit(code >>> 0));

/** preview1's signal numbers differ from Linux's in the last ones (witx: signal). */
const SIGNALS: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 9: 9, 10: 10, 12: 12, 15: 15, 17: 18, 18: 19 };

export const procRaise = define(['i32'], (task, signal: number) => {
  if (signal === 0) return 0;
  const ours = SIGNALS[signal];
  if (ours === undefined) throw new SysError(signal > 30 || signal < 0 ? 'EINVAL' : 'ENOTSUP', 'raise', String(signal));
  return task.raise(ours);
});

export const schedYield = define([], (task) => task.yield());

/** What crypto fills in one go: a view of guest memory larger than this is filled in pieces. */
const RANDOM_PIECE = 65_536;

/** Pieces after which others have their turn. */
const PIECES_IN_A_TURN = 16;

export const randomGet = define(['i32', 'i32'], (task, buffer: number, length: number) => {
  task.memory.check(buffer, length >>> 0);
  return fillRandom(task, buffer >>> 0, length >>> 0);
});

function fillRandom(task: WasiTask, start: number, length: number): Outcome {
  const turn = Math.min(length, PIECES_IN_A_TURN * RANDOM_PIECE);
  const bytes = task.memory.bytes(start, turn);
  for (let at = 0; at < turn; at += RANDOM_PIECE)
    builtin.crypto.randomFillSync(bytes, at, Math.min(RANDOM_PIECE, turn - at));
  return turn === length ? 0 : afterOthers(() => fillRandom(task, start + turn, length - turn));
}
