import { SLICE_MS } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import type { DirEntry } from '../vfs/file-handle.ts';
import { define, settle } from './call.ts';
import { DirectoryCursor } from './directory-cursor.ts';
import { afterOthers, type Outcome } from './outcome.ts';
import { RIGHT } from './rights.ts';
import { filetypeNumber } from './stat-layout.ts';
import type { WasiTask } from './wasi-task.ts';

/** dirent: cookie of the next, inode, length of the name, filetype; 24 bytes, then the name. */
const DIRENT_BYTES = 24;

const encoder = new TextEncoder();

/** A reader that begins anew sees the directory as it is now; one that goes on finds what it has not seen. */
export const fdReaddir = define(
  ['i32', 'i32', 'i32', 'f64', 'i32'],
  (task, fd: number, buffer: number, length: number, cookie: number, result: number) => {
    const file = task.files.get(fd);
    if (file.handle.type !== 'directory') throw new SysError('ENOTDIR', 'readdir', `fd ${fd}`);
    file.demand(RIGHT.fdReaddir, 'readdir');
    task.memory.check(buffer, length >>> 0);
    task.memory.check(result, 4);
    if (cookie === 0) file.cursor?.rewind();
    file.cursor ??= new DirectoryCursor(file.handle);
    // Unsigned, such a cookie lies behind every end.
    const from = cookie < 0 ? Number.POSITIVE_INFINITY : cookie;
    return new Filling(task, file.cursor, buffer, length >>> 0, from, result).go();
  },
);

/** One call that fills a buffer with names. It lets others run between two pieces of a large directory. */
class Filling {
  readonly #task: WasiTask;
  readonly #cursor: DirectoryCursor;
  readonly #buffer: number;
  readonly #length: number;
  readonly #result: number;
  #cookie: number;
  #used = 0;
  #since = performance.now();

  constructor(task: WasiTask, cursor: DirectoryCursor, buffer: number, length: number, cookie: number, result: number) {
    this.#task = task;
    this.#cursor = cursor;
    this.#buffer = buffer;
    this.#length = length;
    this.#cookie = cookie;
    this.#result = result;
  }

  go(): Outcome {
    const entries = this.#cursor.behind(this.#cookie);
    if (entries === undefined) return settle(this.#cursor.advance(this.#cookie), 'kernel', () => this.#goOn());
    for (const entry of entries) this.#put(entry);
    if (entries.length > 0 && this.#used < this.#length) return this.go();
    this.#task.memory.setU32(this.#result, this.#used);
    return 0;
  }

  #goOn(): Outcome {
    if (performance.now() - this.#since < SLICE_MS / 2) return this.go();
    return afterOthers(() => {
      this.#since = performance.now();
      return this.go();
    });
  }

  /** The last one is cut off where the buffer ends: a full buffer says that there is more. */
  #put(entry: DirEntry): void {
    const room = this.#length - this.#used;
    if (room === 0) return;
    const name = encoder.encode(entry.name);
    const record = new Uint8Array(DIRENT_BYTES + name.length);
    const view = new DataView(record.buffer);
    view.setBigUint64(0, BigInt(++this.#cookie), true);
    view.setBigUint64(8, entry.ino, true);
    view.setUint32(16, name.length, true);
    view.setUint8(20, filetypeNumber(entry.type));
    record.set(name, DIRENT_BYTES);
    const piece = record.subarray(0, room);
    this.#task.memory.set((this.#buffer >>> 0) + this.#used, piece);
    this.#used += piece.length;
  }
}
