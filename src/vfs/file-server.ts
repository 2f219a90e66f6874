import type { Maybe } from '../base/maybe.ts';
import { SysError } from '../base/sys-error.ts';
import type { FileHandle, Stat } from './file-handle.ts';
import type { ServerSpec } from './server-spec.ts';

/** How a file is to be opened. */
export interface OpenHow {
  readonly read: boolean;
  readonly write: boolean;
  /** Make the file if it is missing. */
  readonly create: boolean;
  /** With `create`: fail with EEXIST if it is there (a link counts, wherever it points). */
  readonly exclusive: boolean;
  readonly truncate: boolean;
  /** Fail with ENOTDIR unless it is a directory. */
  readonly directory: boolean;
}

/** Opening to look, not to change. */
export const READ_ONLY: OpenHow = {
  read: true,
  write: false,
  create: false,
  exclusive: false,
  truncate: false,
  directory: false,
};

/**
 * Thrown by a file server that met a symbolic link where it needed something else. Servers never follow links: the
 * namespace's walk does, so that a link cannot lead past a mount point or out of its mount.
 */
export class LinkMet extends Error {
  override readonly name = 'LinkMet';
  /** How many components of the path lead to the link, the link's own name included. */
  readonly depth: number;
  readonly target: string;

  constructor(depth: number, target: string) {
    super(`symbolic link to ${target}`);
    this.depth = depth;
    this.target = target;
  }
}

/**
 * Serves the files under a mount. A path is relative to the server's root: '' for the root itself, else names joined
 * by '/', without '.', '..', empty names or NUL. No method follows a link: one in the way (and, for `open`, one at the
 * end, unless `how.exclusive`) throws LinkMet; the others act on the link itself. What a server does not
 * have answers ENOSYS. All methods throw SysError.
 */
export abstract class FileServer implements Disposable {
  /** From this another thread makes its own object for the same files. Its kind is the mount type that `ns/mounts` shows. */
  abstract readonly spec: ServerSpec;

  abstract open(path: string, how: OpenHow): Maybe<FileHandle>;
  /** Attributes of what the path names; of the link itself where it is one. */
  abstract stat(path: string): Maybe<Stat>;

  readlink(path: string): Maybe<string> {
    throw new SysError('EINVAL', 'readlink', path);
  }
  makeDirectory(path: string): Maybe<void> {
    throw new SysError('ENOSYS', 'mkdir', path);
  }
  removeDirectory(path: string): Maybe<void> {
    throw new SysError('ENOSYS', 'rmdir', path);
  }
  unlink(path: string): Maybe<void> {
    throw new SysError('ENOSYS', 'unlink', path);
  }
  symlink(_target: string, path: string): Maybe<void> {
    throw new SysError('ENOSYS', 'symlink', path);
  }
  link(from: string, _to: string): Maybe<void> {
    throw new SysError('ENOSYS', 'link', from);
  }
  rename(from: string, _to: string): Maybe<void> {
    throw new SysError('ENOSYS', 'rename', from);
  }
  /** Times in nanoseconds; undefined leaves one as it is. */
  setTimes(path: string, _atim: bigint | undefined, _mtim: bigint | undefined): Maybe<void> {
    throw new SysError('ENOSYS', 'utimes', path);
  }

  /** Frees what the server holds (descriptors, memory). */
  close(): void {}

  [Symbol.dispose](): void {
    this.close();
  }
}
