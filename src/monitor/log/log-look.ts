import type { LogLine } from '../../logs/log-line.ts';
import type { LogSource } from '../../logs/log-source.ts';
import type { LineNumbers } from './line-numbers.ts';

/** The lines of a log that are shown, by their index among these: all from a line on, or those of them that pass. */
export class LogLook {
  readonly source: LogSource;
  readonly #from: number;
  readonly #first: number;
  readonly #next: number;
  readonly #passing: LineNumbers | undefined;

  /**
   * @param from the first line that may be shown
   * @param passing the numbers of those that pass; undefined for all
   */
  constructor(source: LogSource, from = 0, passing?: LineNumbers) {
    this.source = source;
    this.#from = from;
    this.#first = Math.min(source.next, Math.max(source.first, from));
    this.#next = source.next;
    this.#passing = passing;
  }

  /** Those before the first one; they are dropped while somebody looks. */
  get #skipped(): number {
    return this.#passing?.indexOf(this.#first) ?? 0;
  }

  get count(): number {
    return this.#passing === undefined ? this.#next - this.#first : this.#passing.count - this.#skipped;
  }

  /** How many are shown from a line on; where nothing is left out, those that were dropped meanwhile too. */
  countSince(number: number): number {
    return this.#passing === undefined ? this.#next - Math.max(number, this.#from) : this.count - this.indexOf(number);
  }

  /** The number of a line; that of the next one to come where there is none. */
  numberAt(index: number): number {
    if (this.#passing === undefined) return Math.min(this.#next, this.#first + Math.max(0, index));
    return this.#passing.at(this.#skipped + Math.max(0, index)) ?? this.#next;
  }

  /** The index of a line, or of the next one that is shown. */
  indexOf(number: number): number {
    if (this.#passing === undefined) return Math.max(0, Math.min(this.count, number - this.#first));
    return Math.max(0, this.#passing.indexOf(number) - this.#skipped);
  }

  /** Whether a line is among those that are shown. */
  has(number: number): boolean {
    return number < this.#next && this.numberAt(this.indexOf(number)) === number;
  }

  /** Some lines from an index on. */
  lines(index: number, count: number): readonly LogLine[] {
    const first = Math.max(0, index);
    const last = Math.min(this.count, index + count);
    if (last <= first) return [];
    if (this.#passing === undefined) return this.source.lines(this.#first + first, this.#first + last);
    return this.#runs(first, last);
  }

  /** What passes often stands together: it is read together. */
  #runs(first: number, last: number): LogLine[] {
    const lines: LogLine[] = [];
    let from = this.numberAt(first);
    let to = from;
    for (let index = first; index < last; index++) {
      const number = this.numberAt(index);
      if (number !== to) {
        lines.push(...this.source.lines(from, to));
        from = number;
      }
      to = number + 1;
    }
    lines.push(...this.source.lines(from, to));
    return lines;
  }
}
