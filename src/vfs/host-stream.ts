import fs from 'node:fs';
import type { Socket } from 'node:net';
import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { FileHandle, type FileType, type Interest, type Readiness, type Stat, WOULD_BLOCK } from './file-handle.ts';
import { hostCode, hostError, isAgain, onHost } from './host-error.ts';
import { toStat } from './host-file.ts';
import { HostInput } from './host-input.ts';

const { O_NOCTTY, O_NONBLOCK, O_RDONLY, O_WRONLY, S_IRUSR, S_IWUSR } = fs.constants;

/** Bytes moved in one call at most, so that no read or write of a file holds up the cpu. */
const PIECE = 1024 * 1024;

/** Milliseconds between two tries at a stream that takes nothing: first, and at most. */
const FIRST_WAIT_MS = 1;
const LONGEST_WAIT_MS = 16;

/**
 * A descriptor that this process was started with (stdin, stdout, stderr), byte for byte. A pipe or terminal is opened a second
 * time without blocking, so that a slow other side never holds up the thread, and nobody else's descriptor changes. A
 * socket cannot be opened again: it is switched to non-blocking for all who share it. A regular file is used as it is,
 * with the offset that it shares with others.
 */
export class HostStream extends FileHandle {
  override readonly type: FileType;
  override readonly seekable = false;
  readonly #own: boolean;
  readonly #broken: () => void;
  readonly #input: HostInput | undefined;
  #fd: number;
  #full = false;
  #wait = FIRST_WAIT_MS;

  /** @param broken called when a write finds the other side gone @throws SysError EBADF where the process has no such descriptor. */
  constructor(fd: number, broken: () => void = () => {}) {
    super();
    this.#broken = broken;
    const stat = onHost('open', `fd ${fd}`, () => fs.fstatSync(fd, { bigint: true }));
    this.type = toStat(stat).type;
    const reopened = stat.isFIFO() || stat.isCharacterDevice() ? reopen(fd) : -1;
    this.#own = reopened >= 0;
    this.#fd = this.#own ? reopened : fd;
    if (fd === 0) this.#input = HostInput.over(this.#fd, this.#own, stat);
    else if (stat.isSocket()) stopBlocking(fd);
  }

  override stat(): Stat {
    return onHost('stat', 'stream', () => toStat(fs.fstatSync(this.#checked('stat'), { bigint: true })));
  }

  override read(into: Uint8Array): number {
    const fd = this.#checked('read');
    if (into.length === 0) return 0;
    if (this.#input !== undefined) return this.#input.read(into);
    return onHost('read', 'stream', () => fs.readSync(fd, into, 0, Math.min(into.length, PIECE), null));
  }

  override write(from: Uint8Array): number {
    const fd = this.#checked('write');
    if (from.length === 0) return 0;
    try {
      const count = fs.writeSync(fd, from, 0, Math.min(from.length, PIECE), null);
      this.#full = false;
      this.#wait = FIRST_WAIT_MS;
      return count;
    } catch (error) {
      if (!isAgain(error)) throw this.#failed(error);
      this.#full = true;
      return WOULD_BLOCK;
    }
  }

  override readiness(): Readiness {
    // To look for bytes can be what finds the end.
    const readable = this.#input?.readable() ?? 1;
    return { readable, writable: this.#full ? 0 : 1, hangup: this.#input?.ended ?? false };
  }

  override watch(interest: Interest, wake: () => void): () => void {
    if (interest === 'read' && this.#input !== undefined) return this.#input.watch(wake);
    // Node has no way to wait until a descriptor can be written: try again after a growing while.
    const timer = setTimeout(() => {
      this.#full = false;
      wake();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }

  override close(): void {
    if (this.#fd < 0) return;
    // What an input polls is closed by it.
    if (this.#input !== undefined) this.#input.close();
    else if (this.#own) fs.closeSync(this.#fd);
    this.#fd = -1;
  }

  #failed(error: unknown): unknown {
    if (hostCode(error) === 'EPIPE') this.#broken();
    return hostError(error, 'write', 'stream');
  }

  #checked(op: string): number {
    if (this.#fd < 0) throw new SysError('EBADF', op, 'stream');
    return this.#fd;
  }
}

/** Opens what a descriptor names once more, without blocking. @returns -1 where that cannot be done, or would give more than the descriptor. */
function reopen(fd: number): number {
  const named = `/proc/self/fd/${fd}`;
  const [access, bit] = fd === 0 ? [O_RDONLY, S_IRUSR] : [O_WRONLY, S_IWUSR];
  try {
    // The mode of this link says what the descriptor is open for.
    if ((fs.lstatSync(named).mode & bit) === 0) return -1;
    return fs.openSync(named, access | O_NONBLOCK | O_NOCTTY);
  } catch {
    // Of another user, or the other side is gone: the descriptor itself then tells.
    return -1;
  }
}

/** Sockets that were switched to non-blocking. Kept, because node closes the descriptor of one that it collects. */
const switched = new Map<number, Socket>();

/** Node can switch a descriptor only by making a stream of it, which is never used otherwise. */
function stopBlocking(fd: number): void {
  if (!switched.has(fd)) switched.set(fd, new builtin.net.Socket({ fd, readable: false, writable: true }).unref());
}
