import { closeSync, openSync, readSync } from 'node:fs';
import { hostCode } from '../../vfs/host-error.ts';
import { spareDescriptors } from '../spare-descriptors.ts';
import { readInto } from './proc-file.ts';

/**
 * What a reading found: the very bytes of the last time, others, nobody any more, or nothing that could be read now (too many
 * open files).
 */
export type Reading = 'same' | 'changed' | 'gone' | 'unread';

/** Whether a process is still there; `unread` where that cannot be asked now (too many open files). */
export type Presence = 'there' | 'gone' | 'unread';

/** Longer than a line gets: 52 numbers and a name. */
const LINE_BYTES = 2048;
/** Room to remember a line in; what is longer counts as changed each time. */
const SLOT_BYTES = 512;
/** More are of no use, and take memory of the kernel. */
const MOST_DESCRIPTORS = 16_384;

/**
 * Reads the stat files of all processes into one buffer, and remembers what stood there in another. Descriptors are kept: that
 * saves time, and one that is kept never shows another process, should the PID be used again.
 */
export class StatFiles implements Disposable {
  /** What was read last, `length` bytes. */
  readonly bytes = Buffer.allocUnsafeSlow(LINE_BYTES);
  length = 0;
  readonly #most: number;
  #slots = Buffer.allocUnsafeSlow(256 * SLOT_BYTES);
  #used = 0;
  readonly #free: number[] = [];
  readonly #descriptors = new Set<number>();

  /** @param most descriptors that may be kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** @returns -1 where there are enough already, or it cannot be had */
  openKept(path: string): number {
    if (this.#descriptors.size >= this.#most) return -1;
    try {
      const fd = openSync(path, 'r');
      this.#descriptors.add(fd);
      return fd;
    } catch (error) {
      if (hostCode(error) === undefined) throw error;
      return -1;
    }
  }

  close(fd: number): void {
    if (this.#descriptors.delete(fd)) closeSync(fd);
  }

  /** @returns whether there are bytes now; if not, why */
  load(path: string, fd: number): 'loaded' | 'gone' | 'unread' {
    try {
      this.length = fd >= 0 ? readSync(fd, this.bytes, 0, LINE_BYTES, 0) : readInto(this.bytes, path);
      return this.length > 0 ? 'loaded' : 'gone';
    } catch (error) {
      const code = hostCode(error);
      if (code === undefined) throw error;
      return code === 'EMFILE' || code === 'ENFILE' ? 'unread' : 'gone';
    }
  }

  takeSlot(): number {
    const slot = this.#free.pop() ?? this.#used++;
    if ((slot + 1) * SLOT_BYTES > this.#slots.length) {
      const larger = Buffer.allocUnsafeSlow(2 * this.#slots.length);
      this.#slots.copy(larger);
      this.#slots = larger;
    }
    return slot;
  }

  freeSlot(slot: number): void {
    this.#free.push(slot);
  }

  /** Whether what was loaded is what `slot` remembers, `before` bytes long. Afterwards it remembers what was loaded. */
  isSame(slot: number, before: number): boolean {
    const { length } = this;
    if (length > SLOT_BYTES) return false;
    const start = slot * SLOT_BYTES;
    if (length === before && this.bytes.compare(this.#slots, start, start + length, 0, length) === 0) return true;
    this.bytes.copy(this.#slots, start, 0, length);
    return false;
  }

  [Symbol.dispose](): void {
    for (const fd of this.#descriptors) closeSync(fd);
    this.#descriptors.clear();
  }
}

/** Half of what there are: tasks, logs and modules need theirs. */
export function mostDescriptors(proc: string): number {
  return Math.min(MOST_DESCRIPTORS, Math.floor(spareDescriptors(proc) / 2));
}
