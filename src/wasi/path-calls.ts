import { SysError } from '../base/sys-error.ts';
import type { Opened } from '../namespace/namespace.ts';
import { define, settle } from './call.ts';
import { isSubset, wantedTimes } from './fd-calls.ts';
import { ALL_FDFLAGS, FDFLAG, OpenFile } from './file-table.ts';
import { DIRECTORY_RIGHTS, FILE_RIGHTS, RIGHT, STREAM_RIGHTS } from './rights.ts';
import type { StatLayout } from './stat-layout.ts';
import type { WasiTask } from './wasi-task.ts';
import { fromRoot, type PathUse } from './working-directory.ts';

/** preview1's lookupflags and oflags (witx). */
const FOLLOW = 1;
const OFLAG = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
const ALL_OFLAGS = 15;

/** Rights that need the file to be open for writing. */
const WRITING = RIGHT.fdWrite | RIGHT.fdAllocate;

/** The directory that a path is relative to. */
interface Directory {
  readonly file: OpenFile;
  readonly base: string;
}

/** @throws SysError ENOTDIR, ENOTCAPABLE. */
function directory(task: WasiTask, fd: number, right: number, op: string): Directory {
  const file = task.files.get(fd);
  if (file.pathNow === undefined) throw new SysError('ENOTDIR', op, `fd ${fd}`);
  file.demand(right, op);
  return { file, base: file.pathNow() };
}

/** A path, and the absolute path that it is relative to. */
interface Location {
  readonly base: string;
  readonly path: string;
}

/** Reads a path out of the guest's memory, and says where it leads from. */
function location(task: WasiTask, from: Directory, pointer: number, length: number, use: PathUse): Location {
  const path = task.memory.text(pointer, length);
  const { file, base } = from;
  if (!file.isWorkingDirectory || base === '/' || path === '' || path.startsWith('/')) return { base, path };
  return { base: '/', path: fromRoot(task.namespace, base, path, use) };
}

/** @throws SysError EINVAL for flags that are not known. */
function follows(flags: number, op: string, path: string): boolean {
  if (flags & ~FOLLOW) throw new SysError('EINVAL', op, path);
  return flags !== 0;
}

export const pathOpen = define(
  ['i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'i32', 'i32'],
  (
    task,
    fd: number,
    lookup: number,
    pointer: number,
    length: number,
    oflags: number,
    rights: number,
    inheriting: number,
    flags: number,
    result: number,
  ) => {
    const from = directory(task, fd, RIGHT.pathOpen, 'open');
    const parent = from.file;
    const { base, path } = location(task, from, pointer, length, oflags & OFLAG.create ? 'change' : 'lookup');
    task.memory.check(result, 4);
    const follow = follows(lookup, 'open', path);
    if (oflags & ~ALL_OFLAGS || flags & ~ALL_FDFLAGS) throw new SysError('EINVAL', 'open', path);
    const create = (oflags & OFLAG.create) !== 0;
    const truncate = (oflags & OFLAG.truncate) !== 0;
    if (create) parent.demand(RIGHT.pathCreateFile, 'create');
    if (truncate) parent.demand(RIGHT.pathFilestatSetSize, 'truncate', 'EPERM');
    if (!isSubset(rights, parent.inheriting) || !isSubset(inheriting, parent.inheriting))
      throw new SysError('ENOTCAPABLE', 'open', path);
    const wantsDirectory = (oflags & OFLAG.directory) !== 0;
    if (wantsDirectory && create) throw new SysError('EINVAL', 'open', path);
    task.files.checkRoom();
    if (wantsDirectory && rights & RIGHT.fdWrite) refuseWritableDirectory(task, base, path, follow);
    const write = !wantsDirectory && ((rights & WRITING) !== 0 || (flags & FDFLAG.append) !== 0);
    const how = {
      read: (rights & RIGHT.fdRead) !== 0 || !write,
      write: write || truncate,
      create,
      exclusive: (oflags & OFLAG.exclusive) !== 0,
      truncate,
      directory: wantsDirectory,
    };
    const add = (opened: Opened) => {
      const { handle } = opened;
      const isDirectory = handle.type === 'directory';
      const fitting = isDirectory ? DIRECTORY_RIGHTS : handle.seekable ? FILE_RIGHTS : STREAM_RIGHTS;
      const made = task.files.add(
        new OpenFile(handle, {
          rights: rights & fitting,
          inheriting: isDirectory ? inheriting : 0,
          flags,
          pathNow: opened.pathNow,
          target: opened.path,
        }),
      );
      task.memory.setU32(result, made);
      return 0;
    };
    return settle(task.namespace.open(base, path, how, follow), 'kernel', add, ({ handle }) => handle.close());
  },
);

/** A directory cannot be written to; but it is said only where it is one, and where that is known at once. */
function refuseWritableDirectory(task: WasiTask, base: string, path: string, follow: boolean): void {
  const stat = task.namespace.stat(base, path, follow);
  // The kernel answers later, and refuses to open it for writing itself.
  if (stat instanceof Promise) stat.catch(() => {});
  else if (stat.type === 'directory') throw new SysError('EISDIR', 'open', path);
}

export const pathCreateDirectory = define(
  ['i32', 'i32', 'i32'],
  (task, fd: number, pointer: number, length: number) => {
    const from = directory(task, fd, RIGHT.pathCreateDirectory, 'mkdir');
    const { base, path } = location(task, from, pointer, length, 'change');
    return settle(task.namespace.makeDirectory(base, path), 'kernel', () => 0);
  },
);

export const pathRemoveDirectory = define(
  ['i32', 'i32', 'i32'],
  (task, fd: number, pointer: number, length: number) => {
    const from = directory(task, fd, RIGHT.pathRemoveDirectory, 'rmdir');
    const { base, path } = location(task, from, pointer, length, 'change');
    return settle(task.namespace.removeDirectory(base, path), 'kernel', () => 0);
  },
);

export const pathUnlinkFile = define(['i32', 'i32', 'i32'], (task, fd: number, pointer: number, length: number) => {
  const from = directory(task, fd, RIGHT.pathUnlinkFile, 'unlink');
  const { base, path } = location(task, from, pointer, length, 'change');
  return settle(task.namespace.unlink(base, path), 'kernel', () => 0);
});

/** path_filestat_get, for an ABI's layout. */
export function definePathFilestatGet(layout: StatLayout) {
  return define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    (task, fd: number, lookup: number, pointer: number, length: number, result: number) => {
      const from = directory(task, fd, RIGHT.pathFilestatGet, 'stat');
      const { base, path } = location(task, from, pointer, length, 'lookup');
      task.memory.check(result, layout.bytes);
      return settle(task.namespace.stat(base, path, follows(lookup, 'stat', path)), 'kernel', (found) => {
        layout.write(task.memory, result, found);
        return 0;
      });
    },
  );
}

