import type { Edit } from './edit.ts';
import type { Reader } from './reader.ts';

/** Bytes of the longest loop body that is repeated: for longer ones it gains nothing. */
const LONGEST_BODY = 96;

/** The innermost loop while it is read: whether it is so short and simple that it may be repeated, and the branches that leave it. */
export class ShortLoop {
  #isSimple = false;
  #leaving: number[] = [];

  /** A loop begins at `at`, and the reader stands behind its type. */
  open(reader: Reader, at: number): void {
    // Without parameters: an empty type, or the type of one number.
    const type = reader.bytes[at + 1] as number;
    this.#isSimple = reader.at === at + 2 && (type === 0x40 || (type >= 0x7b && type <= 0x7f));
    this.#leaving = [];
  }

  /** Something was read that must not be repeated, or that ends the loop. */
  spoil(): void {
    this.#isSimple = false;
  }

  /** A branch out of the loop; its label stands in `bytes[at..end)`. */
  leave(at: number, end: number, depth: number): void {
    if (!this.#isSimple) return;
    // The new label is written in one byte.
    if (end !== at + 1 || depth > 125) this.#isSimple = false;
    else this.#leaving.push(at);
  }

  /** The loop ends at `bodyEnd`: makes its edit one that repeats it, where it may be. */
  close(loop: Edit, bodyEnd: number): void {
    const bodyAt = loop.at;
    if (!this.#isSimple || bodyEnd - bodyAt > LONGEST_BODY) return;
    loop.repeated = { bodyAt, bodyEnd, leaving: this.#leaving };
    loop.at = bodyAt - 2;
    loop.drop = bodyEnd + 1 - loop.at;
  }
}
