import type { CpuPort } from './cpu-port.ts';
import type { TaskTable } from './task-table.ts';

/** Takes a task's output. The bytes are valid until it returns. */
export type LogSink = (pid: number, stream: 1 | 2, time: number, bytes: Uint8Array) => void;

/** Bytes taken in one go, so that a flood holds up no frame. */
const BUDGET = 64 * 1024;

/** Bytes joined at most; a record is never larger. */
const JOINED_BYTES = 64 * 1024;

/** Milliseconds in which output gathers in the rings: short for whoever watches, long against what a visit costs. */
const GATHER_MS = 2;

/** Milliseconds between two grants to tasks that write faster than they may. */
const GRANT_MS = 20;

/**
 * Moves output from the cpus' rings to the log store. What was stored is counted as taken, which lets the task write on; a task
 * over its rate gets that count later, and so waits, alone.
 */
export class LogDrain {
  readonly #table: TaskTable;
  readonly #sink: LogSink;
  readonly #limited: (pid: number) => void;
  /** Bytes stored but not yet granted, by PID. */
  readonly #owed = new Map<number, number>();
  /** What a task may still write in the current interval. */
  readonly #allowance = new Map<number, number>();
  readonly #cpus: () => Iterable<CpuPort>;
  /** Records of one stream and one millisecond on their way, joined: a flood of short lines is stored a hundred at a time. */
  readonly #joined = new Uint8Array(JOINED_BYTES);
  #joinedLength = 0;
  #joinedFrom = { pid: 0, stream: 1 as 1 | 2, time: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(table: TaskTable, cpus: () => Iterable<CpuPort>, sink: LogSink, limited: (pid: number) => void) {
    this.#table = table;
    this.#cpus = cpus;
    this.#sink = sink;
    this.#limited = limited;
  }

  /**
   * Takes what a cpu's ring has, a budget a turn. While it finds something it comes again by itself: a sign for each line of a
   * flood would cost the task's cpu more than the task.
   */
  drain(cpu: CpuPort): void {
    const taken = cpu.log.drain(BUDGET, this.#join);
    this.#store();
    this.#tellWriters(cpu);
    if (taken >= BUDGET) setImmediate(() => this.drain(cpu));
    else if (taken > 0) setTimeout(() => this.drain(cpu), GATHER_MS);
    else if (!cpu.log.rest()) setImmediate(() => this.drain(cpu));
  }

  /** Takes all there is, before a task's end is announced. */
  drainAll(cpu: CpuPort): void {
    while (cpu.log.drain(BUDGET, this.#join) > 0);
    this.#store();
    this.#tellWriters(cpu);
  }

  forget(pid: number): void {
    this.#owed.delete(pid);
    this.#allowance.delete(pid);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  readonly #join: LogSink = (pid, stream, time, bytes) => {
    const { pid: joinedPid, stream: joinedStream, time: joinedTime } = this.#joinedFrom;
    const fits = this.#joinedLength + bytes.length <= JOINED_BYTES;
    if (pid !== joinedPid || stream !== joinedStream || time !== joinedTime || !fits) {
      this.#store();
      this.#joinedFrom = { pid, stream, time };
    }
    this.#joined.set(bytes, this.#joinedLength);
    this.#joinedLength += bytes.length;
  };

  #store(): void {
    if (this.#joinedLength === 0) return;
    const { pid, stream, time } = this.#joinedFrom;
    this.#take(pid, stream, time, this.#joined.subarray(0, this.#joinedLength));
    this.#joinedLength = 0;
  }

  #take(pid: number, stream: 1 | 2, time: number, bytes: Uint8Array): void {
    this.#sink(pid, stream, time, bytes);
    const task = this.#table.find(pid);
    if (task === undefined) return;
    const rate = task.limits.logRate;
    if (rate === 0) return this.#grant(pid, bytes.length);
    const left = this.#allowance.get(pid) ?? (rate * GRANT_MS) / 1000;
    this.#allowance.set(pid, left - bytes.length);
    this.#timer ??= setInterval(() => this.#nextInterval(), GRANT_MS).unref();
    if (left > 0) return this.#grant(pid, bytes.length);
    if (!this.#owed.has(pid)) this.#limited(pid);
    this.#owed.set(pid, (this.#owed.get(pid) ?? 0) + bytes.length);
  }

  #grant(pid: number, length: number): void {
    const slot = this.#table.find(pid)?.slot;
    slot?.set('logTaken', slot.get('logTaken') + length);
  }

  #nextInterval(): void {
    for (const [pid, left] of this.#allowance) {
      const rate = this.#table.find(pid)?.limits.logRate ?? 0;
      const share = (rate * GRANT_MS) / 1000;
      const now = Math.min(share, left + share);
      if (now >= share && !this.#owed.has(pid)) this.#allowance.delete(pid);
      else this.#allowance.set(pid, now);
      if (now <= 0) continue;
      this.#grant(pid, this.#owed.get(pid) ?? 0);
      this.#owed.delete(pid);
    }
    for (const cpu of this.#cpus()) this.#tellWriters(cpu);
    if (this.#allowance.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tellWriters(cpu: CpuPort): void {
    if (cpu.log.claimWaiting()) cpu.send({ type: 'log-room' });
  }
}
