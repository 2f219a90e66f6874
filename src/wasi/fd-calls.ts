import { SysError } from '../base/sys-error.ts';
import { define, settle } from './call.ts';
import { realtime } from './clock-calls.ts';
import { ALL_FDFLAGS } from './file-table.ts';
import { RIGHT } from './rights.ts';
import { filetypeNumber, type StatLayout } from './stat-layout.ts';
import type { WasiTask } from './wasi-task.ts';

/** preview1's fstflags (witx: fstflags). */
const FST = { atim: 1, atimNow: 2, mtim: 4, mtimNow: 8 } as const;

const MOST_ADVICE = 5;

export const fdAdvise = define(
  ['i32', 'f64', 'f64', 'i32'],
  (task, fd: number, offset: number, length: number, advice: number) => {
    const file = task.files.get(fd);
    if (file.handle.type === 'directory') throw new SysError('EBADF', 'advise', `fd ${fd}`);
    if (!file.handle.seekable) throw new SysError('ESPIPE', 'advise', `fd ${fd}`);
    file.demand(RIGHT.fdAdvise, 'advise');
    if (advice < 0 || advice > MOST_ADVICE || offset < 0 || length < 0)
      throw new SysError('EINVAL', 'advise', `fd ${fd}`);
    return 0;
  },
);

export const fdAllocate = define(['i32', 'f64', 'f64'], (task, fd: number, offset: number, length: number) => {
  const file = task.files.get(fd);
  if (file.handle.type === 'directory') throw new SysError('EBADF', 'allocate', `fd ${fd}`);
  if (!file.handle.seekable) throw new SysError('ESPIPE', 'allocate', `fd ${fd}`);
  file.demand(RIGHT.fdAllocate, 'allocate');
  if (offset < 0 || length <= 0) throw new SysError('EINVAL', 'allocate', `fd ${fd}`);
  if (offset + length > Number.MAX_SAFE_INTEGER) throw new SysError('EFBIG', 'allocate', `fd ${fd}`);
  file.handle.allocate(offset, length);
  return 0;
});

export const fdClose = define(['i32'], (task, fd: number) => {
  task.files.close(fd);
  return 0;
});

export const fdDatasync = define(['i32'], (task, fd: number) => {
  const file = task.files.get(fd);
  file.demand(RIGHT.fdDatasync, 'datasync');
  return settle(file.handle.sync(true), 'sync', () => 0);
});

export const fdSync = define(['i32'], (task, fd: number) => {
  const file = task.files.get(fd);
  file.demand(RIGHT.fdSync, 'sync');
  return settle(file.handle.sync(false), 'sync', () => 0);
});

/** fdstat: filetype, flags, rights, rights inheriting; 24 bytes. */
export const fdFdstatGet = define(['i32', 'i32'], (task, fd: number, result: number) => {
  const file = task.files.get(fd);
  const memory = task.memory;
  memory.check(result, 24);
  memory.setU16(result, filetypeNumber(file.handle.type));
  memory.setU16(result + 2, file.flags);
  memory.setU32(result + 4, 0);
  memory.setSize(result + 8, file.rights);
  memory.setSize(result + 16, file.inheriting);
  return 0;
});

export const fdFdstatSetFlags = define(['i32', 'i32'], (task, fd: number, flags: number) => {
  const file = task.files.get(fd);
  file.demand(RIGHT.fdFdstatSetFlags, 'set flags');
  if (flags & ~ALL_FDFLAGS) throw new SysError('EINVAL', 'set flags', `fd ${fd}`);
  file.flags = flags;
  return 0;
});

/** Rights can be given up, never taken. */
export const fdFdstatSetRights = define(
  ['i32', 'f64', 'f64'],
  (task, fd: number, rights: number, inheriting: number) => {
    const file = task.files.get(fd);
    if (!isSubset(rights, file.rights) || !isSubset(inheriting, file.inheriting))
      throw new SysError('ENOTCAPABLE', 'set rights', `fd ${fd}`);
    file.rights = rights;
    file.inheriting = inheriting;
    return 0;
  },
);

/** Whether a set of rights, as a double from the guest, lies within another. */
export function isSubset(rights: number, within: number): boolean {
  return rights >= 0 && rights < 2 ** 31 && (rights & ~within) === 0;
}

/** fd_filestat_get, for an ABI's layout. */
export function defineFdFilestatGet(layout: StatLayout) {
  return define(['i32', 'i32'], (task, fd: number, result: number) => {
    const file = task.files.get(fd);
    file.demand(RIGHT.fdFilestatGet, 'stat');
    task.memory.check(result, layout.bytes);
    layout.write(task.memory, result, file.handle.stat());
    return 0;
  });
}

export const fdFilestatSetSize = define(['i32', 'f64'], (task, fd: number, size: number) => {
  const file = task.files.get(fd);
  if (file.handle.type === 'directory') throw new SysError('EBADF', 'set size', `fd ${fd}`);
  file.demand(RIGHT.fdFilestatSetSize, 'set size');
  if (size < 0) throw new SysError('EINVAL', 'set size', `fd ${fd}`);
  if (size > Number.MAX_SAFE_INTEGER) throw new SysError('EFBIG', 'set size', `fd ${fd}`);
  file.handle.truncate(size);
  return 0;
});

/** The times that a pair and its flags ask for; undefined where one is to stay. @throws SysError EINVAL for flags that exclude each other. */
export function wantedTimes(
  atim: bigint,
  mtim: bigint,
  flags: number,
): readonly [atim: bigint | undefined, mtim: bigint | undefined] {
  const both = (first: number, second: number) => (flags & first) !== 0 && (flags & second) !== 0;
  if (flags & ~0xf || both(FST.atim, FST.atimNow) || both(FST.mtim, FST.mtimNow))
    throw new SysError('EINVAL', 'set times');
  const now = flags & (FST.atimNow | FST.mtimNow) ? realtime() : 0n;
  const pick = (time: bigint, given: number, current: number) =>
    flags & given ? BigInt.asUintN(64, time) : flags & current ? now : undefined;
  return [pick(atim, FST.atim, FST.atimNow), pick(mtim, FST.mtim, FST.mtimNow)];
}

export const fdFilestatSetTimes = define(
  ['i32', 'i64', 'i64', 'i32'],
  (task, fd: number, atim: bigint, mtim: bigint, flags: number) => {
    const file = task.files.get(fd);
    file.demand(RIGHT.fdFilestatSetTimes, 'set times');
    file.handle.setTimes(...wantedTimes(atim, mtim, flags));
    return 0;
  },
);

/** prestat: tag 0 (a directory), length of its name; 8 bytes. */
export const fdPrestatGet = define(['i32', 'i32'], (task, fd: number, result: number) => {
  const name = preopenName(task, fd);
  task.memory.check(result, 8);
  task.memory.setU32(result, 0);
  task.memory.setU32(result + 4, name.length);
  return 0;
});

export const fdPrestatDirName = define(['i32', 'i32', 'i32'], (task, fd: number, buffer: number, length: number) => {
  const name = preopenName(task, fd);
  if (length >>> 0 < name.length) throw new SysError('ENAMETOOLONG', 'prestat', `fd ${fd}`);
  task.memory.set(buffer, name);
  return 0;
});

function preopenName(task: WasiTask, fd: number): Uint8Array {
  const name = task.files.get(fd).preopen;
  if (name === undefined) throw new SysError('EBADF', 'prestat', `fd ${fd}`);
  return new TextEncoder().encode(name);
}

export const fdRenumber = define(['i32', 'i32'], (task, from: number, to: number) => {
  task.files.renumber(from, to);
  return 0;
});
