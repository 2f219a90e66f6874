import { SysError } from '../base/sys-error.ts';
import { WOULD_BLOCK } from '../vfs/file-handle.ts';
import { define, settle, untilReady } from './call.ts';
import { FDFLAG, type OpenFile } from './file-table.ts';
import type { Outcome } from './outcome.ts';
import { RIGHT } from './rights.ts';
import type { WasiTask } from './wasi-task.ts';

/** As Linux has it (IOV_MAX); more buffers than that in one call are EINVAL. */
const MOST_BUFFERS = 1_024;

/** Bytes that one call moves at most, as Linux has a limit too (read(2)): some 2 ms, after which others have their turn. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Checks an array of buffers in full, so that nothing happens where any of it is bad. */
export function checkBuffers(task: WasiTask, buffers: number, count: number): void {
  if (count >>> 0 > MOST_BUFFERS) throw new SysError('EINVAL', 'transfer', undefined, 'too many buffers');
  const memory = task.memory;
  memory.check(buffers, 8 * count);
  for (let index = 0; index < count; index++) {
    const at = (buffers >>> 0) + 8 * index;
    memory.check(memory.u32(at), memory.u32(at + 4));
  }
}

export function nextBuffer(task: WasiTask, buffers: number, index: number): Uint8Array<ArrayBuffer> {
  const at = (buffers >>> 0) + 8 * index;
  return task.memory.bytes(task.memory.u32(at), task.memory.u32(at + 4));
}

/**
 * What goes wrong behind bytes that were moved already ends the call with their number: the next one says what it was (write(2)).
 * @returns WOULD_BLOCK there
 */
export function stopAfter(total: number, error: unknown): typeof WOULD_BLOCK {
  if (total === 0 || !(error instanceof SysError)) throw error;
  return WOULD_BLOCK;
}

/** Bytes that a file reads or writes in one piece, whatever serves it. */
const SMALL_BYTES = 65_536;

/**
 * The buffer of a call that has one small buffer for a file without flags, as nearly all calls have. What applies to streams and to
 * several buffers is left out for these, which saves 70 ns of each.
 */
function onlyBuffer(
  task: WasiTask,
  file: OpenFile,
  buffers: number,
  count: number,
): Uint8Array<ArrayBuffer> | undefined {
  if (count !== 1 || file.flags !== 0 || !file.handle.seekable) return undefined;
  const buffer = nextBuffer(task, buffers, 0);
  return buffer.length <= SMALL_BYTES ? buffer : undefined;
}

/** Reads into each buffer in turn. `at` is the place in the file, or undefined for the file's own offset. */
function read(
  task: WasiTask,
  file: OpenFile,
  buffers: number,
  count: number,
  at: number | undefined,
  result: number,
): Outcome {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const buffer = nextBuffer(task, buffers, index);
    let done = 0;
    while (done < buffer.length) {
      if (total >= MOST_BYTES) return endRead(task, file, total, at, result);
      let got: number;
      try {
        got = file.handle.read(rest(buffer, done, total), (at ?? file.offset) + total);
      } catch (error) {
        got = stopAfter(total, error);
      }
      if (got === WOULD_BLOCK) {
        if (total > 0) return endRead(task, file, total, at, result);
        return readLater(task, file, buffers, count, at, result);
      }
      if (got === 0) return endRead(task, file, total, at, result);
      total += got;
      done += got;
      // A stream gives what it has; asking again could wait.
      if (!file.handle.seekable && done < buffer.length) return endRead(task, file, total, at, result);
    }
  }
  return endRead(task, file, total, at, result);
}

/** Apart from `read`, because a function that makes closures pays for them on every call. */
function readLater(
  task: WasiTask,
  file: OpenFile,
  buffers: number,
  count: number,
  at: number | undefined,
  result: number,
): Outcome {
  return blockedOr(file, 'read', () => read(task, file, buffers, count, at, result));
}

