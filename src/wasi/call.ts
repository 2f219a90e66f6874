import type { FileHandle, Interest } from '../vfs/file-handle.ts';
import { toErrno } from './errno.ts';
import type { Blocked, Outcome, WaitName } from './outcome.ts';
import type { WasiTask } from './wasi-task.ts';

/**
 * How JavaScript gets a parameter. `f64`: the guest passes an i64, the shim makes it a double, exact below 2^53; for what is
 * out of range beyond that anyway. `i64` comes as a BigInt.
 */
export type ParamKind = 'i32' | 'i64' | 'f64';

/** A function that guests import. Numbers of kind i32 come signed. */
export interface WasiFunction {
  readonly params: readonly ParamKind[];
  call(task: WasiTask, ...args: never[]): Outcome;
}

/** Makes a call of a function that may throw: a SysError becomes its number. */
export function define<A extends readonly (number | bigint)[]>(
  params: readonly ParamKind[],
  run: (task: WasiTask, ...args: A) => Outcome,
): WasiFunction {
  const call = (task: WasiTask, ...args: never[]): Outcome => {
    try {
      return run(task, ...(args as readonly (number | bigint)[] as A));
    } catch (error) {
      return toErrno(error);
    }
  };
  return { params, call };
}

/** Waits until a file may be ready, then runs `retry`. */
export function untilReady(on: WaitName, handle: FileHandle, interest: Interest, retry: () => Outcome): Blocked {
  return {
    on,
    start: (wake) => handle.watch(interest, wake),
    finish: () => attempt(retry),
  };
}

/** Ends a call with a value that may still be under way. */
export function settle<T>(value: T | Promise<T>, on: WaitName, end: (value: T) => Outcome): Outcome {
  if (!(value instanceof Promise)) return end(value);
  let result: () => Outcome = () => 0;
  return {
    on,
    start(wake) {
      value.then(
        (settled) => {
          result = () => end(settled);
          wake();
        },
        (error) => {
          result = () => toErrno(error);
          wake();
        },
      );
      return () => {
        // What was opened for a task that is gone is closed by its table, which no longer takes anything.
        value.then(end, () => {}).catch(() => {});
      };
    },
    finish: () => attempt(result),
  };
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    return toErrno(error);
  }
}
