import { SysError } from '../base/sys-error.ts';
import { FileHandle, type FileType, type Interest, type Readiness, type Stat, WOULD_BLOCK } from './file-handle.ts';

/** A pipe in a form that can be sent to other threads. */
export interface PipeSpec {
  readonly id: number;
  readonly shared: SharedArrayBuffer;
}

/** Bytes that a pipe holds, a power of two; as Linux has it (pipe(7)). */
const CAPACITY = 65_536;
/** Writes up to this size go in whole or not at all (PIPE_BUF). */
const ATOMIC_WRITE = 4_096;

/** Words before the bytes. Positions count up and wrap as 32-bit integers. All change under the lock. */
const LOCK = 0;
const HEAD = 1;
const TAIL = 2;
const READERS = 3;
const WRITERS = 4;
const OPENED = 5; // bit 0: somebody has opened it for reading, bit 1: for writing
const CHANGES = 6; // counts what may let a waiter go on; threads wait on it
const HEADER_BYTES = 64;

/** Milliseconds that a lock is waited for at most; a copy under it takes some 10 µs. */
const LOCK_TRIES = 1_000;

let last = 0;

/** Makes a new pipe, without readers or writers yet. */
export function makePipe(): PipeSpec {
  return { id: ++last, shared: new SharedArrayBuffer(HEADER_BYTES + CAPACITY) };
}

/**
 * Closes an end of a pipe whose holders are gone without having closed it, with their thread. Whoever has it open elsewhere must
 * be gone too.
 */
export function abandonPipe(spec: PipeSpec, end: Interest): void {
  const words = new Int32Array(spec.shared, 0, HEADER_BYTES / 4);
  Atomics.or(words, OPENED, end === 'read' ? 1 : 2);
  Atomics.store(words, end === 'read' ? READERS : WRITERS, 0);
  Atomics.add(words, CHANGES, 1);
  Atomics.notify(words, CHANGES);
  waiters.get(spec.shared)?.wakeAll();
}

/** Those of this thread that wait for a change of some pipe, by its memory. */
const waiters = new WeakMap<SharedArrayBuffer, Waiters>();

/**
 * One end of a pipe: bytes in a ring of shared memory, between any threads. A read of an empty pipe blocks until somebody writes
 * or the last writer has closed; before the first writer has opened it, it blocks too. A write fails with EPIPE once
 * the last reader has closed.
 */
export class PipeHandle extends FileHandle {
  override readonly type: FileType = 'fifo';
  override readonly seekable = false;
  readonly #spec: PipeSpec;
  readonly #end: Interest;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #waiters: Waiters;
  #open = true;

