import { threadId } from 'node:worker_threads';
import { RAM_DISK_THREADS } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { InodeTable } from './inode-table.ts';
import { lock, unlock } from './shared-lock.ts';
import type { Space } from './space.ts';

/**
 * The inodes of a ram disk that this thread uses. An inode that lost its last name is charged until the last thread lets go of it:
 * `InodeTable` knows the threads, this object counts the uses within its own.
 */
export class OpenInodes {
  readonly table: InodeTable;
  readonly space: Space;
  /** This object among all those of the disk, from 0. */
  readonly member: number;
  readonly #used = new Map<bigint, OpenInode>();
  #closed = false;

  /** @throws SysError ENFILE where too many threads use the disk already. */
  constructor(shared: SharedArrayBuffer, space: Space) {
    this.table = new InodeTable(shared);
    this.space = space;
    this.member = this.table.join(threadId);
    if (this.member < 0)
      throw new SysError('ENFILE', 'open disk', undefined, `${RAM_DISK_THREADS} threads use it, which is the most`);
  }

  /**
   * Takes an inode into use; give it back with `release`. The caller sees to it that the number stays that inode's.
   * @param sizeOf tells how many bytes it has now
   */
  use(ino: bigint, sizeOf: () => number): OpenInode {
    const known = this.#used.get(ino);
    if (known !== undefined) return known.share();
    const row = this.table.enter(ino, this.member);
    const inode = new OpenInode(this, row, () => this.#forget(ino, row));
    this.#used.set(ino, inode);
    try {
      inode.unlock(inode.lock(sizeOf));
    } catch (error) {
      inode.release();
      throw error;
    }
    return inode;
  }

  /** Runs a change of names: one at a time on the whole disk, so that what was looked at before stays so. */
  whileNaming<T>(run: () => T): T {
    return this.table.whileNaming(this.member, run);
  }

  /** Leaves the disk, once nothing is open any more. */
  close(): void {
    this.#closed = true;
    if (this.#used.size === 0) this.table.leave(this.member);
  }

  #forget(ino: bigint, row: number): void {
    this.#used.delete(ino);
    this.table.exit(row, this.member, this.space);
    if (this.#closed && this.#used.size === 0) this.table.leave(this.member);
  }
}

/** One inode in use. Its size is charged: `lock`, `claim` what a change may need, change it, and `unlock` with what it came to. */
export class OpenInode {
  readonly #inodes: OpenInodes;
  readonly #row: number;
  readonly #forget: () => void;
  #uses = 1;

  constructor(inodes: OpenInodes, row: number, forget: () => void) {
    this.#inodes = inodes;
    this.#row = row;
    this.#forget = forget;
  }

  share(): this {
    this.#uses++;
    return this;
  }

  release(): void {
    if (--this.#uses === 0) this.#forget();
  }

  /** Its last name is gone: its space is free once nobody uses it. */
  removed(): void {
    this.#inodes.table.markNameless(this.#row);
  }

  /**
   * Keeps all other threads from changing its size. @returns its size in bytes
   * @param sizeOf asked where no thread knows it for certain
   */
  lock(sizeOf: () => number): number {
    const { table, member } = this.#inodes;
    lock(table.words, table.lockOf(this.#row), member + 1);
    if (!table.isUncertain(this.#row)) return table.charges[this.#row] as number;
    try {
      const size = sizeOf();
      if ((table.charges[this.#row] as number) < 0) table.charges[this.#row] = size;
      table.markCertain(this.#row);
      return size;
    } catch (error) {
      unlock(table.words, table.lockOf(this.#row));
      throw error;
    }
  }

  /** Charges for a size that it may come to. @throws SysError ENOSPC. */
  claim(size: number): void {
    const { charges } = this.#inodes.table;
    const charged = charges[this.#row] as number;
    if (size <= charged) return;
    this.#inodes.space.take(size - charged);
    charges[this.#row] = size;
  }

  unlock(size: number): void {
    const { table, space } = this.#inodes;
    const charged = table.charges[this.#row] as number;
    table.charges[this.#row] = size;
    if (charged > size) space.give(charged - size);
    unlock(table.words, table.lockOf(this.#row));
  }
}
