import { SysError } from '../base/sys-error.ts';

const USED = 0;
const MOST = 1;

/** The bytes of a ram disk, counted in shared memory by all threads that write to it. */
export class Space {
  readonly #words: BigInt64Array;

  constructor(shared: SharedArrayBuffer) {
    this.#words = new BigInt64Array(shared);
  }

  /** Makes the account of a disk that holds at most `bytes`. */
  static allocate(bytes: number): SharedArrayBuffer {
    const shared = new SharedArrayBuffer(16);
    new BigInt64Array(shared)[MOST] = BigInt(bytes);
    return shared;
  }

  get used(): number {
    return Number(Atomics.load(this.#words, USED));
  }

  /** Takes bytes before they are written. @throws SysError ENOSPC where they are not there. */
  take(bytes: number): void {
    const before = Atomics.add(this.#words, USED, BigInt(bytes));
    if (before + BigInt(bytes) <= (this.#words[MOST] ?? 0n)) return;
    Atomics.sub(this.#words, USED, BigInt(bytes));
    throw new SysError('ENOSPC', 'write');
  }

  give(bytes: number): void {
    Atomics.sub(this.#words, USED, BigInt(bytes));
  }
}