  constructor(spec: PipeSpec, end: Interest) {
    super();
    this.#spec = spec;
    this.#end = end;
    this.#words = new Int32Array(spec.shared, 0, HEADER_BYTES / 4);
    this.#bytes = new Uint8Array(spec.shared, HEADER_BYTES);
    this.#waiters = waitersOf(spec.shared, this.#words);
    this.#locked(() => {
      this.#add(end === 'read' ? READERS : WRITERS, 1);
      this.#words[OPENED] = this.#at(OPENED) | (end === 'read' ? 1 : 2);
    });
    this.#changed();
  }

  override stat(): Stat {
    return { dev: 3n, ino: BigInt(this.#spec.id), type: this.type, nlink: 1n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
  }

  override read(into: Uint8Array): number {
    if (this.#end !== 'read' || !this.#open) throw new SysError('EBADF', 'read', 'pipe');
    if (into.length === 0) return 0;
    const count = this.#locked(() => {
      const filled = this.#filled();
      if (filled === 0) return this.#hungUp() ? 0 : WOULD_BLOCK;
      const taken = Math.min(filled, into.length);
      this.#copyOut(into, taken);
      this.#words[HEAD] = (this.#at(HEAD) + taken) | 0;
      return taken;
    });
    if (count > 0) this.#changed();
    return count;
  }

  override write(from: Uint8Array): number {
    if (this.#end !== 'write' || !this.#open) throw new SysError('EBADF', 'write', 'pipe');
    if (from.length === 0) return 0;
    const count = this.#locked(() => {
      if (this.#hungUp()) throw new SysError('EPIPE', 'write', 'pipe');
      const room = CAPACITY - this.#filled();
      if (room === 0 || (from.length <= ATOMIC_WRITE && room < from.length)) return WOULD_BLOCK;
      const put = Math.min(room, from.length);
      this.#copyIn(from, put);
      this.#words[TAIL] = (this.#at(TAIL) + put) | 0;
      return put;
    });
    if (count > 0) this.#changed();
    return count;
  }

  override readiness(): Readiness {
    const hangup = this.#hungUp();
    if (this.#end === 'read') return { readable: this.#filled() || (hangup ? 1 : 0), writable: 0, hangup };
    const room = CAPACITY - this.#filled();
    return { readable: 0, writable: hangup ? 1 : room < ATOMIC_WRITE ? 0 : room, hangup };
  }

  override watch(_interest: Interest, wake: () => void): () => void {
    const cancel = this.#waiters.add(wake);
    // What changed before the waiter was there woke nobody.
    if (this.#ready()) this.#waiters.wakeAll();
    return cancel;
  }

  override close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#locked(() => this.#add(this.#end === 'read' ? READERS : WRITERS, -1));
    this.#changed();
  }

  /** The other side was there, and is gone. */
  #hungUp(): boolean {
    const [others, bit] = this.#end === 'read' ? [WRITERS, 2] : [READERS, 1];
    return this.#at(others) === 0 && (this.#at(OPENED) & bit) !== 0;
  }

  #ready(): boolean {
    const { readable, writable } = this.readiness();
    return readable + writable > 0;
  }

  #filled(): number {
    return (this.#at(TAIL) - this.#at(HEAD)) | 0;
  }

  #copyOut(into: Uint8Array, count: number): void {
    const start = this.#at(HEAD) & (CAPACITY - 1);
    const first = Math.min(count, CAPACITY - start);
    into.set(this.#bytes.subarray(start, start + first));
    if (first < count) into.set(this.#bytes.subarray(0, count - first), first);
  }

  #copyIn(from: Uint8Array, count: number): void {
    const start = this.#at(TAIL) & (CAPACITY - 1);
    const first = Math.min(count, CAPACITY - start);
    this.#bytes.set(from.subarray(0, first), start);
    if (first < count) this.#bytes.set(from.subarray(first, count));
  }

  #at(word: number): number {
    return Atomics.load(this.#words, word);
  }

  #add(word: number, change: number): void {
    Atomics.add(this.#words, word, change);
  }

  #changed(): void {
    Atomics.add(this.#words, CHANGES, 1);
    Atomics.notify(this.#words, CHANGES);
    this.#waiters.wakeAll();
  }

  /** A thread that was terminated inside leaves the lock behind; what it guards is whole at every instant, so it is taken over. */
  #lock(): void {
    for (let tries = 0; tries < LOCK_TRIES; tries++) {
      if (Atomics.compareExchange(this.#words, LOCK, 0, 1) === 0) return;
      Atomics.wait(this.#words, LOCK, 1, 1);
    }
  }

  /** Held for one copy of at most CAPACITY bytes, and never across a call that could wait. */
  #locked<T>(run: () => T): T {
    this.#lock();
    try {
      return run();
    } finally {
      Atomics.store(this.#words, LOCK, 0);
      Atomics.notify(this.#words, LOCK, 1);
    }
  }
}

/** The waiters of one thread for one pipe. Changes made on this thread wake them at once; others by way of `Atomics.waitAsync`. */
class Waiters {
  readonly #words: Int32Array;
  readonly #wakes = new Set<() => void>();
  #listening = false;

  constructor(words: Int32Array) {
    this.#words = words;
  }

  add(wake: () => void): () => void {
    // Each wish is an entry of its own, also where the same function is given twice.
    const entry = () => wake();
    this.#wakes.add(entry);
    this.#listen();
    return () => {
      this.#wakes.delete(entry);
    };
  }

  wakeAll(): void {
    if (this.#wakes.size === 0) return;
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }

  #listen(): void {
    if (this.#listening) return;
    const waiting = Atomics.waitAsync(this.#words, CHANGES, Atomics.load(this.#words, CHANGES));
    // Something has changed between the two calls.
    if (!waiting.async) {
      queueMicrotask(() => this.wakeAll());
      return;
    }
    this.#listening = true;
    void waiting.value.then(() => {
      this.#listening = false;
      this.wakeAll();
    });
  }
}

function waitersOf(shared: SharedArrayBuffer, words: Int32Array): Waiters {
  const known = waiters.get(shared);
  if (known !== undefined) return known;
  const made = new Waiters(words);
  waiters.set(shared, made);
  return made;
}
