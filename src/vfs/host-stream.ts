import fs from 'node:fs';
import { Socket } from 'node:net';
import { isatty, ReadStream as TerminalStream } from 'node:tty';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { FileHandle, type FileType, type Interest, type Readiness, type Stat, WOULD_BLOCK } from './file-handle.ts';
import { hostError, onHost } from './host-error.ts';
import { toStat } from './host-file.ts';

const { O_NOCTTY, O_NONBLOCK, O_RDONLY, O_WRONLY } = fs.constants;

/** Milliseconds between two tries at a stream that would block: first, and at most. */
const FIRST_WAIT_MS = 1;
const LONGEST_WAIT_MS = 16;

/**
 * A descriptor that this process was started with (stdin, stdout, stderr), byte for byte. A pipe or terminal is opened a second
 * time without blocking, so that a slow other side never holds up the thread, and nobody else's descriptor changes; a
 * regular file is used as it is, with the offset that it shares with others.
 */
export class HostStream extends FileHandle {
  override readonly type: FileType;
  override readonly seekable = false;
  readonly #fd: number;
  readonly #own: boolean;
  #ended = false;
  #wait = FIRST_WAIT_MS;
  #source: Input | undefined;

  /** @throws SysError EBADF where the process has no such descriptor. */
  constructor(fd: number) {
    super();
    const stat = onHost('open', `fd ${fd}`, () => fs.fstatSync(fd, { bigint: true }));
    this.type = toStat(stat).type;
    const reopened = stat.isFIFO() || stat.isCharacterDevice() ? reopen(fd) : -1;
    this.#own = reopened >= 0;
    this.#fd = this.#own ? reopened : fd;
    const waits = stat.isFIFO() || stat.isSocket() || isatty(this.#fd);
    if (fd === 0 && waits) this.#source = new Input(this.#fd);
  }

  override stat(): Stat {
    return onHost('stat', 'stream', () => toStat(fs.fstatSync(this.#fd, { bigint: true })));
  }

  override read(into: Uint8Array): number {
    if (this.#source !== undefined) return this.#source.read(into);
    if (this.#ended) return 0;
    return this.#try('read', () => {
      const count = fs.readSync(this.#fd, into, 0, into.length, null);
      if (count === 0 && into.length > 0) this.#ended = true;
      return count;
    });
  }

  override write(from: Uint8Array): number {
    const count = this.#try('write', () => fs.writeSync(this.#fd, from, 0, from.length, null));
    if (count > 0) this.#wait = FIRST_WAIT_MS;
    return count;
  }

  override readiness(): Readiness {
    return { readable: this.#source?.readable ?? 1, writable: 1, hangup: this.#source?.ended ?? false };
  }

  override watch(interest: Interest, wake: () => void): () => void {
    if (interest === 'read' && this.#source !== undefined) return this.#source.watch(wake);
    // Node has no way to wait until a descriptor can be written: try again after a growing while.
    const timer = setTimeout(wake, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }

  override close(): void {
    this.#source?.close();
    this.#source = undefined;
    if (this.#own) fs.close(this.#fd);
  }

  #try(op: string, run: () => number): number {
    try {
      return run();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return WOULD_BLOCK;
      throw hostError(error, op, 'stream');
    }
  }
}

/** stdin of a kind that can be waited for. It is read only while a guest wants something, so nothing is taken from who comes after. */
class Input {
  readonly #stream: Socket | TerminalStream;
  readonly #wakes = new Set<() => void>();
  #pending: Uint8Array[] = [];
  #error: SysError | undefined;
  ended = false;

  constructor(fd: number) {
    this.#stream = isatty(fd) ? new TerminalStream(fd) : new Socket({ fd, readable: true, writable: false });
    this.#stream.pause();
    this.#stream.on('data', (chunk: Buffer) => {
      this.#pending.push(chunk);
      this.#stream.pause();
      this.#wakeAll();
    });
    this.#stream.on('end', () => this.#end(undefined));
    this.#stream.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code !== undefined && isErrorCode(error.code) ? error.code : 'EIO';
      // A terminal that went away reads as the end.
      this.#end(code === 'EIO' ? undefined : new SysError(code, 'read', 'stdin'));
    });
    this.#stream.unref();
  }

  get readable(): number {
    return this.#pending.reduce((sum, chunk) => sum + chunk.length, 0) || (this.ended ? 1 : 0);
  }

  read(into: Uint8Array): number {
    const chunk = this.#pending[0];
    if (chunk === undefined) {
      if (this.#error !== undefined) throw this.#error;
      return this.ended ? 0 : WOULD_BLOCK;
    }
    const count = Math.min(chunk.length, into.length);
    into.set(chunk.subarray(0, count));
    if (count === chunk.length) this.#pending.shift();
    else this.#pending[0] = chunk.subarray(count);
    return count;
  }

  watch(wake: () => void): () => void {
    const entry = () => wake();
    this.#wakes.add(entry);
    this.#stream.ref();
    this.#stream.resume();
    return () => {
      this.#wakes.delete(entry);
      this.#restIfIdle();
    };
  }

  close(): void {
    this.#stream.destroy();
  }

  #end(error: SysError | undefined): void {
    this.ended = true;
    this.#error = error;
    this.#wakeAll();
  }

  #wakeAll(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
    this.#restIfIdle();
  }

  #restIfIdle(): void {
    if (this.#wakes.size > 0) return;
    this.#stream.pause();
    this.#stream.unref();
  }
}

/** Opens what a descriptor names once more, without blocking. @returns -1 where that cannot be done. */
function reopen(fd: number): number {
  try {
    const access = fd === 0 ? O_RDONLY : O_WRONLY;
    return fs.openSync(`/proc/self/fd/${fd}`, access | O_NONBLOCK | O_NOCTTY);
  } catch {
    return -1;
  }
}
