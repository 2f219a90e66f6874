import type { FileHandle, Interest } from '../vfs/file-handle.ts';
import { toErrno } from './errno.ts';
import type { Blocked, Outcome, WaitName } from './outcome.ts';
import type { WasiTask } from './wasi-task.ts';

/**
 * How JavaScript gets a parameter. `f64`: the guest passes an i64, the shim makes it a double, exact below 2^53; for what is
 * out of range beyond that anyway. `i64` comes as a BigInt. `unused`: an i64 that the shim drops.
 */
export type ParamKind = 'i32' | 'i64' | 'f64' | 'unused';

/** A function that guests import. Numbers of kind i32 come signed. `call` throws a SysError for an errno. */
export interface WasiFunction {
  readonly params: readonly ParamKind[];
  call(task: WasiTask, ...args: readonly (number | bigint)[]): Outcome;
}

/** Makes a function that guests import of one that may throw a SysError, which the caller turns into its number. */
export function define<A extends readonly (number | bigint)[]>(
  params: readonly ParamKind[],
  run: (task: WasiTask, ...args: A) => Outcome,
): WasiFunction {
  // The shim passes what `params` names, so the arguments are those of `run`.
  return { params, call: run as WasiFunction['call'] };
}

/** Waits until a file may be ready, then runs `retry`. */
export function untilReady(on: WaitName, handle: FileHandle, interest: Interest, retry: () => Outcome): Blocked {
  return {
    on,
    start: (wake) => handle.watch(interest, wake),
    finish: () => attempt(retry),
  };
}

/**
 * Ends a call with a value that may still be under way.
 * @param discard gives back a value that comes when the task has ended
 */
export function settle<T>(
  value: T | Promise<T>,
  on: WaitName,
  end: (value: T) => Outcome,
  discard: (value: T) => void = () => {},
): Outcome {
  return value instanceof Promise ? new Settling(value, on, end, discard) : end(value);
}

/** A call that waits for a promise. The promise has its handlers from the beginning: its task may end before it waits. */
class Settling<T> implements Blocked {
  readonly on: WaitName;
  readonly #end: (value: T) => Outcome;
  readonly #discard: (value: T) => void;
  #result: { readonly value: T } | { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;
  #abandoned = false;

  constructor(value: Promise<T>, on: WaitName, end: (value: T) => Outcome, discard: (value: T) => void) {
    this.on = on;
    this.#end = end;
    this.#discard = discard;
    value.then(
      (settled) => this.#settle({ value: settled }),
      (error) => this.#settle({ error }),
    );
  }

  start(wake: () => void): () => void {
    if (this.#result !== undefined) wake();
    else this.#wake = wake;
    return () => {
      this.#wake = undefined;
    };
  }

  finish(): Outcome {
    const result = this.#result;
    if (result === undefined) throw new Error('a call was finished before its promise had settled');
    return 'error' in result ? toErrno(result.error) : attempt(() => this.#end(result.value));
  }

  abandon(): void {
    this.#abandoned = true;
    this.#giveBack();
  }

  #settle(result: { readonly value: T } | { readonly error: unknown }): void {
    this.#result = result;
    if (this.#abandoned) this.#giveBack();
    else this.#wake?.();
  }

  #giveBack(): void {
    if (this.#result !== undefined && 'value' in this.#result) this.#discard(this.#result.value);
  }
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    return toErrno(error);
  }
}
