import type { Snapshot, TaskRow } from './snapshot.ts';

/** Samples of one figure at one-second steps, the oldest first. */
export interface Series {
  readonly length: number;
  /** The last `count` of them; fewer where there are not so many. */
  last(count: number): number[];
}

/** What is remembered of a task: CPU as a fraction of one core, memory in bytes. */
export interface TaskHistory {
  readonly cpu: Series;
  readonly memory: Series;
}

/** Samples that are kept: ten minutes. */
const MOST_SAMPLES = 600;
const FIRST_SAMPLES = 32;

/** Milliseconds between two samples. Ticks come a little early or late. */
const STEP_MS = 1_000;
const EARLY_MS = 100;

/** A ring of numbers that grows up to MOST_SAMPLES: 2,400 bytes. */
class Ring implements Series {
  #values = new Float32Array(FIRST_SAMPLES);
  #next = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(value: number): void {
    if (this.#length === this.#values.length && this.#length < MOST_SAMPLES) this.#grow();
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#values.length;
    this.#length = Math.min(this.#length + 1, this.#values.length);
  }

  last(count: number): number[] {
    const taken = Math.min(count, this.#length);
    const size = this.#values.length;
    return Array.from({ length: taken }, (_, index) => this.#values[(this.#next - taken + index + size) % size] ?? 0);
  }

  /** Rings grow while they are full, and before they have turned. */
  #grow(): void {
    const grown = new Float32Array(Math.min(MOST_SAMPLES, this.#values.length * 2));
    grown.set(this.last(this.#length));
    this.#next = this.#length;
    this.#values = grown;
  }
}

interface Entry extends TaskHistory {
  readonly startedAt: number;
  readonly cpu: Ring;
  readonly memory: Ring;
  /** CPU seconds and time at the last sample. */
  used: number;
  time: number;
}

/** Remembers CPU and memory of every task in the table: at most 4,800 bytes each, for as long as it is there. */
export class Histories {
  readonly #entries = new Map<number, Entry>();
  #time = 0;

  /** Takes a sample where a second has passed since the last one, whatever came between. */
  record({ time, tasks }: Snapshot): void {
    if (time - this.#time < STEP_MS - EARLY_MS) return;
    this.#time = time;
    const gone = new Set(this.#entries.keys());
    for (const row of tasks) {
      gone.delete(row.pid);
      if (row.reason === undefined) this.#sample(row, time);
    }
    for (const pid of gone) this.#entries.delete(pid);
  }

  /** Undefined for a task of which there is no sample yet. */
  of(pid: number): TaskHistory | undefined {
    return this.#entries.get(pid);
  }

  #sample({ pid, startedAt, time: used, memory }: TaskRow, time: number): void {
    const known = this.#entries.get(pid);
    if (known === undefined || known.startedAt !== startedAt) {
      const entry = { startedAt, cpu: new Ring(), memory: new Ring(), used, time };
      this.#entries.set(pid, entry);
      // Its first second may have been shorter.
      entry.cpu.add(Math.min(1, (used * 1_000) / Math.max(1, time - startedAt)));
      entry.memory.add(memory);
      return;
    }
    known.cpu.add(((used - known.used) * 1_000) / Math.max(1, time - known.time));
    known.memory.add(memory);
    known.used = used;
    known.time = time;
  }
}
