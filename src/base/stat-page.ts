import { TASK_SLOTS } from './limits.ts';

/**
 * The stat page: shared memory with a slot for each task. A cpu writes the counters of the tasks it runs, the kernel writes
 * limits and the control word; both are read anywhere without a message. Each field has one writer, so plain
 * stores suffice for the 64-bit lanes; words that start something are accessed with Atomics.
 */
const LANES = 32;

/** 64-bit lanes of a slot. Times in nanoseconds, sizes in bytes. */
export const LANE = {
  // written by the cpu
  cpuTime: 0,
  fuel: 1,
  memory: 2,
  memoryPeak: 3,
  bytesRead: 4,
  bytesWritten: 5,
  reads: 6,
  writes: 7,
  calls: 8,
  switches: 9,
  files: 10,
  logWritten: 11,
  // written by the kernel
  logTaken: 12,
  memoryLimit: 13,
  fuelLimit: 14,
  cpuTimeLimit: 15,
  fileLimit: 16,
} as const;

/** 32-bit words of a slot; they stand in its last lanes. */
export const WORD = {
  // written by the cpu
  run: 56,
  wait: 57,
  // written by the kernel, with Atomics
  control: 58,
  level: 59,
} as const;

/** Values of `WORD.run`. */
export const RUN = { ready: 0, sleeping: 1, stopped: 2 } as const;

/** Bits of `WORD.control`, looked at at every safepoint and wake-up. */
export const CONTROL = { kill: 1, stop: 2 } as const;

/** The name of a lane. */
export type Lane = keyof typeof LANE;

/** One task's slot. The same class serves the kernel and the cpus; who may write what is said beside the fields. */
export class StatSlot {
  readonly index: number;
  readonly #lanes: Float64Array;
  readonly #words: Int32Array;

  constructor(page: SharedArrayBuffer, index: number) {
    this.index = index;
    this.#lanes = new Float64Array(page, index * LANES * 8, LANES);
    this.#words = new Int32Array(page, index * LANES * 8, LANES * 2);
  }

  get(lane: Lane): number {
    return this.#lanes[LANE[lane]] ?? 0;
  }

  set(lane: Lane, value: number): void {
    this.#lanes[LANE[lane]] = value;
  }

  /** All lanes, for the cpu's hot path; index with LANE. */
  get lanes(): Float64Array {
    return this.#lanes;
  }

  /** The control word, for the cpu's hot path. */
  get control(): number {
    return Atomics.load(this.#words, WORD.control);
  }

  word(word: keyof typeof WORD): number {
    return Atomics.load(this.#words, WORD[word]);
  }

  setWord(word: keyof typeof WORD, value: number): void {
    Atomics.store(this.#words, WORD[word], value);
  }

  /** Sets bits of the control word. */
  raise(bits: number): void {
    Atomics.or(this.#words, WORD.control, bits);
  }

  /** Clears bits of the control word. */
  lower(bits: number): void {
    Atomics.and(this.#words, WORD.control, ~bits);
  }

  /** Zeroes the slot for its next task. */
  clear(): void {
    this.#lanes.fill(0);
  }
}

/** Makes the page that all threads of one kernel share. */
export function makeStatPage(): SharedArrayBuffer {
  return new SharedArrayBuffer(TASK_SLOTS * LANES * 8);
}
