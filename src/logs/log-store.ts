import type { LogLine } from './log-line.ts';

/** What is kept; lines and UTF-16 units a task, because a person scrolls in lines and memory is taken by units. */
const MOST_LINES = 20_000;
const MOST_UNITS = 4 * 1024 * 1024;
/** A longer line is split here, so that one line cannot fill the store. */
const LONGEST_LINE = 16 * 1024;
/** Over all tasks; the logs of tasks that ended first go first. */
const MOST_UNITS_IN_ALL = 256 * 1024 * 1024;

interface Stream {
  readonly decoder: TextDecoder;
  /** The index of its unfinished line, counted as `number`, or -1. */
  open: number;
}

/** The log of one task. */
class TaskLog {
  readonly streams: Readonly<Record<1 | 2, Stream>> = { 1: newStream(), 2: newStream() };
  readonly watchers = new Set<() => void>();
  #lines: LogLine[] = [];
  /** Lines before this index are dropped, and cut off now and then. */
  #first = 0;
  #units = 0;
  #next = 0;
  #snapshot: readonly LogLine[] | undefined = [];
  ended = false;

  get dropped(): number {
    return this.#next - (this.#lines.length - this.#first);
  }

  get units(): number {
    return this.#units;
  }

  lines(): readonly LogLine[] {
    this.#snapshot ??= this.#lines.slice(this.#first);
    return this.#snapshot;
  }

  add(stream: 1 | 2, time: number, bytes: Uint8Array): void {
    const state = this.streams[stream];
    const pieces = state.decoder.decode(bytes, { stream: true }).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      this.#append(state, stream, time, piece, false);
      state.open = -1;
    }
    if (last !== '') this.#append(state, stream, time, last, true);
    this.#snapshot = undefined;
    this.#trim();
  }

  /** What is unfinished stays as it is: no more will come. */
  end(): void {
    this.ended = true;
    for (const stream of [1, 2] as const) {
      const rest = this.streams[stream].decoder.decode();
      if (rest !== '') this.#append(this.streams[stream], stream, Date.now(), rest, true);
      const open = this.#at(this.streams[stream].open);
      if (open !== undefined)
        this.#lines[this.streams[stream].open - this.dropped + this.#first] = { ...open, partial: false };
      this.streams[stream].open = -1;
    }
    this.#snapshot = undefined;
  }

  #append(state: Stream, stream: 1 | 2, time: number, text: string, partial: boolean): void {
    const before = this.#at(state.open);
    const begun = before?.text ?? '';
    const whole = begun + text;
    this.#units += text.length;
    if (whole.length > LONGEST_LINE) {
      this.#put(state, before, stream, time, whole.slice(0, LONGEST_LINE), false);
      state.open = -1;
      return this.#append(state, stream, time, whole.slice(LONGEST_LINE), partial);
    }
    this.#put(state, before, stream, time, partial ? whole : whole.replace(/\r$/, ''), partial);
  }

  #put(state: Stream, before: LogLine | undefined, stream: 1 | 2, time: number, text: string, partial: boolean): void {
    if (before !== undefined) {
      this.#lines[before.number - this.dropped + this.#first] = { ...before, text, partial };
      return;
    }
    state.open = partial ? this.#next : -1;
    this.#lines.push({ number: this.#next++, time, stream, text, partial });
  }

  #at(number: number): LogLine | undefined {
    return number < this.dropped ? undefined : this.#lines[number - this.dropped + this.#first];
  }

  #trim(): void {
    while (this.#lines.length - this.#first > MOST_LINES || this.#units > MOST_UNITS) {
      this.#units -= this.#lines[this.#first]?.text.length ?? 0;
      this.#first++;
      if (this.#first === this.#lines.length) break;
    }
    if (this.#first < MOST_LINES / 2) return;
    this.#lines = this.#lines.slice(this.#first);
    this.#first = 0;
  }
}

/**
 * Keeps what tasks write, as lines: bounded for each task and in all, in order within a stream, partial lines and bytes that are no
 * text included. Watchers are told at most once a turn of the event loop.
 */
export class LogStore {
  readonly #logs = new Map<number, TaskLog>();
  readonly #changed = new Set<TaskLog>();
  #units = 0;

  /** Stores a piece of a task's output; the bytes may be reused afterwards. */
  append(pid: number, stream: 1 | 2, time: number, bytes: Uint8Array): void {
    const log = this.#logOf(pid);
    const before = log.units;
    log.add(stream, time, bytes);
    this.#units += log.units - before;
    this.#trim();
    this.#notify(log);
  }

  /** The task has ended: nothing more will come. */
  end(pid: number): void {
    const log = this.#logs.get(pid);
    if (log === undefined) return;
    log.end();
    this.#notify(log);
  }

  forget(pid: number): void {
    this.#units -= this.#logs.get(pid)?.units ?? 0;
    this.#logs.delete(pid);
  }

  /** What is kept, oldest first; the same array as long as nothing was added. */
  lines(pid: number): readonly LogLine[] {
    return this.#logs.get(pid)?.lines() ?? NO_LINES;
  }

  /** How many lines are no longer kept. */
  dropped(pid: number): number {
    return this.#logs.get(pid)?.dropped ?? 0;
  }

  /** @returns a function that ends the subscription. */
  subscribe(pid: number, changed: () => void): () => void {
    const { watchers } = this.#logOf(pid);
    watchers.add(changed);
    return () => {
      watchers.delete(changed);
    };
  }

  #logOf(pid: number): TaskLog {
    const known = this.#logs.get(pid);
    if (known !== undefined) return known;
    const made = new TaskLog();
    this.#logs.set(pid, made);
    return made;
  }

  #notify(log: TaskLog): void {
    if (log.watchers.size === 0 || this.#changed.has(log)) return;
    if (this.#changed.size === 0) setImmediate(() => this.#tellWatchers());
    this.#changed.add(log);
  }

  #tellWatchers(): void {
    const logs = [...this.#changed];
    this.#changed.clear();
    for (const log of logs) for (const changed of log.watchers) changed();
  }

  #trim(): void {
    for (const [pid, log] of this.#logs) {
      if (this.#units <= MOST_UNITS_IN_ALL) return;
      if (log.ended) this.forget(pid);
    }
  }
}

const NO_LINES: readonly LogLine[] = [];

function newStream(): Stream {
  return { decoder: new TextDecoder('utf-8', { ignoreBOM: true }), open: -1 };
}
