import fs from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import { linkTo } from './descriptor-link.ts';
import type { ExactTimes } from './exact-times.ts';
import { FileHandle, type FileType, type Listing, type Stat } from './file-handle.ts';
import { hostError, onHost } from './host-error.ts';
import { HostListing } from './host-listing.ts';
import { typeOf } from './host-type.ts';

/** Bytes moved in one call at most, so that no single read or write holds up the cpu. */
export const PIECE = 1024 * 1024;

/** A regular file of the host, open. Offsets are the caller's: each call names its own. */
export class HostFile extends FileHandle {
  override readonly type: FileType = 'file';
  readonly #times: ExactTimes;
  #fd: number;
  #appender = -1;
  #flushing = 0;
  #closed = false;

  constructor(fd: number, times: ExactTimes) {
    super();
    this.#fd = fd;
    this.#times = times;
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
    try {
      return fs.writeSync(this.#fd, from, 0, Math.min(from.length, PIECE), at);
    } catch (error) {
      throw this.#failed(error, 'write');
    }
  }

  override append(from: Uint8Array): number {
    try {
      if (this.#appender < 0)
        this.#appender = fs.openSync(linkTo(this.#fd), fs.constants.O_WRONLY | fs.constants.O_APPEND);
      return fs.writeSync(this.#appender, from, 0, Math.min(from.length, PIECE), null);
    } catch (error) {
      throw this.#failed(error, 'append');
    }
  }

  override truncate(size: number): void {
    onHost('truncate', 'file', () => fs.ftruncateSync(openFd(this.#fd), size));
  }

  override allocate(offset: number, length: number): void {
    if (offset + length > this.size()) this.truncate(offset + length);
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
        try {
          if (--this.#flushing === 0 && this.#closed) this.closeNow();
          if (error !== null) throw hostError(error, 'sync', 'file');
          resolve();
        } catch (failure) {
          reject(failure);
        }
      });
    });
  }

  override close(): void {
    this.#closed = true;
    // A number that is closed under a running flush could be another file's by then.
    if (this.#flushing === 0) this.closeNow();
  }

  /** Gives the descriptors back, once nothing uses them any more. */
  protected closeNow(): void {
    const open = [this.#fd, this.#appender].filter((fd) => fd >= 0);
    this.#fd = -1;
    this.#appender = -1;
    for (const fd of open) closeOnHost(fd);
  }

  #failed(error: unknown, op: string): unknown {
    return this.#closed ? new SysError('EBADF', op, 'file') : hostError(error, op, 'file');
  }

  protected size(): number {
    return onHost('stat', 'file', () => fs.fstatSync(openFd(this.#fd)).size);
  }
}

/** Knows where an open directory lies by now, by its descriptor. */
interface Places {
  pathOf(fd: number, opened: string): string;
}

/** A directory of the host, named by an O_PATH descriptor. */
export class HostFolder extends FileHandle {
  override readonly type: FileType = 'directory';
  readonly #times: ExactTimes;
  readonly #places: Places;
  #fd: number;

  constructor(fd: number, times: ExactTimes, places: Places) {
    super();
    this.#fd = fd;
    this.#times = times;
    this.#places = places;
  }

  override whereabouts(opened: string): string {
    return onHost('find', 'directory', () => this.#places.pathOf(openFd(this.#fd), opened));
  }

  override stat(): Stat {
    return onHost('stat', 'directory', () =>
      this.#times.correct(toStat(fs.fstatSync(openFd(this.#fd), { bigint: true }))),
    );
  }

  override list(): Listing {
    return onHost('read directory', 'directory', () => new HostListing(linkTo(openFd(this.#fd))));
  }

  override setTimes(atim: bigint | undefined, mtim: bigint | undefined): void {
    onHost('utimes', 'directory', () => setTimesOf(openFd(this.#fd), this.#times, atim, mtim));
  }

  override async sync(): Promise<void> {
    const named = linkTo(openFd(this.#fd));
    try {
      await using folder = await fs.promises.open(named, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
      await folder.sync();
    } catch (error) {
      throw hostError(error, 'sync', 'directory');
    }
  }

  override close(): void {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    closeOnHost(fd);
  }
}

/** Closes a descriptor. It is free afterwards also where the host reports an error (close(2)): it must not be closed again. */
function closeOnHost(fd: number): void {
  onHost('close', 'file', () => fs.closeSync(fd));
}

/** @throws SysError EBADF after close. */
function openFd(fd: number): number {
  if (fd < 0) throw new SysError('EBADF', 'use', 'file');
  return fd;
}

function setTimesOf(fd: number, times: ExactTimes, atim: bigint | undefined, mtim: bigint | undefined): void {
  times.set(atim, mtim, {
    stat: () => toStat(fs.fstatSync(fd, { bigint: true })),
    change: (atime, mtime) => fs.utimesSync(linkTo(fd), atime, mtime),
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
