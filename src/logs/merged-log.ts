import { LOG_LINES } from '../base/limits.ts';
import type { LogLine } from './log-line.ts';
import type { LogStore } from './log-store.ts';

/** Of each task's log, the last lines that are taken when somebody begins to look. */
const FIRST_LINES = 200;

/**
 * The lines of all tasks in the order of their times, as far as they are kept here: at most LOG_LINES, those of the last look and what
 * came since. Costs nothing while nobody looks.
 */
export class MergedLog {
  readonly #store: LogStore;
  /** For each task the number of the line that comes next. */
  readonly #next = new Map<number, number>();
  #lines: readonly LogLine[] = [];
  #shown: readonly LogLine[] = [];
  #count = 0;
  #version = -1;

  constructor(store: LogStore) {
    this.#store = store;
  }

  /** Oldest first; the same array as long as nothing was added. Unfinished lines stand at the end. */
  lines(): readonly LogLine[] {
    if (this.#version === this.#store.version) return this.#shown;
    this.#version = this.#store.version;
    const [whole, begun] = this.#take();
    const numbered = whole.map((line) => ({ ...line, number: this.#count++ }));
    this.#lines = numbered.length === 0 ? this.#lines : [...this.#lines, ...numbered].slice(-LOG_LINES);
    this.#shown = [...this.#lines, ...begun.map((line, index) => ({ ...line, number: this.#count + index }))];
    return this.#shown;
  }

  /** What came since the last look: whole lines, and those that are still open. */
  #take(): [whole: LogLine[], begun: LogLine[]] {
    const [whole, begun]: [LogLine[], LogLine[]] = [[], []];
    for (const pid of this.#store.pids()) {
      const from = this.#next.get(pid) ?? Math.max(0, this.#store.next(pid) - FIRST_LINES);
      if (from === this.#store.next(pid)) continue;
      const lines = this.#store.linesFrom(pid, Math.max(from, this.#store.next(pid) - LOG_LINES));
      const open = lines.findIndex(({ partial }) => partial);
      // What follows an open line waits for it, so that each line is taken once.
      const taken = open < 0 ? lines : lines.slice(0, open);
      for (const line of taken) whole.push({ ...line, writer: pid });
      for (const line of lines.slice(taken.length)) begun.push({ ...line, writer: pid });
      this.#next.set(pid, (lines[taken.length - 1]?.number ?? from - 1) + 1);
    }
    for (const pid of this.#next.keys()) if (!this.#store.has(pid)) this.#next.delete(pid);
    return [whole.sort((a, b) => a.time - b.time), begun.sort((a, b) => a.time - b.time)];
  }
}
