import type { WasiFunction } from './call.ts';
import { clockResGet, clockTimeGet } from './clock-calls.ts';
import * as fd from './fd-calls.ts';
import * as io from './io-calls.ts';
import * as path from './path-calls.ts';
import { definePoll } from './poll-calls.ts';
import * as process from './process-calls.ts';
import { fdReaddir } from './readdir.ts';
import * as socket from './socket-calls.ts';
import { PREVIEW1_STAT, UNSTABLE_STAT } from './stat-layout.ts';

/** What the two ABIs have in common. */
const SHARED: Readonly<Record<string, WasiFunction>> = {
  args_get: process.argsGet,
  args_sizes_get: process.argsSizesGet,
  environ_get: process.environGet,
  environ_sizes_get: process.environSizesGet,
  clock_res_get: clockResGet,
  clock_time_get: clockTimeGet,
  fd_advise: fd.fdAdvise,
  fd_allocate: fd.fdAllocate,
  fd_close: fd.fdClose,
  fd_datasync: fd.fdDatasync,
  fd_fdstat_get: fd.fdFdstatGet,
  fd_fdstat_set_flags: fd.fdFdstatSetFlags,
  fd_fdstat_set_rights: fd.fdFdstatSetRights,
  fd_filestat_set_size: fd.fdFilestatSetSize,
  fd_filestat_set_times: fd.fdFilestatSetTimes,
  fd_pread: io.fdPread,
  fd_prestat_get: fd.fdPrestatGet,
  fd_prestat_dir_name: fd.fdPrestatDirName,
  fd_pwrite: io.fdPwrite,
  fd_read: io.fdRead,
  fd_readdir: fdReaddir,
  fd_renumber: fd.fdRenumber,
  fd_sync: fd.fdSync,
  fd_tell: io.fdTell,
  fd_write: io.fdWrite,
  path_create_directory: path.pathCreateDirectory,
  path_filestat_set_times: path.pathFilestatSetTimes,
  path_link: path.pathLink,
  path_open: path.pathOpen,
  path_readlink: path.pathReadlink,
  path_remove_directory: path.pathRemoveDirectory,
  path_rename: path.pathRename,
  path_symlink: path.pathSymlink,
  path_unlink_file: path.pathUnlinkFile,
  proc_exit: process.procExit,
  proc_raise: process.procRaise,
  random_get: process.randomGet,
  sched_yield: process.schedYield,
  sock_recv: socket.sockRecv,
  sock_send: socket.sockSend,
  sock_shutdown: socket.sockShutdown,
};

/** WASI preview1: all functions of the witx of wasi_snapshot_preview1. */
const PREVIEW1: Readonly<Record<string, WasiFunction>> = {
  ...SHARED,
  fd_seek: io.defineSeek(['set', 'current', 'end']),
  fd_filestat_get: fd.defineFdFilestatGet(PREVIEW1_STAT),
  path_filestat_get: path.definePathFilestatGet(PREVIEW1_STAT),
  poll_oneoff: definePoll({ bytes: 48, clockId: 16, timeout: 24, flags: 40 }),
  sock_accept: socket.sockAccept,
};

/** Its predecessor, snapshot 0, with its own numbering of whence and its own layouts. */
const UNSTABLE: Readonly<Record<string, WasiFunction>> = {
  ...SHARED,
  fd_seek: io.defineSeek(['current', 'end', 'set']),
  fd_filestat_get: fd.defineFdFilestatGet(UNSTABLE_STAT),
  path_filestat_get: path.definePathFilestatGet(UNSTABLE_STAT),
  poll_oneoff: definePoll({ bytes: 56, clockId: 24, timeout: 32, flags: 48 }),
};

/** The modules that guests may import from, by name. */
export const WASI_MODULES: Readonly<Record<string, Readonly<Record<string, WasiFunction>>>> = {
  wasi_snapshot_preview1: PREVIEW1,
  wasi_unstable: UNSTABLE,
};
