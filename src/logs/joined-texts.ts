import { NEWLINE } from './find-lines.ts';
import type { LogText } from './log-source.ts';

/** What is put together at most. */
const BYTES = 64 * 1024;

/** Longer pieces are not worth a copy. */
const SHORT_BYTES = 1_024;

/**
 * Puts short pieces together: one long piece is looked through in less time than many short ones. An unfinished line stays alone.
 * @param texts lines that follow each other
 * @returns the same lines; each piece is valid until the next one is asked for
 */
export function* joinedTexts(texts: Iterable<LogText>): Generator<LogText, void, void> {
  const joined = new JoinedText();
  for (const text of texts) {
    if (joined.hasRoomFor(text)) joined.add(text);
    else {
      if (joined.lines > 0) yield joined.take();
      if (isAlone(text)) yield text;
      else joined.add(text);
    }
  }
  if (joined.lines > 0) yield joined.take();
}

function isAlone({ bytes }: LogText): boolean {
  return bytes.length > SHORT_BYTES || bytes[bytes.length - 1] !== NEWLINE;
}

/** Lines that follow each other, in memory that is used again. */
class JoinedText {
  readonly #bytes = Buffer.allocUnsafeSlow(BYTES);
  #used = 0;
  #number = 0;
  lines = 0;

  hasRoomFor(text: LogText): boolean {
    return this.#used + text.bytes.length <= BYTES && !isAlone(text);
  }

  add({ number, lines, bytes }: LogText): void {
    if (this.lines === 0) this.#number = number;
    this.#bytes.set(bytes, this.#used);
    this.#used += bytes.length;
    this.lines += lines;
  }

  /** Gives what was added, and is empty. */
  take(): LogText {
    const taken = { number: this.#number, lines: this.lines, bytes: this.#bytes.subarray(0, this.#used) };
    this.#used = 0;
    this.lines = 0;
    return taken;
  }
}
