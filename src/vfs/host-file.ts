import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import type { ExactTimes } from './exact-times.ts';
import { type DirEntry, FileHandle, type FileType, type Stat } from './file-handle.ts';
import { hostError, onHost } from './host-error.ts';
import type { Space } from './space.ts';

/** Bytes moved in one call at most, so that no single read or write holds up the cpu. */
const PIECE = 1024 * 1024;

/** A regular file of the host, open. Offsets are the caller's: each call names its own. */
export class HostFile extends FileHandle {
  override readonly type: FileType = 'file';
  readonly #times: ExactTimes;
  readonly #space: Space | undefined;
  #fd: number;
  #appender = -1;
  #flushing = 0;
  #closed = false;

  constructor(fd: number, times: ExactTimes, space: Space | undefined) {
    super();
    this.#fd = fd;
    this.#times = times;
    this.#space = space;
  }

  override stat(): Stat {
    return onHost('stat', 'file', () => this.#times.correct(toStat(fs.fstatSync(openFd(this.#fd), { bigint: true }))));
  }

  override read(into: Uint8Array, at: number): number {
    try {
      return fs.readSync(this.#fd, into, 0, Math.min(into.length, PIECE), at);
    } catch (error) {
      throw this.#failed(error, 'read');
    }
  }

  override write(from: Uint8Array, at: number): number {
    const length = Math.min(from.length, PIECE);
    try {
      if (this.#space === undefined) return fs.writeSync(this.#fd, from, 0, length, at);
      return this.#writeWithin(this.#space, from, length, at);
    } catch (error) {
      throw this.#failed(error, 'write');
    }
  }

  /** Apart from `write`, because a function that makes closures pays for them on every call. */
  #writeWithin(space: Space, from: Uint8Array, length: number, at: number): number {
    return this.#within(space, at + length, () => fs.writeSync(this.#fd, from, 0, length, at));
  }

  override append(from: Uint8Array): number {
    const length = Math.min(from.length, PIECE);
    try {
      if (this.#appender < 0)
        this.#appender = fs.openSync(`/proc/self/fd/${this.#fd}`, fs.constants.O_WRONLY | fs.constants.O_APPEND);
      const put = () => fs.writeSync(this.#appender, from, 0, length, null);
      return this.#space === undefined ? put() : this.#within(this.#space, this.#size() + length, put);
    } catch (error) {
      throw this.#failed(error, 'append');
    }
  }

  override truncate(size: number): void {
    onHost('truncate', 'file', () => {
      const resize = () => fs.ftruncateSync(openFd(this.#fd), size);
      if (this.#space === undefined) return resize();
      const before = this.#size();
      this.#within(this.#space, size, resize);
      if (size < before) this.#space.give(before - size);
    });
  }

  override allocate(offset: number, length: number): void {
    if (offset + length > onHost('allocate', 'file', () => this.#size())) this.truncate(offset + length);
  }

  override setTimes(atim: bigint | undefined, mtim: bigint | undefined): void {
    onHost('utimes', 'file', () => setTimesOf(openFd(this.#fd), this.#times, atim, mtim));
  }

  override sync(dataOnly: boolean): Promise<void> {
    const flush = dataOnly ? fs.fdatasync : fs.fsync;
    const fd = openFd(this.#fd);
    this.#flushing++;
    return new Promise((resolve, reject) => {
      flush(fd, (error) => {
        if (--this.#flushing === 0 && this.#closed) this.#closeNow();
        if (error === null) resolve();
        else reject(hostError(error, 'sync', 'file'));
      });
    });
  }

  override close(): void {
    this.#closed = true;
    // A number that is closed under a running flush could be another file's by then.
    if (this.#flushing === 0) this.#closeNow();
  }

  #closeNow(): void {
    if (this.#fd < 0) return;
    fs.closeSync(this.#fd);
    if (this.#appender >= 0) fs.closeSync(this.#appender);
    this.#fd = -1;
    this.#appender = -1;
  }

  #failed(error: unknown, op: string): unknown {
    return this.#closed ? new SysError('EBADF', op, 'file') : hostError(error, op, 'file');
  }

  #size(): number {
    return fs.fstatSync(openFd(this.#fd)).size;
  }

  /** Runs a call that makes the file reach to `end` at most, within the space there is. */
  #within<T>(space: Space, end: number, run: () => T): T {
    const before = this.#size();
    const asked = Math.max(0, end - before);
    space.take(asked);
    try {
      return run();
    } finally {
      space.give(asked - Math.min(asked, Math.max(0, this.#size() - before)));
    }
  }
}

/** A directory of the host, named by an O_PATH descriptor. */
export class HostFolder extends FileHandle {
  override readonly type: FileType = 'directory';
  readonly #times: ExactTimes;
  readonly #pathOf: (fd: number, opened: string) => string;
  #fd: number;

  constructor(fd: number, times: ExactTimes, pathOf: (fd: number, opened: string) => string) {
    super();
    this.#fd = fd;
    this.#times = times;
    this.#pathOf = pathOf;
  }

  override whereabouts(opened: string): string {
    return onHost('find', 'directory', () => this.#pathOf(openFd(this.#fd), opened));
  }

  override stat(): Stat {
    return onHost('stat', 'directory', () =>
      this.#times.correct(toStat(fs.fstatSync(openFd(this.#fd), { bigint: true }))),
    );
  }

  override entries(): DirEntry[] {
    const directory = `/proc/self/fd/${openFd(this.#fd)}`;
    return onHost('read directory', 'directory', () =>
      fs.readdirSync(directory).flatMap((name) => {
        // What is gone again since it was listed is left out.
        const stat = fs.lstatSync(`${directory}/${name}`, { bigint: true, throwIfNoEntry: false });
        return stat === undefined ? [] : [{ name, ino: stat.ino, type: typeOf(stat) }];
      }),
    );
  }

  override setTimes(atim: bigint | undefined, mtim: bigint | undefined): void {
    onHost('utimes', 'directory', () => setTimesOf(openFd(this.#fd), this.#times, atim, mtim));
  }

  override async sync(): Promise<void> {
    const folder = await fs.promises.open(
      `/proc/self/fd/${openFd(this.#fd)}`,
      fs.constants.O_RDONLY | fs.constants.O_DIRECTORY,
    );
    await folder.sync().finally(() => folder.close());
  }

  override close(): void {
    if (this.#fd < 0) return;
    fs.closeSync(this.#fd);
    this.#fd = -1;
  }
}

/** @throws SysError EBADF after close. */
function openFd(fd: number): number {
  if (fd < 0) throw new SysError('EBADF', 'use', 'file');
  return fd;
}

function setTimesOf(fd: number, times: ExactTimes, atim: bigint | undefined, mtim: bigint | undefined): void {
  times.set(atim, mtim, {
    stat: () => toStat(fs.fstatSync(fd, { bigint: true })),
    change: (atime, mtime) => fs.utimesSync(`/proc/self/fd/${fd}`, atime, mtime),
  });
}

/** A host file's attributes in our form. */
export function toStat(stat: fs.BigIntStats): Stat {
  return {
    dev: stat.dev,
    ino: stat.ino,
    type: typeOf(stat),
    nlink: stat.nlink,
    size: stat.size,
    atim: stat.atimeNs,
    mtim: stat.mtimeNs,
    ctim: stat.ctimeNs,
  };
}

/** What a file of the host is. */
export function typeOf(stat: fs.BigIntStats): FileType {
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'directory';
  if (stat.isSymbolicLink()) return 'symlink';
  if (stat.isCharacterDevice()) return 'char';
  if (stat.isBlockDevice()) return 'block';
  if (stat.isFIFO()) return 'fifo';
  return stat.isSocket() ? 'socket' : 'unknown';
}
