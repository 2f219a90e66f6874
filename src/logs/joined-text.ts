import { NEWLINE } from './find-lines.ts';
import type { LogText } from './log-source.ts';
import type { TaskLog } from './task-log.ts';

/** What is put together at most. */
const BYTES = 64 * 1024;

/** Longer pieces are not worth a copy. */
const SHORT_BYTES = 1_024;

/** Short pieces that follow each other as one, which is looked through in less time. An unfinished line is not put to others. */
export class JoinedText {
  readonly #bytes = Buffer.allocUnsafeSlow(BYTES);
  #used = 0;
  #number = 0;
  #lines = 0;

  get isEmpty(): boolean {
    return this.#lines === 0;
  }

  /** Adds a piece behind the others. @returns false where it has to stay alone, or has no room */
  add({ number, lines, bytes }: LogText): boolean {
    const { length } = bytes;
    if (length > SHORT_BYTES || this.#used + length > BYTES || bytes[length - 1] !== NEWLINE) return false;
    this.#bytes.set(bytes, this.#used);
    this.#count(number, lines, length);
    return true;
  }

  /**
   * The same for a line of a log, at no more cost than its copy.
   * @param at its number here
   * @returns false also where it stands in one run with others
   */
  addLine(log: TaskLog, number: number, at: number): boolean {
    const length = log.copyLine(number, this.#bytes, this.#used);
    if (length > 0) this.#count(at, 1, length);
    return length > 0;
  }

  /** Gives what was added, and is empty. It is valid until something is added. */
  take(): LogText {
    const taken = { number: this.#number, lines: this.#lines, bytes: this.#bytes.subarray(0, this.#used) };
    this.#used = 0;
    this.#lines = 0;
    return taken;
  }

  #count(number: number, lines: number, bytes: number): void {
    if (this.#lines === 0) this.#number = number;
    this.#lines += lines;
    this.#used += bytes;
  }
}
