import { LOG_BYTES_IN_ALL } from '../base/limits.ts';
import type { LogLine, LogStream } from './log-line.ts';
import type { Place } from './place.ts';
import { TaskLog } from './task-log.ts';

/** Logs that are held as text, beside the ones that are watched: whoever looks again soon finds them. */
const LOOKED_AT = 16;

/** What is left after the logs became too large in all: room, so that the next look for what to drop is some time off. */
const LEFT_OF_ALL = 0.9;

interface Entry {
  readonly log: TaskLog;
  /** Counts the writes of all tasks: the one with the lowest was written to the longest ago. */
  written: number;
  ended: boolean;
}

/**
 * Keeps what tasks write, as lines: bounded for each task and in all, in order within a stream, partial lines and bytes that are no
 * text included. Watchers are told at most once a turn of the event loop.
 */
export class LogStore {
  readonly #entries = new Map<number, Entry>();
  readonly #watchers = new Map<number, Set<() => void>>();
  /** PIDs whose watchers are told at the end of this turn. */
  readonly #changed = new Set<number>();
  /** Logs that are held as text, the one looked at last at the end. */
  readonly #looked = new Map<number, TaskLog>();
  readonly #mostInAll: number;
  #cost = 0;
  #writes = 0;
  #version = 0;

  /** @param mostInAll bytes that the logs of all tasks may take together */
  constructor(mostInAll = LOG_BYTES_IN_ALL) {
    this.#mostInAll = mostInAll;
  }

  /** Stores a piece of a task's output; the bytes may be reused afterwards. */
  append(pid: number, stream: LogStream, time: number, bytes: Uint8Array): void {
    const entry = this.#entryOf(pid);
    const before = entry.log.cost;
    entry.log.add(stream, time, bytes);
    entry.written = ++this.#writes;
    this.#cost += entry.log.cost - before;
    if (this.#cost > this.#mostInAll) this.#shrink();
    this.#notify(pid);
  }

  /** The task has ended: lines that it did not finish stay as they are. */
  end(pid: number): void {
    const entry = this.#entryOf(pid);
    const before = entry.log.cost;
    entry.log.end();
    entry.ended = true;
    this.#cost += entry.log.cost - before;
    this.#notify(pid);
  }

  /** Drops the log of a task that is no longer in the table. */
  forget(pid: number): void {
    this.#cost -= this.#entries.get(pid)?.log.cost ?? 0;
    this.#entries.delete(pid);
    this.#looked.delete(pid);
    this.#notify(pid);
  }

  /** What is kept, oldest first; the same array as long as nothing was added. */
  lines(pid: number): readonly LogLine[] {
    const log = this.#entries.get(pid)?.log;
    if (log === undefined) return NO_LINES;
    this.#looked.delete(pid);
    this.#looked.set(pid, log);
    this.#forgetTexts();
    return log.lines();
  }

  /** How many lines are no longer kept. */
  dropped(pid: number): number {
    return this.#entries.get(pid)?.log.dropped ?? 0;
  }

  /** The tasks that have a log. */
  pids(): Iterable<number> {
    return this.#entries.keys();
  }

  has(pid: number): boolean {
    return this.#entries.has(pid);
  }

  /** The number that a task's next line will have. */
  next(pid: number): number {
    return this.#entries.get(pid)?.log.next ?? 0;
  }

  /** A task's lines from a number on, made for this one look. */
  linesFrom(pid: number, number: number): readonly LogLine[] {
    return this.#entries.get(pid)?.log.linesFrom(number) ?? NO_LINES;
  }

  /** Counts all changes of all logs. */
  get version(): number {
    return this.#version;
  }

  /** Copies what a task wrote to a stream behind a place, and moves the place on. @returns how many bytes: 0 where there are no more now. */
  copy(pid: number, stream: LogStream, place: Place, into: Uint8Array): number {
    return this.#entries.get(pid)?.log.copy(stream, place, into) ?? 0;
  }

  /** Keeps a log for a task that has written nothing yet, so that whoever reads it waits for the task's end. */
  open(pid: number): void {
    this.#entryOf(pid);
  }

  /** Whether nothing more will come: the task has ended, or its log is forgotten. */
  hasEnded(pid: number): boolean {
    return this.#entries.get(pid)?.ended ?? true;
  }

  /** Bytes of memory that all logs take, without the lines made for those who look. */
  get cost(): number {
    return this.#cost;
  }

  /** Calls `changed` when any log changed, at most once a turn of the event loop. @returns a function that ends the subscription. */
  subscribeAll(changed: () => void): () => void {
    return this.subscribe(ALL, changed);
  }

  /** Calls `changed` when a log changed, at most once a turn of the event loop. @returns a function that ends the subscription. */
  subscribe(pid: number, changed: () => void): () => void {
    const watchers = this.#watchers.get(pid) ?? new Set();
    this.#watchers.set(pid, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0 && this.#watchers.get(pid) === watchers) this.#watchers.delete(pid);
    };
  }

  #entryOf(pid: number): Entry {
    const known = this.#entries.get(pid);
    if (known !== undefined) return known;
    const made: Entry = { log: new TaskLog(), written: 0, ended: false };
    this.#entries.set(pid, made);
    return made;
  }

  #notify(pid: number): void {
    this.#version++;
    this.#mark(pid);
    this.#mark(ALL);
  }

  #mark(pid: number): void {
    if (!this.#watchers.has(pid) || this.#changed.has(pid)) return;
    if (this.#changed.size === 0) setImmediate(() => this.#tellWatchers());
    this.#changed.add(pid);
  }

  #tellWatchers(): void {
    const pids = [...this.#changed];
    this.#changed.clear();
    for (const pid of pids) for (const changed of [...(this.#watchers.get(pid) ?? [])]) changed();
  }

  #forgetTexts(): void {
    if (this.#looked.size <= LOOKED_AT) return;
    for (const [pid, log] of this.#looked) {
      if (this.#looked.size <= LOOKED_AT) return;
      if (this.#watchers.has(pid)) continue;
      log.forgetText();
      this.#looked.delete(pid);
    }
  }

  /** Makes room: logs of ended tasks go first, in the order of their last write; then the largest are cut to one size. */
  #shrink(): void {
    const goal = this.#mostInAll * LEFT_OF_ALL;
    const ended = [...this.#entries].filter(([, entry]) => entry.ended).sort(([, a], [, b]) => a.written - b.written);
    for (const [pid, entry] of ended) {
      if (this.#cost <= goal) return;
      this.#shrinkTo(pid, entry, 0);
    }
    if (this.#cost <= goal) return;
    const share = largestShare(
      [...this.#entries.values()].map(({ log }) => log.cost),
      goal,
    );
    for (const [pid, entry] of this.#entries) this.#shrinkTo(pid, entry, share);
  }

  #shrinkTo(pid: number, { log }: Entry, most: number): void {
    const before = log.cost;
    if (before <= most) return;
    log.shrink(most);
    this.#cost += log.cost - before;
    this.#notify(pid);
  }
}

/** In the place of a PID: every task. */
const ALL = -1;

const NO_LINES: readonly LogLine[] = [];

/** The size that the largest may have, so that all together are no more than `total`. */
function largestShare(sizes: readonly number[], total: number): number {
  let left = total;
  const sorted = [...sizes].sort((a, b) => a - b);
  for (const [index, size] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}
