import { SysError } from '../base/sys-error.ts';
import type { ExactTimes } from './exact-times.ts';
import { HostFile, HostFolder, PIECE } from './host-file.ts';
import type { HostNames } from './host-names.ts';
import type { OpenInode } from './open-inodes.ts';

/** A file of a ram disk: what changes its size is charged before, and happens in one thread at a time. */
export class RamFile extends HostFile {
  readonly #inode: OpenInode;
  readonly #sizeOf = () => this.size();
  #isOpen = true;

  /** @param inode its own to release */
  constructor(fd: number, times: ExactTimes, inode: OpenInode) {
    super(fd, times);
    this.#inode = inode;
  }

  override write(from: Uint8Array, at: number): number {
    return this.#put(from, at);
  }

  override append(from: Uint8Array): number {
    return this.#put(from, undefined);
  }

  override truncate(size: number): void {
    this.#resize(() => size);
  }

  override allocate(offset: number, length: number): void {
    this.#resize((before) => (before < offset + length ? offset + length : undefined));
  }

  protected override closeNow(): void {
    super.closeNow();
    if (this.#isOpen) this.#inode.release();
    this.#isOpen = false;
  }

  /** Writes at an offset, or at the end. */
  #put(from: Uint8Array, offset: number | undefined): number {
    let size = this.#lock('write');
    try {
      const at = offset ?? size;
      const length = Math.min(from.length, PIECE);
      if (length > 0) this.#inode.claim(at + length);
      const count = super.write(from, at);
      if (count > 0) size = Math.max(size, at + count);
      return count;
    } finally {
      this.#inode.unlock(size);
    }
  }

  #resize(to: (size: number) => number | undefined): void {
    let size = this.#lock('truncate');
    try {
      const wanted = to(size);
      if (wanted === undefined) return;
      this.#inode.claim(wanted);
      super.truncate(wanted);
      size = wanted;
    } finally {
      this.#inode.unlock(size);
    }
  }

  #lock(op: string): number {
    if (!this.#isOpen) throw new SysError('EBADF', op, 'file');
    return this.#inode.lock(this.#sizeOf);
  }
}

/** A directory of a ram disk: an inode like any other while it is open. */
export class RamFolder extends HostFolder {
  readonly #inode: OpenInode;
  #isOpen = true;

  /** @param inode its own to release */
  constructor(fd: number, times: ExactTimes, names: HostNames, inode: OpenInode) {
    super(fd, times, names);
    this.#inode = inode;
  }

  override close(): void {
    super.close();
    if (this.#isOpen) this.#inode.release();
    this.#isOpen = false;
  }
}