/** What of a buffer is still to be done, as far as one call goes. */
function rest(buffer: Uint8Array, done: number, total: number): Uint8Array {
  const end = Math.min(buffer.length, done + MOST_BYTES - total);
  return done === 0 && end === buffer.length ? buffer : buffer.subarray(done, end);
}

function endRead(task: WasiTask, file: OpenFile, total: number, at: number | undefined, result: number): number {
  if (at === undefined && file.handle.seekable) file.offset += total;
  task.counters.reads++;
  task.counters.bytesRead += total;
  task.memory.setU32(result, total);
  return 0;
}

function write(
  task: WasiTask,
  file: OpenFile,
  buffers: number,
  count: number,
  at: number | undefined,
  result: number,
): Outcome {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const buffer = nextBuffer(task, buffers, index);
    let done = 0;
    while (done < buffer.length) {
      if (total >= MOST_BYTES) return endWrite(task, file, total, result);
      let put: number | Promise<number>;
      try {
        put = writePiece(file, rest(buffer, done, total), at === undefined ? undefined : at + total);
      } catch (error) {
        put = stopAfter(total, error);
      }
      if (typeof put !== 'number') return endWriteLater(task, file, total, put, result);
      if (put === WOULD_BLOCK) {
        if (total > 0) return endWrite(task, file, total, result);
        return writeLater(task, file, buffers, count, at, result);
      }
      total += put;
      done += put;
      if (at === undefined && file.handle.seekable) file.offset += put;
    }
  }
  return endWrite(task, file, total, result);
}

function writeOnly(task: WasiTask, file: OpenFile, buffer: Uint8Array, result: number): Outcome {
  const put = file.handle.write(buffer, file.offset);
  if (typeof put !== 'number') return endWriteLater(task, file, 0, put, result);
  file.offset += put;
  return endWrite(task, file, put, result);
}

function writeLater(
  task: WasiTask,
  file: OpenFile,
  buffers: number,
  count: number,
  at: number | undefined,
  result: number,
): Outcome {
  return blockedOr(file, 'write', () => write(task, file, buffers, count, at, result));
}

function endWriteLater(task: WasiTask, file: OpenFile, total: number, put: Promise<number>, result: number): Outcome {
  return settle(put, 'kernel', (length) => endWrite(task, file, total + length, result));
}

function writePiece(file: OpenFile, from: Uint8Array, at: number | undefined): number | Promise<number> {
  if (at !== undefined) return file.handle.write(from, at);
  if ((file.flags & FDFLAG.append) === 0) return file.handle.write(from, file.offset);
  const put = file.handle.append(from);
  // O_APPEND leaves the offset behind what was written (open(2)); the caller adds the length.
  if (typeof put === 'number' && put > 0 && file.handle.seekable) file.offset = Number(file.handle.stat().size) - put;
  return put;
}

function endWrite(task: WasiTask, file: OpenFile, total: number, result: number): Outcome {
  task.counters.writes++;
  task.counters.bytesWritten += total;
  task.memory.setU32(result, total);
  if ((file.flags & (FDFLAG.sync | FDFLAG.dsync)) === 0) return 0;
  return settle(file.handle.sync((file.flags & FDFLAG.sync) === 0), 'sync', () => 0);
}

/** Waits until the file is ready, then runs `retry`. @throws SysError EAGAIN where the descriptor is not to wait. */
export function blockedOr(file: OpenFile, on: 'read' | 'write', retry: () => Outcome): Outcome {
  if (file.flags & FDFLAG.nonblock) throw new SysError('EAGAIN', on);
  return untilReady(on, file.handle, on, retry);
}

function readable(task: WasiTask, fd: number): OpenFile {
  const file = task.files.get(fd);
  if (file.handle.type === 'directory') throw new SysError('EISDIR', 'read', `fd ${fd}`);
  file.demand(RIGHT.fdRead, 'read', 'EBADF');
  return file;
}

function writable(task: WasiTask, fd: number): OpenFile {
  const file = task.files.get(fd);
  if (file.handle.type === 'directory') throw new SysError('EISDIR', 'write', `fd ${fd}`);
  file.demand(RIGHT.fdWrite, 'write', 'EBADF');
  return file;
}

