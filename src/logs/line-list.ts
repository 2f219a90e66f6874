const CHUNK_BITS = 12;
/** Lines in a chunk; the first one begins small. */
const CHUNK_LINES = 1 << CHUNK_BITS;
const SLOT_MASK = CHUNK_LINES - 1;
const FIRST_LINES = 64;

/** Bytes of a line here: its writer's place, and its number there. */
const LINE_BYTES = 4 + 8;

class Chunk {
  readonly writers: Uint32Array;
  readonly numbers: Float64Array;

  constructor(capacity: number, before?: Chunk) {
    this.writers = new Uint32Array(capacity);
    this.numbers = new Float64Array(capacity);
    if (before === undefined) return;
    this.writers.set(before.writers);
    this.numbers.set(before.numbers);
  }
}

/** Which line of which writer comes when: what is added at the end and dropped from the front, numbered from 0. */
export class LineList {
  readonly #chunks: Chunk[] = [];
  #first = 0;
  #next = 0;
  /** The number that stands at the beginning of the first chunk. */
  #base = 0;

  /** The number of the first line. */
  get first(): number {
    return this.#first;
  }

  /** The number that the next line will have. */
  get next(): number {
    return this.#next;
  }

  get length(): number {
    return this.#next - this.#first;
  }

  /** Bytes of memory held. */
  get bytes(): number {
    return LINE_BYTES * this.#chunks.reduce((sum, { writers }) => sum + writers.length, 0);
  }

  push(writer: number, number: number): void {
    const chunk = this.#roomy();
    const slot = (this.#next++ - this.#base) & SLOT_MASK;
    chunk.writers[slot] = writer;
    chunk.numbers[slot] = number;
  }

  /** Whose a line is, by what was pushed. */
  writerOf(line: number): number {
    const at = line - this.#base;
    return this.#chunks[at >> CHUNK_BITS]?.writers[at & SLOT_MASK] ?? 0;
  }

  /** The number that a line has in its own log. */
  numberOf(line: number): number {
    const at = line - this.#base;
    return this.#chunks[at >> CHUNK_BITS]?.numbers[at & SLOT_MASK] ?? 0;
  }

  /** Drops the first line. */
  shift(): void {
    if (++this.#first - this.#base < CHUNK_LINES) return;
    this.#chunks.shift();
    this.#base += CHUNK_LINES;
  }

  /** The last chunk, with room for a line more. */
  #roomy(): Chunk {
    const last = this.#chunks.at(-1);
    const used = this.#next - this.#base - CHUNK_LINES * (this.#chunks.length - 1);
    if (last !== undefined && used < last.writers.length) return last;
    const grows = last !== undefined && last.writers.length < CHUNK_LINES;
    const chunk = grows
      ? new Chunk(Math.min(CHUNK_LINES, 4 * last.writers.length), last)
      : new Chunk(last === undefined ? FIRST_LINES : CHUNK_LINES);
    if (grows) this.#chunks.pop();
    this.#chunks.push(chunk);
    return chunk;
  }
}
