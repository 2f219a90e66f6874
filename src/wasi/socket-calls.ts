import { SysError } from '../base/sys-error.ts';
import { WOULD_BLOCK } from '../vfs/file-handle.ts';
import { SocketHandle } from '../vfs/socket.ts';
import { define, untilReady } from './call.ts';
import { FDFLAG, OpenFile } from './file-table.ts';
import { blockedOr, checkBuffers, fdRead, fdWrite, nextBuffer } from './io-calls.ts';
import type { Outcome } from './outcome.ts';
import { RIGHT, SOCKET_RIGHTS } from './rights.ts';
import type { WasiTask } from './wasi-task.ts';

/** preview1's riflags and sdflags (witx). */
const PEEK = 1;
const WAIT_ALL = 2;
const SHUTDOWN = { read: 1, write: 2 } as const;

function socketOf(task: WasiTask, fd: number, op: string): { readonly file: OpenFile; readonly socket: SocketHandle } {
  const file = task.files.get(fd);
  if (!(file.handle instanceof SocketHandle)) throw new SysError('ENOTSOCK', op, `fd ${fd}`);
  return { file, socket: file.handle };
}

export const sockAccept = define(['i32', 'i32', 'i32'], (task, fd: number, flags: number, result: number) => {
  const { file, socket } = socketOf(task, fd, 'accept');
  file.demand(RIGHT.sockAccept, 'accept');
  task.memory.check(result, 4);
  if (flags & ~FDFLAG.nonblock) throw new SysError('EINVAL', 'accept', `fd ${fd}`);
  task.files.checkRoom();
  return accept(task, file, socket, flags, result);
});

function accept(task: WasiTask, file: OpenFile, socket: SocketHandle, flags: number, result: number): Outcome {
  const connection = socket.accept();
  if (connection === WOULD_BLOCK) {
    if (file.flags & FDFLAG.nonblock) throw new SysError('EAGAIN', 'accept');
    return untilReady('accept', socket, 'read', () => accept(task, file, socket, flags, result));
  }
  const fd = task.files.add(
    new OpenFile(connection, { rights: SOCKET_RIGHTS, inheriting: 0, flags, target: 'connection' }),
  );
  task.memory.setU32(result, fd);
  return 0;
}

export const sockRecv = define(
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  (task, fd: number, buffers: number, count: number, flags: number, length: number, resultFlags: number) => {
    const { file, socket } = socketOf(task, fd, 'recv');
    file.demand(RIGHT.fdRead, 'recv', 'EBADF');
    checkBuffers(task, buffers, count);
    task.memory.check(length, 4);
    task.memory.check(resultFlags, 2);
    if (flags & ~(PEEK | WAIT_ALL)) throw new SysError('EINVAL', 'recv', `fd ${fd}`);
    if (flags === (PEEK | WAIT_ALL)) throw new SysError('ENOTSUP', 'recv', `fd ${fd}`);
    task.memory.setU16(resultFlags, 0);
    if (flags === PEEK) return peek(task, file, socket, buffers, count, length);
    if (flags === WAIT_ALL) return receiveAll(task, file, { buffers, count, length }, 0);
    return fdRead.call(task, ...([fd, buffers, count, length] as never[]));
  },
);

/** Fills the first buffer alone: a peek may give less than there is. */
function peek(
  task: WasiTask,
  file: OpenFile,
  socket: SocketHandle,
  buffers: number,
  count: number,
  length: number,
): Outcome {
  const got = count === 0 ? 0 : socket.peek(nextBuffer(task, buffers, 0));
  if (got === WOULD_BLOCK) return blockedOr(file, 'read', () => peek(task, file, socket, buffers, count, length));
  task.memory.setU32(length, got);
  return 0;
}

/** Where a call puts what it gets. */
interface Destination {
  readonly buffers: number;
  readonly count: number;
  readonly length: number;
}

/** Waits until all buffers are full; less comes at the end of the stream, or where the descriptor is not to wait. */
function receiveAll(task: WasiTask, file: OpenFile, to: Destination, before: number): Outcome {
  let total = before;
  for (let into = unfilled(task, to, total); into.length > 0; into = unfilled(task, to, total)) {
    const got = file.handle.read(into, 0);
    if (got === WOULD_BLOCK && (total === 0 || (file.flags & FDFLAG.nonblock) === 0)) {
      const reached = total;
      return blockedOr(file, 'read', () => receiveAll(task, file, to, reached));
    }
    if (got <= 0) break;
    total += got;
  }
  task.counters.reads++;
  task.counters.bytesRead += total;
  task.memory.setU32(to.length, total);
  return 0;
}

/** The rest of the first buffer that `filled` bytes do not fill; nothing where they fill all. */
function unfilled(task: WasiTask, { buffers, count }: Destination, filled: number): Uint8Array<ArrayBuffer> {
  let left = filled;
  for (let index = 0; index < count; index++) {
    const buffer = nextBuffer(task, buffers, index);
    if (left < buffer.length) return buffer.subarray(left);
    left -= buffer.length;
  }
  return new Uint8Array(0);
}

export const sockSend = define(
  ['i32', 'i32', 'i32', 'i32', 'i32'],
  (task, fd: number, buffers: number, count: number, flags: number, length: number) => {
    const { file } = socketOf(task, fd, 'send');
    file.demand(RIGHT.fdWrite, 'send', 'EBADF');
    checkBuffers(task, buffers, count);
    task.memory.check(length, 4);
    if (flags !== 0) throw new SysError('EINVAL', 'send', `fd ${fd}`);
    return fdWrite.call(task, ...([fd, buffers, count, length] as never[]));
  },
);

export const sockShutdown = define(['i32', 'i32'], (task, fd: number, how: number) => {
  const { file, socket } = socketOf(task, fd, 'shutdown');
  file.demand(RIGHT.sockShutdown, 'shutdown');
  if (how === 0 || how & ~(SHUTDOWN.read | SHUTDOWN.write)) throw new SysError('EINVAL', 'shutdown', `fd ${fd}`);
  socket.shutdown((how & SHUTDOWN.read) !== 0, (how & SHUTDOWN.write) !== 0);
  return 0;
});
