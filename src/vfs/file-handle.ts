import type { Maybe } from '../base/maybe.ts';
import { SysError } from '../base/sys-error.ts';

/** What a file is; the names of WASI's filetype. */
export type FileType = 'unknown' | 'block' | 'char' | 'directory' | 'file' | 'socket' | 'symlink' | 'fifo';

/** The attributes of a file. Sizes in bytes, times in nanoseconds since 1970. */
export interface Stat {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly type: FileType;
  readonly nlink: bigint;
  readonly size: bigint;
  readonly atim: bigint;
  readonly mtim: bigint;
  readonly ctim: bigint;
}

/** A name in a directory. `.` and `..` are not listed by servers; the WASI layer adds them. */
export interface DirEntry {
  readonly name: string;
  readonly ino: bigint;
  readonly type: FileType;
}

/** A directory that is being read, once, from its beginning to its end. It keeps a piece of the names at most. */
export interface Listing {
  /** The next names, at most `most`; perhaps none of those that were looked at. Undefined at the end. */
  next(most: number): Maybe<readonly DirEntry[] | undefined>;
  close(): void;
}

/** What an open file can do right now without blocking. */
export interface Readiness {
  /** Bytes that a read would give at once (at least this many; 1 where the number is not known); 0 when it would block. */
  readonly readable: number;
  /** Bytes that a write would take at once; 0 when it would block. */
  readonly writable: number;
  /** The other side is gone: a read gives end of file, a write fails with EPIPE. */
  readonly hangup: boolean;
}

/** What a waiter waits for. */
export type Interest = 'read' | 'write';

/** Returned by read and write where nothing can be moved now; wait with `watch`, then call again. */
export const WOULD_BLOCK = -1;

/**
 * One open file, directory or stream. It has no offset: offsets belong to whoever opened it. Everything that a kind
 * of file does not support answers with an error by default. All methods throw SysError.
 */
export abstract class FileHandle implements Disposable {
  abstract readonly type: FileType;
  /** False for streams (pipes, terminals): `at` is ignored, and seeking them is ESPIPE. */
  readonly seekable: boolean = true;

  abstract stat(): Stat;

  /**
   * Reads up to `into.length` bytes at offset `at`.
   * @returns the number of bytes, 0 at the end of the file, or WOULD_BLOCK.
   */
  read(_into: Uint8Array, _at: number): number {
    throw new SysError('EBADF', 'read');
  }

  /** Writes at offset `at`. @returns the number of bytes taken (at least 1 of a non-empty buffer), or WOULD_BLOCK. */
  write(_from: Uint8Array, _at: number): Maybe<number> {
    throw new SysError('EBADF', 'write');
  }

  /** Writes at the end of the file, whoever else appends. Streams treat it as `write`. */
  append(from: Uint8Array): Maybe<number> {
    return this.write(from, 0);
  }

  /** Sets the size in bytes; what is new reads as zeros. */
  truncate(_size: number): void {
    throw new SysError('EINVAL', 'truncate');
  }

  /** Makes sure that the bytes `offset` to `offset + length` exist; never shrinks the file. */
  allocate(_offset: number, _length: number): void {
    throw new SysError('ENOTSUP', 'allocate');
  }

  /** Sets access and modification time in nanoseconds; undefined leaves one as it is. */
  setTimes(_atim: bigint | undefined, _mtim: bigint | undefined): void {
    throw new SysError('EINVAL', 'set times');
  }

  /** Puts what was written on stable storage. Runs beside the cpu: other tasks go on meanwhile. */
  sync(_dataOnly: boolean): Maybe<void> {}

  /** Begins to read the names of a directory. The caller closes the listing before the handle. */
  list(): Listing {
    throw new SysError('ENOTDIR', 'read directory');
  }

  /**
   * Where a directory lies in its server by now: a rename moves what is open.
   * @param opened where it was opened @throws SysError ENOENT where it has been removed, or moved out.
   */
  whereabouts(opened: string): string {
    return opened;
  }

  /** Plain files and directories are always ready. */
  readiness(): Readiness {
    return { readable: 1, writable: 1, hangup: false };
  }

  /**
   * Calls `wake` once, from a fresh turn or at once, when `interest` may have become possible (spurious wake-ups are
   * allowed: look again). @returns a function that takes the wish back.
   */
  watch(_interest: Interest, wake: () => void): () => void {
    wake();
    return () => {};
  }

  /** Frees what the handle holds. Further calls are EBADF; closing twice does nothing. */
  close(): void {}

  [Symbol.dispose](): void {
    this.close();
  }
}
