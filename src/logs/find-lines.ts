export const NEWLINE = 0x0a;

/** A newline in each byte of a word, and what a zero byte is found with. */
const NEWLINES = 0x0a0a0a0a;
const ONES = 0x01010101;
const HIGH_BITS = 0x80808080;

/** For fewer bytes a view of their words costs more than it saves. */
const WORDS_FROM = 256;

/** The whole lines in a piece of output. */
export interface FoundLines {
  lines: number;
  /** The first byte behind the last newline. */
  end: number;
  /** Bytes of the longest line, or of what follows the last newline. */
  longest: number;
}

/** Finds the lines, four bytes at a glance: every byte that tasks write passes here. */
export function findLines(bytes: Uint8Array): FoundLines {
  const found: FoundLines = { lines: 0, end: 0, longest: 0 };
  const { length } = bytes;
  if (length < WORDS_FROM) lookAt(bytes, 0, length, found);
  else {
    const first = -bytes.byteOffset & 3;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + first, (length - first) >> 2);
    lookAt(bytes, 0, first, found);
    for (let index = 0; index < words.length; index++) {
      const zeroed = (words[index] ?? 0) ^ NEWLINES;
      if (((zeroed - ONES) & ~zeroed & HIGH_BITS) === 0) continue;
      const at = first + 4 * index;
      lookAt(bytes, at, at + 4, found);
    }
    lookAt(bytes, first + 4 * words.length, length, found);
  }
  found.longest = Math.max(found.longest, length - found.end);
  return found;
}

/** The place behind so many newlines, from `at` on. */
export function skipLines(bytes: Uint8Array, at: number, lines: number): number {
  const { length } = bytes;
  const shift = bytes.byteOffset & 3;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset - shift, (length + shift) >> 2);
  let [place, left] = [at, lines];
  while (left > 0 && place < length) {
    if (((place + shift) & 3) === 0) {
      const zeroed = (words[(place + shift) >> 2] ?? NEWLINES) ^ NEWLINES;
      if (((zeroed - ONES) & ~zeroed & HIGH_BITS) === 0) {
        place += 4;
        continue;
      }
    }
    if (bytes[place++] === NEWLINE) left--;
  }
  return place;
}

function lookAt(bytes: Uint8Array, from: number, to: number, found: FoundLines): void {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== NEWLINE) continue;
    found.lines++;
    found.longest = Math.max(found.longest, at - found.end);
    found.end = at + 1;
  }
}
