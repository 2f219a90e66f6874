import { SysError } from '../base/sys-error.ts';

/** Places of the accounts in shared memory; behind each stands the most that it may hold. */
const BYTES = 0;
const INODES = 2;

/** What a ram disk holds: bytes of contents, and inodes, as counted by all threads together in shared memory. */
export class Space {
  readonly #words: BigInt64Array;

  constructor(shared: SharedArrayBuffer) {
    this.#words = new BigInt64Array(shared);
  }

  /** Makes the accounts of a disk that holds at most so many bytes and inodes. */
  static allocate(bytes: number, inodes: number): SharedArrayBuffer {
    const shared = new SharedArrayBuffer(32);
    const words = new BigInt64Array(shared);
    words[BYTES + 1] = BigInt(bytes);
    words[INODES + 1] = BigInt(inodes);
    return shared;
  }

  /** Bytes of contents, holes included. */
  get used(): number {
    return Number(Atomics.load(this.#words, BYTES));
  }

  /** Files, directories, links, and further names of files. */
  get inodes(): number {
    return Number(Atomics.load(this.#words, INODES));
  }

  /** Takes bytes before they are written. @throws SysError ENOSPC where they are not there. */
  take(bytes: number): void {
    this.#take(BYTES, BigInt(bytes), 'write');
  }

  give(bytes: number): void {
    Atomics.sub(this.#words, BYTES, BigInt(bytes));
  }

  /** Takes an inode before it is made. @throws SysError ENOSPC where there are too many. */
  takeInode(): void {
    this.#take(INODES, 1n, 'make');
  }

  giveInode(): void {
    Atomics.sub(this.#words, INODES, 1n);
  }

  #take(account: number, amount: bigint, op: string): void {
    const before = Atomics.add(this.#words, account, amount);
    if (before + amount <= (this.#words[account + 1] ?? 0n)) return;
    Atomics.sub(this.#words, account, amount);
    throw new SysError('ENOSPC', op);
  }
}
