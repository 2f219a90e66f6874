import { LOG_BOUNDS, type LogBounds } from './log-bounds.ts';
import type { LogStream } from './log-line.ts';
import type { LogSource } from './log-source.ts';
import type { Place } from './place.ts';
import { StoredLog } from './stored-log.ts';
import { TaskLog } from './task-log.ts';

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
  /** What those who look hold, by the keys of their logs. */
  readonly #sources = new Map<number, StoredLog>();
  readonly #bounds: LogBounds;
  #cost = 0;
  #writes = 0;
  #version = 0;

  constructor(bounds: Partial<LogBounds> = {}) {
    this.#bounds = { ...LOG_BOUNDS, ...bounds };
  }

  /** Stores a piece of a task's output; the bytes may be reused afterwards. */
  append(pid: number, stream: LogStream, time: number, bytes: Uint8Array): void {
    const entry = this.#entryOf(pid);
    const before = entry.log.cost;
    entry.log.add(stream, time, bytes);
    entry.log.shrink(this.#bounds.bytesEach);
    entry.written = ++this.#writes;
    this.#cost += entry.log.cost - before;
    if (this.#cost > this.#bounds.bytesInAll) this.#shrink();
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
    this.#sources.get(pid)?.follow(undefined);
    this.#sources.delete(pid);
    this.#notify(pid);
  }

  /** A task's log for those who look at it, also before it comes; the same one until the log is forgotten. */
  source(pid: number): LogSource {
    const known = this.#sources.get(pid);
    if (known !== undefined) return known;
    const made = new StoredLog(this.#bounds, this.find(pid), (changed) => this.subscribe(pid, changed));
    this.#sources.set(pid, made);
    return made;
  }

  /** The log of a task, where it has one. */
  find(pid: number): TaskLog | undefined {
    return this.#entries.get(pid)?.log;
  }

  /** The tasks that have a log. */
  pids(): Iterable<number> {
    return this.#entries.keys();
  }

  get bounds(): LogBounds {
    return this.#bounds;
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

  /** Bytes of memory that all logs take. */
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
    const made: Entry = { log: new TaskLog(this.#bounds.linesEach), written: 0, ended: false };
    this.#entries.set(pid, made);
    this.#sources.get(pid)?.follow(made.log);
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

  /** Whoever watches several logs is told once. */
  #tellWatchers(): void {
    const pids = [...this.#changed];
    const told = new Set<() => void>();
    this.#changed.clear();
    for (const pid of pids) {
      for (const changed of [...(this.#watchers.get(pid) ?? [])]) {
        if (told.has(changed)) continue;
        told.add(changed);
        changed();
      }
    }
  }

  /** Makes room: logs of ended tasks go first, in the order of their last write; then the largest are cut to one size. */
  #shrink(): void {
    const goal = this.#bounds.bytesInAll * LEFT_OF_ALL;
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
