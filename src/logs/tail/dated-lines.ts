import { NEWLINE } from '../find-lines.ts';
import { lineTime } from '../line-time.ts';

/** Bytes of a line in which it tells its time: of JSON that may stand behind the message. */
const HEAD_BYTES = 512;

/** Takes lines of one time. @param time milliseconds since 1970 */
type Take = (bytes: Buffer, time: number) => void;

/**
 * Parts what was in a file before it was followed, by the times that its lines tell of themselves: so they find their places among lines of
 * other files. A line that tells none goes with the one before it, and what a file begins with goes with the first that does.
 */
export class DatedLines {
  readonly #latest: number;
  readonly #now = Date.now();
  /** Of the last line. */
  #time: number | undefined;
  /** The last piece ended within a line. */
  #inLine = false;

  /** @param latest when the file was changed: no line of it is younger */
  constructor(latest: number) {
    this.#latest = latest;
  }

  /** @param bytes what comes next in the file, all of it not empty */
  part(bytes: Buffer, take: Take): void {
    // Each letter is a byte: times are ASCII, and have their places.
    const text = bytes.toString('latin1');
    let [from, at] = [0, this.#inLine ? endOfLine(text, 0) : 0];
    while (at < text.length) {
      const end = endOfLine(text, at);
      const time = this.#timeOf(text.slice(at, Math.min(end, at + HEAD_BYTES)));
      if (time !== this.#time) {
        if (this.#time !== undefined && at > from) {
          take(bytes.subarray(from, at), this.#time);
          from = at;
        }
        this.#time = time;
      }
      at = end;
    }
    this.#inLine = bytes.at(-1) !== NEWLINE;
    take(bytes.subarray(from), this.#time ?? this.#latest);
  }

  #timeOf(head: string): number | undefined {
    const time = lineTime(head, this.#now);
    return time === undefined ? this.#time : Math.min(time, this.#latest);
  }
}

/** The place behind the newline of the line that is at a place, or behind all. */
function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}
