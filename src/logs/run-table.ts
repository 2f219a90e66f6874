import type { Block } from './log-blocks.ts';
import type { LogStream } from './log-line.ts';
import type { LineEnd, Run } from './run.ts';

/** Runs in a chunk; the first one begins small, as most tasks write little. */
const CHUNK_BITS = 9;
const CHUNK_RUNS = 1 << CHUNK_BITS;
const SLOT_MASK = CHUNK_RUNS - 1;
const FIRST_RUNS = 8;

/** Of a run in a table: two numbers, two words, and a reference to its block. */
const RUN_BYTES = 2 * 8 + 2 * 4 + 8;

/** Where a block ends fits below; what kind the run is stands above. */
const END_BITS = 20;
const END_MASK = (1 << END_BITS) - 1;
const STREAM_MASK = 3;
const LINE_ENDS: readonly LineEnd[] = ['whole', 'cut', 'ended'];

/** Runs side by side in typed arrays: a log with one line a millisecond has a million of them. */
class Chunk {
  readonly capacity: number;
  /** The number of its first line, and its time. */
  readonly numbers: Float64Array;
  /** Where it begins, and where it ends with what kind it is. */
  readonly places: Int32Array;
  readonly blocks: (Block | undefined)[];

  constructor(capacity: number, before?: Chunk) {
    const bytes = new ArrayBuffer(24 * capacity);
    this.capacity = capacity;
    this.numbers = new Float64Array(bytes, 0, 2 * capacity);
    this.places = new Int32Array(bytes, 16 * capacity);
    this.blocks = before?.blocks ?? [];
    if (before === undefined) return;
    this.numbers.set(before.numbers);
    this.places.set(before.places);
  }
}

/** The runs of a log, oldest first, found by the numbers of their lines. Indexes hold until a run is dropped. */
export class RunTable {
  #chunks: Chunk[] = [];
  /** The index of the oldest run, in the first chunk. */
  #head = 0;
  #end = 0;
  #first = 0;
  #next = 0;
  #capacity = 0;
  /** Where was found what was looked for last: whoever reads goes on there. */
  #found = 0;

  /** Bytes of memory held. */
  get bytes(): number {
    return RUN_BYTES * this.#capacity;
  }

  /** The number that the next line will have. */
  get next(): number {
    return this.#next;
  }

  /** The number of the first line, or of the next where there is none. */
  get first(): number {
    return this.#first;
  }

  /** Lines behind the oldest run. */
  get behindFirst(): number {
    return this.#next - this.#numberAt(this.#head + 1);
  }

  get isEmpty(): boolean {
    return this.#head === this.#end;
  }

  /** The index behind the last run. */
  get end(): number {
    return this.#end;
  }

  /** Adds a run of the next lines; one without a block is a line that has begun. */
  push(lines: number, stream: LogStream, time: number, block: Block | undefined, start: number, end: number): void {
    if (this.isEmpty) this.#first = this.#next;
    const chunk = this.#roomy();
    const slot = this.#end & SLOT_MASK;
    chunk.numbers[2 * slot] = this.#next;
    chunk.numbers[2 * slot + 1] = time;
    chunk.places[2 * slot] = start;
    chunk.places[2 * slot + 1] = end | (stream << END_BITS);
    chunk.blocks[slot] = block;
    this.#end++;
    this.#next += lines;
  }