export const pathFilestatSetTimes = define(
  ['i32', 'i32', 'i32', 'i32', 'i64', 'i64', 'i32'],
  (task, fd: number, lookup: number, pointer: number, length: number, atim: bigint, mtim: bigint, flags: number) => {
    const from = directory(task, fd, RIGHT.pathFilestatSetTimes, 'utimes');
    const { base, path } = location(task, from, pointer, length, 'lookup');
    const follow = follows(lookup, 'utimes', path);
    const times = wantedTimes(atim, mtim, flags);
    return settle(task.namespace.setTimes(base, path, follow, ...times), 'kernel', () => 0);
  },
);

export const pathLink = define(
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  (
    task,
    oldFd: number,
    lookup: number,
    oldPointer: number,
    oldLength: number,
    newFd: number,
    newPointer: number,
    newLength: number,
  ) => {
    const from = directory(task, oldFd, RIGHT.pathLinkSource, 'link');
    const to = directory(task, newFd, RIGHT.pathLinkTarget, 'link');
    const old = location(task, from, oldPointer, oldLength, 'lookup');
    const made = location(task, to, newPointer, newLength, 'change');
    const follow = follows(lookup, 'link', old.path);
    return settle(task.namespace.link(old.base, old.path, follow, made.base, made.path), 'kernel', () => 0);
  },
);

export const pathRename = define(
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  (
    task,
    oldFd: number,
    oldPointer: number,
    oldLength: number,
    newFd: number,
    newPointer: number,
    newLength: number,
  ) => {
    const from = directory(task, oldFd, RIGHT.pathRenameSource, 'rename');
    const to = directory(task, newFd, RIGHT.pathRenameTarget, 'rename');
    const old = location(task, from, oldPointer, oldLength, 'change');
    const made = location(task, to, newPointer, newLength, 'change');
    return settle(task.namespace.rename(old.base, old.path, made.base, made.path), 'kernel', () => 0);
  },
);

export const pathSymlink = define(
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  (task, targetPointer: number, targetLength: number, fd: number, pointer: number, length: number) => {
    const from = directory(task, fd, RIGHT.pathSymlink, 'symlink');
    const target = task.memory.text(targetPointer, targetLength);
    const { base, path } = location(task, from, pointer, length, 'change');
    if (target === '') throw new SysError('ENOENT', 'symlink', path);
    if (target.includes('\0')) throw new SysError('EINVAL', 'symlink', path);
    // Such a link could only ever lead out of its mount.
    if (target.startsWith('/')) throw new SysError('EPERM', 'symlink', path);
    return settle(task.namespace.symlink(target, base, path), 'kernel', () => 0);
  },
);

/** A target that is longer than the buffer is cut off, without an error (readlink(2)). */
export const pathReadlink = define(
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  (task, fd: number, pointer: number, length: number, buffer: number, size: number, result: number) => {
    const from = directory(task, fd, RIGHT.pathReadlink, 'readlink');
    const { base, path } = location(task, from, pointer, length, 'lookup');
    task.memory.check(buffer, size >>> 0);
    task.memory.check(result, 4);
    return settle(task.namespace.readlink(base, path), 'kernel', (target) => {
      const bytes = new TextEncoder().encode(target).subarray(0, size >>> 0);
      task.memory.set(buffer, bytes);
      task.memory.setU32(result, bytes.length);
      return 0;
    });
  },
);
