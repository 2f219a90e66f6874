import { LOG_LINE_BYTES } from '../base/limits.ts';
import { NEWLINE } from './find-lines.ts';

/** Bytes that a partial line starts with; a prompt fits. */
const FIRST_BYTES = 128;

/** A line that has no newline yet. */
export class OpenLine {
  #bytes = Buffer.alloc(FIRST_BYTES);
  #length = 0;
  #complete = false;
  #terminated = false;

  /** The bytes so far, valid until the next call of `take`. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Bytes of memory held. */
  get held(): number {
    return this.#bytes.length;
  }

  /** Nothing may be added: its newline came, or it is as long as a line may be. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Its newline came. */
  get terminated(): boolean {
    return this.#terminated;
  }

  /** Takes what belongs to this line. @returns how many of `bytes` that are, its newline included. */
  take(bytes: Uint8Array): number {
    const newline = bytes.indexOf(NEWLINE);
    const room = LOG_LINE_BYTES - this.#length;
    const length = newline < 0 ? bytes.length : newline;
    if (length > room) {
      const cut = characterStart(bytes, room);
      this.#add(bytes.subarray(0, cut));
      this.#complete = true;
      return cut;
    }
    this.#add(bytes.subarray(0, length));
    this.#terminated = newline >= 0;
    this.#complete = this.#terminated;
    return newline < 0 ? length : length + 1;
  }

  #add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const grown = Buffer.alloc(Math.min(LOG_LINE_BYTES, Math.max(length, 2 * this.#bytes.length)));
      grown.set(this.bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
  }
}

/** The last place up to `at` where a UTF-8 character begins, so that a long line is not cut inside of one; `at` itself in other bytes. */
function characterStart(bytes: Uint8Array, at: number): number {
  for (let start = at; start > at - 4 && start >= 0; start--) {
    if (((bytes[start] ?? 0) & 0xc0) !== 0x80) return start;
  }
  return at;
}
