import { isWithin, resolvePath } from '../base/path.ts';
import { type ErrorCode, SysError } from '../base/sys-error.ts';
import { MountTable } from '../namespace/mount-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { Nothing } from '../vfs/nothing.ts';
import { toErrno } from '../wasi/errno.ts';
import { RIGHT } from '../wasi/rights.ts';
import type { Image } from './image.ts';

/** A function of preview1 as the engine has it. */
export type WasiCall = (...args: (number | bigint)[]) => number;

/** The engine opens its root here, and the preopens behind it. */
const ROOT_FD = 3;

const OFLAG = { create: 1, directory: 2, truncate: 8 } as const;
const APPEND = 1;
const WRITING = BigInt(RIGHT.fdWrite | RIGHT.fdAllocate);

/**
 * Stands before the functions that change files: the engine itself lets all of its files be changed. What a read-only mount shows, and what
 * no mount shows, stays as the image has it, so the image says what is there. A copy has no links, so paths are
 * resolved by their words; the engine's own links are never brought to a mount, and so refused.
 */
export class Guard {
  readonly #table: MountTable;
  readonly #image: Image;
  readonly #memory: () => ArrayBufferLike;
  /** Absolute paths of what is open. */
  readonly #paths = new Map<number, string>([[ROOT_FD, '/']]);

  /** @param preopens absolute paths, in the engine's order @param memory the guest's, as it is by now */
  constructor(namespace: Namespace, image: Image, preopens: readonly string[], memory: () => ArrayBufferLike) {
    this.#table = new MountTable(namespace.mounts);
    this.#image = image;
    this.#memory = memory;
    for (const [index, path] of preopens.entries()) this.#paths.set(ROOT_FD + 1 + index, path);
  }

  /** The functions with their guards. */
  over(functions: Readonly<Record<string, WasiCall>>): Record<string, WasiCall> {
    const guarded: Record<string, WasiCall> = { ...functions };
    const before = (name: string, refusal: (...args: number[]) => ErrorCode | undefined) => {
      const call = functions[name];
      if (call === undefined) return;
      guarded[name] = (...args) => {
        const code = refusal(...args.map(Number));
        return code === undefined ? call(...args) : toErrno(new SysError(code, name));
      };
    };
    before('path_create_directory', (fd, at, length) => this.#making(this.#path(fd, at, length)));
    before('path_symlink', (_target, _length, fd, at, length) => this.#linking(this.#path(fd, at, length)));
    before('path_link', (_fd, _flags, _at, _length, fd, at, length) => this.#linking(this.#path(fd, at, length)));
    before('path_unlink_file', (fd, at, length) => this.#changing(this.#path(fd, at, length)));
    before('path_remove_directory', (fd, at, length) => this.#moving(this.#path(fd, at, length)));
    before('path_filestat_set_times', (fd, _flags, at, length) => this.#changing(this.#path(fd, at, length)));
    before('path_rename', (fd, at, length, newFd, newAt, newLength) => {
      const [from, to] = [this.#path(fd, at, length), this.#path(newFd, newAt, newLength)];
      return this.#moving(from) ?? this.#moving(to, 'EROFS');
    });
    for (const name of ['fd_allocate', 'fd_filestat_set_size', 'fd_filestat_set_times'])
      before(name, (fd) => this.#changing(this.#paths.get(fd ?? -1)));
    // The engine writes to a file whatever it was opened for; nothing here is open for writing.
    for (const name of ['fd_write', 'fd_pwrite'])
      before(name, (fd) => this.#changing(this.#paths.get(fd ?? -1)) && 'EBADF');
    this.#follow(guarded, functions);
    return guarded;
  }

  /** Keeps the paths of descriptors. */
  #follow(guarded: Record<string, WasiCall>, functions: Readonly<Record<string, WasiCall>>): void {
    const { path_open: open, fd_close: close, fd_renumber: renumber } = functions;
    if (open !== undefined) guarded['path_open'] = (...args) => this.#open(open, args);
    if (close !== undefined)
      guarded['fd_close'] = (fd = -1) => {
        const errno = close(fd);
        if (errno === 0) this.#paths.delete(Number(fd));
        return errno;
      };
    if (renumber !== undefined)
      guarded['fd_renumber'] = (from = -1, to = -1) => {
        const errno = renumber(from, to);
        const path = this.#paths.get(Number(from));
        if (errno !== 0 || path === undefined || from === to) return errno;
        this.#paths.delete(Number(from));
        this.#paths.set(Number(to), path);
        return errno;
      };
  }

  /** What may not be changed is opened without the flags and rights for that. */
  #open(open: WasiCall, args: (number | bigint)[]): number {
    const [fd = 0, lookup = 0, at = 0, length = 0, oflags = 0, rights = 0n, inheriting = 0n, flags = 0, result = 0] =
      args;
    const path = this.#path(Number(fd), Number(at), Number(length));
    if (path === undefined) return open(...args);
    let wanted = Number(oflags);
    if (!this.#mayChange(path) && (wanted & OFLAG.directory) === 0) {
      const changes =
        (wanted & OFLAG.truncate) !== 0 || (Number(flags) & APPEND) !== 0 || (BigInt(rights) & WRITING) !== 0n;
      const isRefused = this.#image.files.has(path) ? changes : (wanted & OFLAG.create) !== 0 && !this.#exists(path);
      if (isRefused) return toErrno(new SysError('EROFS', 'open', path));
      wanted &= ~OFLAG.truncate;
    }
    const errno = open(fd, lookup, at, length, wanted, rights, inheriting, flags, result);
    if (errno === 0) this.#paths.set(new DataView(this.#memory()).getUint32(Number(result) >>> 0, true), path);
    return errno;
  }

  /** Undefined where the engine finds the fault itself: an unknown descriptor, or bytes outside of memory. */
  #path(fd = -1, at = 0, length = 0): string | undefined {
    const base = this.#paths.get(fd);
    const memory = this.#memory();
    if (base === undefined || (at >>> 0) + (length >>> 0) > memory.byteLength) return undefined;
    return resolvePath(base, `./${Buffer.from(memory, at >>> 0, length >>> 0).toString()}`);
  }

  #making(path: string | undefined): ErrorCode | undefined {
    if (path === undefined || this.#mayChange(path)) return undefined;
    return this.#exists(path) ? 'EEXIST' : 'EROFS';
  }

  #linking(path: string | undefined): ErrorCode {
    return this.#making(path) ?? 'ENOTSUP';
  }

  #changing(path: string | undefined, missing: ErrorCode = 'ENOENT'): ErrorCode | undefined {
    if (path === undefined || this.#mayChange(path)) return undefined;
    return this.#exists(path) ? 'EROFS' : missing;
  }

  /** A mount point, and what it lies in, stays where it is. */
  #moving(path: string | undefined, missing?: ErrorCode): ErrorCode | undefined {
    if (path !== undefined && this.#table.mounts.some(({ at }) => isWithin(at, path))) return 'EBUSY';
    return this.#changing(path, missing);
  }

  #mayChange(path: string): boolean {
    const { layer } = this.#table.placeOf(path);
    return !layer.readOnly && !(layer.server instanceof Nothing);
  }

  #exists(path: string): boolean {
    return path === '/' || this.#image.files.has(path) || this.#image.directories.has(path);
  }
}