  /** Whether the last run is of a stream and a time, and in a block. */
  endsWith(stream: LogStream, time: number, block: Block): boolean {
    const chunk = this.#chunks.at(-1);
    const slot = (this.#end - 1) & SLOT_MASK;
    if (this.isEmpty || chunk?.blocks[slot] !== block || chunk.numbers[2 * slot + 1] !== time) return false;
    return (((chunk.places[2 * slot + 1] ?? 0) >> END_BITS) & STREAM_MASK) === stream;
  }

  /** The last run goes on. */
  extend(lines: number, bytes: number): void {
    const places = this.#chunks.at(-1)?.places;
    const slot = (this.#end - 1) & SLOT_MASK;
    if (places !== undefined) places[2 * slot + 1] = (places[2 * slot + 1] ?? 0) + bytes;
    this.#next += lines;
  }

  /** A line that had begun is complete. */
  settle(number: number, block: Block, start: number, end: number, lineEnd: LineEnd): void {
    const index = this.indexOf(number);
    const chunk = this.#chunks[index >> CHUNK_BITS];
    if (chunk === undefined) return;
    const slot = index & SLOT_MASK;
    const stream = ((chunk.places[2 * slot + 1] ?? 0) >> END_BITS) & STREAM_MASK;
    chunk.blocks[slot] = block;
    chunk.places[2 * slot] = start;
    chunk.places[2 * slot + 1] = end | (stream << END_BITS) | (LINE_ENDS.indexOf(lineEnd) << (END_BITS + 2));
  }

  /** The run at an index. */
  at(index: number): Run | undefined {
    if (index < this.#head || index >= this.#end) return undefined;
    const chunk = this.#chunks[index >> CHUNK_BITS];
    if (chunk === undefined) return undefined;
    const slot = index & SLOT_MASK;
    const number = chunk.numbers[2 * slot] ?? 0;
    const place = chunk.places[2 * slot + 1] ?? 0;
    return {
      number,
      lines: this.#numberAt(index + 1) - number,
      stream: streamOf(place),
      time: chunk.numbers[2 * slot + 1] ?? 0,
      block: chunk.blocks[slot],
      start: chunk.places[2 * slot] ?? 0,
      end: place & END_MASK,
      lineEnd: LINE_ENDS[place >> (END_BITS + 2)] ?? 'whole',
    };
  }

  /** The run at an index with those behind it that lie beside it in its block, as far as they begin before a line: as one run. */
  joinedAt(index: number, to: number): Run | undefined {
    const first = this.at(index);
    if (first?.block === undefined || first.number + first.lines >= to) return first;
    let next = index + 1;
    let { end } = first;
    for (; next < this.#end && this.#numberAt(next) < to; next++) {
      const chunk = this.#chunks[next >> CHUNK_BITS];
      const slot = next & SLOT_MASK;
      if (chunk?.blocks[slot] !== first.block || chunk.places[2 * slot] !== end) break;
      end = (chunk.places[2 * slot + 1] ?? 0) & END_MASK;
    }
    return { ...first, lines: this.#numberAt(next) - first.number, end };
  }

  /** Copies a run of one line. @returns its bytes; 0 where the line's run has others, has no block, or there is no room for it */
  copyLine(number: number, into: Buffer, at: number): number {
    const index = this.indexOf(number);
    const chunk = this.#chunks[index >> CHUNK_BITS];
    const slot = index & SLOT_MASK;
    const block = chunk?.blocks[slot];
    if (block === undefined || this.#numberAt(index) !== number || this.#numberAt(index + 1) !== number + 1) return 0;
    const start = chunk?.places[2 * slot] ?? 0;
    const length = ((chunk?.places[2 * slot + 1] ?? 0) & END_MASK) - start;
    if (length > into.length - at) return 0;
    into.set(block.bytes.subarray(start, start + length), at);
    return length;
  }

  /** The index of the run that has a line, or of the first one behind it. */
  indexOf(number: number): number {
    const found = this.#found;
    if (found >= this.#head && found < this.#end && this.#numberAt(found) <= number) {
      if (number < this.#numberAt(found + 1)) return found;
      if (number < this.#numberAt(found + 2)) return ++this.#found;
    }
    let [low, high] = [this.#head, this.#end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#numberAt(middle + 1) <= number) low = middle + 1;
      else high = middle;
    }
    this.#found = low;
    return low;
  }

  /** Takes the oldest run off. */
  shift(): Run | undefined {
    const front = this.at(this.#head);
    if (front === undefined) return undefined;
    const chunk = this.#chunks[0];
    if (chunk !== undefined) chunk.blocks[this.#head] = undefined;
    this.#head++;
    if (this.#head === CHUNK_RUNS) this.#dropChunk();
    this.#first = this.#numberAt(this.#head);
    return front;
  }

  /** Gives all memory back; the lines go on counting. */
  clear(): void {
    this.#chunks = [];
    this.#capacity = 0;
    this.#head = 0;
    this.#end = 0;
    this.#first = this.#next;
  }

  #dropChunk(): void {
    this.#capacity -= this.#chunks.shift()?.capacity ?? 0;
    this.#head = 0;
    this.#end -= CHUNK_RUNS;
    this.#found = Math.max(0, this.#found - CHUNK_RUNS);
  }

  /** The last chunk, with room for a run more. */
  #roomy(): Chunk {
    const last = this.#chunks.at(-1);
    const used = this.#end - CHUNK_RUNS * (this.#chunks.length - 1);
    if (last !== undefined && used < last.capacity) return last;
    const grows = last !== undefined && last.capacity < CHUNK_RUNS;
    const chunk = grows ? new Chunk(2 * last.capacity, last) : new Chunk(last === undefined ? FIRST_RUNS : CHUNK_RUNS);
    this.#capacity += chunk.capacity;
    if (grows) this.#capacity -= this.#chunks.pop()?.capacity ?? 0;
    this.#chunks.push(chunk);
    return chunk;
  }

  #numberAt(index: number): number {
    if (index >= this.#end) return this.#next;
    return this.#chunks[index >> CHUNK_BITS]?.numbers[2 * (index & SLOT_MASK)] ?? this.#next;
  }
}

function streamOf(place: number): LogStream {
  const stream = (place >> END_BITS) & STREAM_MASK;
  return stream === 1 || stream === 2 ? stream : 0;
}
