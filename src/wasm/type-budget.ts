import { MAX_TYPES_IN_ALL } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';

/**
 * What is left of the types that V8 takes from all modules before it ends the process. The count lies in shared memory, because the thread that
 * loads modules may be replaced; a module that is loaded by two of them is counted twice.
 */
export class TypeBudget {
  readonly #used: Int32Array;
  readonly #counted = new Set<string>();

  /** @param shared four bytes, zero at the start of the process */
  constructor(shared: SharedArrayBuffer) {
    this.#used = new Int32Array(shared);
  }

  /** Counts a module that is about to be compiled, once. @throws SysError EAGAIN where it has more types than are left. */
  take(hash: string, types: number): void {
    if (this.#counted.has(hash)) return;
    if (Atomics.add(this.#used, 0, types) + types > MAX_TYPES_IN_ALL) {
      Atomics.sub(this.#used, 0, types);
      const detail = `the modules loaded so far have nearly ${MAX_TYPES_IN_ALL} types, which is the most; start wasitop anew`;
      throw new SysError('EAGAIN', 'load', undefined, detail);
    }
    this.#counted.add(hash);
  }
}