function place(file: OpenFile, offset: number, op: string): number {
  if (!file.handle.seekable) throw new SysError('ESPIPE', op);
  if (offset < 0 || offset > Number.MAX_SAFE_INTEGER)
    throw new SysError('EINVAL', op, undefined, 'the offset is out of range');
  return offset;
}

export const fdRead = define(
  ['i32', 'i32', 'i32', 'i32'],
  (task, fd: number, buffers: number, count: number, result: number) => {
    const file = readable(task, fd);
    const buffer = onlyBuffer(task, file, buffers, count);
    if (buffer === undefined) checkBuffers(task, buffers, count);
    task.memory.check(result, 4);
    if (buffer !== undefined) return endRead(task, file, file.handle.read(buffer, file.offset), undefined, result);
    return read(task, file, buffers, count, undefined, result);
  },
);

export const fdPread = define(
  ['i32', 'i32', 'i32', 'f64', 'i32'],
  (task, fd: number, buffers: number, count: number, offset: number, result: number) => {
    const file = readable(task, fd);
    checkBuffers(task, buffers, count);
    task.memory.check(result, 4);
    return read(task, file, buffers, count, place(file, offset, 'pread'), result);
  },
);

export const fdWrite = define(
  ['i32', 'i32', 'i32', 'i32'],
  (task, fd: number, buffers: number, count: number, result: number) => {
    const file = writable(task, fd);
    const buffer = onlyBuffer(task, file, buffers, count);
    if (buffer === undefined) checkBuffers(task, buffers, count);
    task.memory.check(result, 4);
    if (buffer !== undefined) return writeOnly(task, file, buffer, result);
    return write(task, file, buffers, count, undefined, result);
  },
);

export const fdPwrite = define(
  ['i32', 'i32', 'i32', 'f64', 'i32'],
  (task, fd: number, buffers: number, count: number, offset: number, result: number) => {
    const file = writable(task, fd);
    checkBuffers(task, buffers, count);
    task.memory.check(result, 4);
    return write(task, file, buffers, count, place(file, offset, 'pwrite'), result);
  },
);

/** Where an offset counts from, by the number of the ABI. */
export type Whence = readonly ['set' | 'current' | 'end', 'set' | 'current' | 'end', 'set' | 'current' | 'end'];

/** fd_seek, for an ABI's numbering of whence. */
export function defineSeek(whences: Whence) {
  return define(['i32', 'f64', 'i32', 'i32'], (task, fd: number, offset: number, whence: number, result: number) => {
    const file = task.files.get(fd);
    if (file.handle.type === 'directory') throw new SysError('EBADF', 'seek', `fd ${fd}`);
    if (!file.handle.seekable) throw new SysError('ESPIPE', 'seek', `fd ${fd}`);
    file.demand(offset === 0 && whences[whence] === 'current' ? RIGHT.fdSeek | RIGHT.fdTell : RIGHT.fdSeek, 'seek');
    task.memory.check(result, 8);
    file.offset = place(file, offset + seekBase(file, whences[whence]), 'seek');
    task.memory.setSize(result, file.offset);
    return 0;
  });
}

function seekBase(file: OpenFile, whence: Whence[number] | undefined): number {
  if (whence === 'set') return 0;
  if (whence === 'current') return file.offset;
  if (whence === 'end') return Number(file.handle.stat().size);
  throw new SysError('EINVAL', 'seek', undefined, 'whence is not known');
}

export const fdTell = define(['i32', 'i32'], (task, fd: number, result: number) => {
  const file = task.files.get(fd);
  if (file.handle.type === 'directory') throw new SysError('EBADF', 'tell', `fd ${fd}`);
  if (!file.handle.seekable) throw new SysError('ESPIPE', 'tell', `fd ${fd}`);
  file.demand(RIGHT.fdTell | RIGHT.fdSeek, 'tell');
  task.memory.setSize(result, file.offset);
  return 0;
});
