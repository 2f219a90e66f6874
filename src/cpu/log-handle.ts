import { LOG_CREDIT } from '../base/limits.ts';
import type { StatSlot } from '../base/stat-page.ts';
import {
  FileHandle,
  type FileType,
  type Interest,
  type Readiness,
  type Stat,
  WOULD_BLOCK,
} from '../vfs/file-handle.ts';
import { LOG_PIECE_BYTES, type LogRingWriter } from './log-ring.ts';

/** What a log handle needs of its cpu. */
export interface LogPort {
  readonly ring: LogRingWriter;
  /** Tells the kernel that the ring has something: so many bytes more. */
  signal(bytes: number): void;
  /** Calls `wake` when the log store has taken something. @returns a function that takes the wish back. */
  whenRoom(wake: () => void): () => void;
}

/**
 * A task's stdout or stderr on its way to the log store. A task may have LOG_CREDIT bytes under way; past that it waits, so a
 * flood slows the task that makes it and fills no one else's ring for long.
 */
export class LogHandle extends FileHandle {
  override readonly type: FileType = 'char';
  override readonly seekable = false;
  readonly #port: LogPort;
  readonly #pid: number;
  readonly #stream: 1 | 2;
  readonly #slot: StatSlot;

  constructor(port: LogPort, pid: number, stream: 1 | 2, slot: StatSlot) {
    super();
    this.#port = port;
    this.#pid = pid;
    this.#stream = stream;
    this.#slot = slot;
  }

  override stat(): Stat {
    return { dev: 0n, ino: 0n, type: this.type, nlink: 1n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
  }

  override write(from: Uint8Array): number {
    if (from.length === 0) return 0;
    const length = Math.min(from.length, LOG_PIECE_BYTES, this.#credit());
    if (length <= 0 || !this.#port.ring.write(this.#pid, this.#stream, Date.now(), from.subarray(0, length)))
      return WOULD_BLOCK;
    this.#slot.set('logWritten', this.#slot.get('logWritten') + length);
    this.#port.signal(length);
    return length;
  }

  override readiness(): Readiness {
    return { readable: 0, writable: Math.max(0, this.#credit()), hangup: false };
  }

  override watch(interest: Interest, wake: () => void): () => void {
    if (interest !== 'write') return () => {};
    const cancel = this.#port.whenRoom(wake);
    // The store may have taken something between the refused write and the wish to be told.
    if (this.#credit() > 0 && this.#port.ring.roomy) wake();
    return cancel;
  }

  #credit(): number {
    return LOG_CREDIT - (this.#slot.get('logWritten') - this.#slot.get('logTaken'));
  }
}
