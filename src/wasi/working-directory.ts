import { SysError } from '../base/sys-error.ts';
import type { Namespace } from '../namespace/namespace.ts';

/** What a call does with the name at the end of its path: looks it up, or makes, renames or removes it. */
export type PathUse = 'lookup' | 'change';

/**
 * Where a path leads that was given for the descriptor of the working directory, as a path from the root.
 *
 * wasi-libc strips `/` and `.` to the same empty prefix: for `t/f` as for `/t/f` it passes `t/f`. So a path is looked up in the working
 * directory first, and from the root where nothing is found. A name that is changed belongs to the working directory,
 * unless the directory that it stands in is found from the root alone: a lone name is never changed in the root.
 * The root is no more than the namespace of the task, so `..` may lead up to it, as in a working directory of POSIX.
 */
export function fromRoot(namespace: Namespace, cwd: string, path: string, use: PathUse): string {
  const inside = (relative: string) => `${cwd.slice(1)}/${relative}`;
  const sought = use === 'change' ? path.replace(LAST_NAME, '') : path;
  return sought === '' || isThere(namespace, inside(sought)) ? inside(path) : path;
}

const LAST_NAME = /[^/]*\/*$/;

/** Files of the kernel answer later; that they are asked at all says that the mount is there. */
function isThere(namespace: Namespace, path: string): boolean {
  try {
    const stat = namespace.stat('/', path, false);
    if (stat instanceof Promise) stat.catch(() => {});
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.code !== 'ENOENT' && error.code !== 'ENOTDIR';
  }
}
