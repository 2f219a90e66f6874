import { SysError } from '../base/sys-error.ts';
import type { FileHandle } from '../vfs/file-handle.ts';
import type { DirectoryCursor } from './directory-cursor.ts';

/** preview1's fdflags (witx: fdflags). */
export const FDFLAG = { append: 1, dsync: 2, nonblock: 4, rsync: 8, sync: 16 } as const;
export const ALL_FDFLAGS = 31;

/** What a file descriptor stands for. Descriptors that were duplicated share one, and so its offset. */
export class OpenFile {
  readonly handle: FileHandle;
  /** Absolute namespace path of a directory, by now: what paths are relative to. Undefined for what is none. */
  readonly pathNow: (() => string) | undefined;
  /** The name under which a guest finds it open at its start. */
  readonly preopen: string | undefined;
  /** What it leads to, for people. */
  readonly target: string;
  offset = 0;
  flags: number;
  rights: number;
  inheriting: number;
  /** What was read of a directory. */
  cursor: DirectoryCursor | undefined = undefined;
  #references = 1;

  constructor(
    handle: FileHandle,
    init: {
      readonly rights: number;
      readonly inheriting: number;
      readonly flags?: number;
      readonly pathNow?: (() => string) | undefined;
      readonly preopen?: string | undefined;
      readonly target?: string;
    },
  ) {
    this.handle = handle;
    this.rights = init.rights;
    this.inheriting = init.inheriting;
    this.flags = init.flags ?? 0;
    this.pathNow = init.pathNow;
    this.preopen = init.preopen;
    this.target = init.target ?? '';
  }

  /** It stands for the working directory of the task. */
  get isWorkingDirectory(): boolean {
    return this.preopen === '.';
  }

  /** One more descriptor for it. */
  share(): this {
    this.#references++;
    return this;
  }

  /** One descriptor less; the last closes the handle. */
  release(): void {
    if (--this.#references > 0) return;
    this.cursor?.close();
    this.handle.close();
  }

  /** @throws SysError `code` where a right is missing. */
  demand(right: number, op: string, code: 'ENOTCAPABLE' | 'EBADF' | 'EPERM' = 'ENOTCAPABLE'): void {
    if ((this.rights & right) === 0) throw new SysError(code, op);
  }
}

/** A task's file descriptors: small numbers, the lowest free one first. */
export class FileTable {
  readonly #files: (OpenFile | undefined)[] = [];
  readonly #most: () => number;
  readonly #refused: () => void;
  #size = 0;
  #closed = false;

  /** @param most how many may be open @param refused called each time that this refuses one */
  constructor(most: () => number, refused: () => void) {
    this.#most = most;
    this.#refused = refused;
  }

  get size(): number {
    return this.#size;
  }

  /** What is open, by its descriptor. */
  *entries(): Generator<readonly [fd: number, file: OpenFile]> {
    for (const [fd, file] of this.#files.entries()) if (file !== undefined) yield [fd, file];
  }

  /** @throws SysError EBADF. */
  get(fd: number): OpenFile {
    const file = this.#files[fd];
    if (file === undefined) throw new SysError('EBADF', 'use', `fd ${fd >>> 0}`);
    return file;
  }

  /** For calls that do something before they add what comes of it. @throws SysError EMFILE where nothing could be added. */
  checkRoom(): void {
    if (!this.#closed && this.#size < this.#most()) return;
    if (!this.#closed) this.#refused();
    throw new SysError('EMFILE', 'open');
  }

  /** Gives a file the lowest free descriptor; closes it where there is none, or the task has ended meanwhile. @throws SysError EMFILE. */
  add(file: OpenFile): number {
    try {
      this.checkRoom();
    } catch (error) {
      file.release();
      throw error;
    }
    let fd = 0;
    while (this.#files[fd] !== undefined) fd++;
    this.#files[fd] = file;
    this.#size++;
    return fd;
  }

  /** Puts a file at a descriptor of the caller's choice, which is free. For a task's first files. */
  set(fd: number, file: OpenFile): void {
    this.#files[fd] = file;
    this.#size++;
  }

  /** @throws SysError EBADF. */
  close(fd: number): void {
    const file = this.get(fd);
    // Linux gives the descriptor back also where closing fails (close(2)).
    this.#files[fd] = undefined;
    this.#size--;
    file.release();
  }

  /** Moves `from` to `to`, which is closed first. @throws SysError EBADF where either is not open. */
  renumber(from: number, to: number): void {
    const file = this.get(from);
    const replaced = this.get(to);
    if (from === to) return;
    this.#files[to] = file;
    this.#files[from] = undefined;
    this.#size--;
    replaced.release();
  }

  /** Closes everything, and whatever is still added later. Nobody hears what the host reports of it, as at a process's end (_exit(2)). */
  closeAll(): void {
    this.#closed = true;
    this.#size = 0;
    using closing = new DisposableStack();
    for (const file of this.#files.splice(0)) if (file !== undefined) closing.defer(() => releaseQuietly(file));
  }
}

function releaseQuietly(file: OpenFile): void {
  try {
    file.release();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
