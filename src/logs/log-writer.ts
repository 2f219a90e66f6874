import type { TaskLog } from './task-log.ts';

/** One of several whose lines stand together: how far they were taken, and how far they were dropped again. */
export class LogWriter {
  readonly key: number;
  /** Its place among the writers, which it has as long as lines of it are kept. */
  readonly place: number;
  /** Undefined once it is forgotten. */
  log: TaskLog | undefined;
  /** Lines that stand together with others'. */
  held = 0;
  /** The first line that was not looked at yet. */
  #next: number;
  /** The oldest line that is held, but for late ones. */
  #lowest: number;
  /** Lines that had not ended when the ones behind them were taken; they come when they have, or have waited long enough. */
  #waiting: number[] = [];
  /** All that had to wait and are not behind `#lowest`. */
  readonly #late = new Set<number>();
  #seen = -1;

  constructor(key: number, place: number, log: TaskLog) {
    this.key = key;
    this.place = place;
    this.log = log;
    this.#next = log.first;
    this.#lowest = log.first;
  }

  /** Whether something happened since this was asked last. */
  get hasChanged(): boolean {
    const version = this.log?.version ?? -1;
    const changed = version !== this.#seen;
    this.#seen = version;
    return changed;
  }

  /** Whether lines are held that the log no longer has; a late one does not count, as it stands among newer ones. */
  get hasGone(): boolean {
    return this.#lowest < Math.min(this.log?.first ?? this.#next, this.#next);
  }

  /** Lines that have not ended yet. */
  get waiting(): readonly number[] {
    return this.#waiting;
  }

  /** What was dropped before it could be taken is left out. Only once nothing that has gone is held. */
  catchUp(): void {
    const first = this.log?.first ?? this.#next;
    this.#waiting = this.#waiting.filter((number) => number >= first);
    if (this.#next >= first) return;
    this.#next = first;
    this.#lowest = first;
    this.#late.clear();
    for (const number of this.#waiting) this.#late.add(number);
  }

  /** When the last line was begun. */
  get lastTime(): number {
    return this.log?.runOf(this.log.next - 1)?.time ?? 0;
  }

  /** Lines that have waited long enough: they ended, or were begun before a time. */
  takeLate(before: number): number[] {
    const ended = this.#waiting.filter((number) => this.log !== undefined && !this.#waits(this.log, number, before));
    if (ended.length > 0) this.#waiting = this.#waiting.filter((number) => !ended.includes(number));
    this.held += ended.length;
    return ended;
  }

  /** When the next line was written that can be taken; undefined where there is none. What has not ended is passed over, unless begun before a time. */
  nextTime(before: number): number | undefined {
    const { log } = this;
    if (log === undefined) return undefined;
    while (this.#waits(log, this.#next, before)) {
      this.#waiting.push(this.#next);
      this.#late.add(this.#next++);
    }
    this.#passLate();
    return this.#next < log.next ? log.runOf(this.#next)?.time : undefined;
  }

  /** Takes the lines of the next run. @returns the number of the first of them, and of the one behind them */
  take(): [from: number, to: number] {
    const from = this.#next;
    this.#next += this.log?.runOf(from)?.lines ?? 0;
    this.held += this.#next - from;
    return [from, this.#next];
  }

  /** A line is dropped from those that stand together. */
  drop(number: number): void {
    this.held--;
    if (number < this.#lowest || this.#late.has(number)) return;
    this.#lowest = number + 1;
    this.#passLate();
  }

  #waits(log: TaskLog, number: number, before: number): boolean {
    return log.isOpen(number) && (log.runOf(number)?.time ?? before) >= before;
  }

  #passLate(): void {
    while (this.#late.delete(this.#lowest)) this.#lowest++;
  }
}
