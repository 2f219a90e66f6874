import { LOG_RING_BYTES } from '../base/limits.ts';

/**
 * The way of task output from a cpu to the log store: a ring in shared memory, written by one cpu and read by the kernel.
 * A record is a header (length, pid, stream, time) and the bytes, 8-byte aligned, never wrapped: where one does not fit
 * before the end, a skip marker stands. Positions count up and wrap as 32-bit integers; `tail` is the writer's, `head` the
 * reader's. The reader moves `head` only after the bytes were stored.
 */
const HEAD = 0;
const TAIL = 1;
const SIGNALLED = 2;
const WAITING = 3;
const CONTROL_BYTES = 64;
const HEADER_BYTES = 24;
const SKIP = 0xffff_ffff;

/** The largest piece of output that is one record. */
export const LOG_PIECE_BYTES = 16 * 1024;

/** Makes the shared memory of one ring. */
export function makeLogRing(): SharedArrayBuffer {
  return new SharedArrayBuffer(CONTROL_BYTES + LOG_RING_BYTES);
}

/** The cpu's end. */
export class LogRingWriter {
  readonly #control: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(ring: SharedArrayBuffer) {
    this.#control = new Int32Array(ring, 0, CONTROL_BYTES / 4);
    this.#bytes = new Uint8Array(ring, CONTROL_BYTES);
    this.#view = new DataView(ring, CONTROL_BYTES);
  }

  /** Writes one record of at most LOG_PIECE_BYTES. @returns false where there is no room now. */
  write(pid: number, stream: number, time: number, from: Uint8Array): boolean {
    const size = align(HEADER_BYTES + from.length);
    const tail = Atomics.load(this.#control, TAIL);
    const at = tail & (LOG_RING_BYTES - 1);
    const skip = at + size > LOG_RING_BYTES ? LOG_RING_BYTES - at : 0;
    if (this.#room(tail) < skip + size) return false;
    if (skip > 0) this.#view.setUint32(at, SKIP, true);
    this.#put(skip > 0 ? 0 : at, pid, stream, time, from);
    Atomics.store(this.#control, TAIL, (tail + skip + size) | 0);
    return true;
  }

  /** True once for each time that the reader has to be told that there is something to read. */
  claimSignal(): boolean {
    return Atomics.exchange(this.#control, SIGNALLED, 1) === 0;
  }

  /** Whether a piece of any size would fit now. */
  get roomy(): boolean {
    return this.#room(Atomics.load(this.#control, TAIL)) >= 2 * (HEADER_BYTES + LOG_PIECE_BYTES);
  }

  /** Asks the reader to say when it has taken something. */
  askForRoom(): void {
    Atomics.store(this.#control, WAITING, 1);
  }

  #room(tail: number): number {
    return LOG_RING_BYTES - ((tail - Atomics.load(this.#control, HEAD)) | 0);
  }

  #put(at: number, pid: number, stream: number, time: number, from: Uint8Array): void {
    this.#view.setUint32(at, from.length, true);
    this.#view.setUint32(at + 4, pid, true);
    this.#view.setFloat64(at + 8, time, true);
    this.#view.setUint32(at + 16, stream, true);
    this.#bytes.set(from, at + HEADER_BYTES);
  }
}

/** One piece of output. The bytes are a view of the ring, valid until the callback returns. */
export type TakeRecord = (pid: number, stream: 1 | 2, time: number, bytes: Uint8Array) => void;

/** The kernel's end. */
export class LogRingReader {
  readonly #control: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(ring: SharedArrayBuffer) {
    this.#control = new Int32Array(ring, 0, CONTROL_BYTES / 4);
    this.#bytes = new Uint8Array(ring, CONTROL_BYTES);
    this.#view = new DataView(ring, CONTROL_BYTES);
  }

  /** Hands over what there is, up to some `budget` bytes. The writer gives no sign of more until `rest`. @returns the bytes taken. */
  drain(budget: number, take: TakeRecord): number {
    const begin = Atomics.load(this.#control, HEAD);
    const end = Atomics.load(this.#control, TAIL);
    let head = begin;
    while (head !== end && ((head - begin) | 0) < budget) {
      head = (head + this.#takeOne(head & (LOG_RING_BYTES - 1), take)) | 0;
      Atomics.store(this.#control, HEAD, head);
    }
    return (head - begin) | 0;
  }

  /**
   * Asks the writer for a sign of the next record. While that is not asked for, the reader comes again by itself, so there is
   * always one of the two, and never both. @returns false if there is a record already of which no sign will come.
   */
  rest(): boolean {
    Atomics.store(this.#control, SIGNALLED, 0);
    if (Atomics.load(this.#control, HEAD) === Atomics.load(this.#control, TAIL)) return true;
    return Atomics.exchange(this.#control, SIGNALLED, 1) === 1;
  }

  /** True once for each time that a writer asked to be told of room. */
  claimWaiting(): boolean {
    return Atomics.exchange(this.#control, WAITING, 0) === 1;
  }

  #takeOne(at: number, take: TakeRecord): number {
    const length = this.#view.getUint32(at, true);
    if (length === SKIP) return LOG_RING_BYTES - at;
    const bytes = this.#bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
    const stream = this.#view.getUint32(at + 16, true) === 2 ? 2 : 1;
    take(this.#view.getUint32(at + 4, true), stream, this.#view.getFloat64(at + 8, true), bytes);
    return align(HEADER_BYTES + length);
  }
}

function align(size: number): number {
  return (size + 7) & ~7;
}
