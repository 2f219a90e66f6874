import { SysError } from '../base/sys-error.ts';
import { define } from './call.ts';
import type { WasiTask } from './wasi-task.ts';

/** preview1's clocks (witx: clockid). */
export const CLOCK = { realtime: 0, monotonic: 1, processCpu: 2, threadCpu: 3 } as const;

/** Milliseconds that the host's clock may differ from ours before we take it over: it was set. */
const DRIFT_MS = 2;

/** Nanoseconds of the monotonic clock; looked up once, for the calls are short. */
const { bigint: monotonic } = process.hrtime;

let offset = BigInt(Date.now()) * 1_000_000n - monotonic();

/** Nanoseconds since 1970. The host gives milliseconds alone; what is finer comes from the monotonic clock. */
export function realtime(): bigint {
  const time = offset + monotonic();
  const host = Date.now();
  if (Math.abs(Number(time) / 1e6 - host) <= DRIFT_MS) return time;
  offset = BigInt(host) * 1_000_000n - monotonic();
  return offset + monotonic();
}

/** A clock's time in nanoseconds. @throws SysError EINVAL for a clock there is not. */
export function readClock(task: WasiTask, id: number): bigint {
  switch (id) {
    case CLOCK.realtime:
      return realtime();
    case CLOCK.monotonic:
      return monotonic();
    case CLOCK.processCpu:
    case CLOCK.threadCpu:
      return task.cpuTime();
    default:
      throw new SysError('EINVAL', 'clock', String(id));
  }
}

/** Thread CPU time comes in microseconds, the others in nanoseconds. */
export const clockResGet = define(['i32', 'i32'], (task, id: number, result: number) => {
  readClock(task, id);
  task.memory.setU64(result, id < CLOCK.processCpu ? 1n : 1_000n);
  return 0;
});

/** The precision that a guest asks for is not looked at: a clock gives the best that it has. */
export const clockTimeGet = define(['i32', 'unused', 'i32'], (task, id: number, result: number) => {
  task.memory.setU64(result, readClock(task, id));
  return 0;
});
