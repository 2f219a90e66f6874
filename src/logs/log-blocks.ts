/** A piece of memory that holds whole lines, each with its newline. */
export interface Block {
  readonly bytes: Buffer;
  /** Bytes filled so far. */
  used: number;
  /** Runs of lines that are still kept in it. */
  runs: number;
}

/** The most that one block holds; also the most that one call may put. */
export const BLOCK_BYTES = 64 * 1024;

/** Most tasks write little: the first block is small, and each next one twice as large. */
const FIRST_BLOCK_BYTES = 512;

/** The memory of one log: filled from one end, given back from the other. One block is kept for reuse, so that a flood allocates nothing. */
export class Blocks {
  #current: Block | undefined;
  #spare: Block | undefined;
  #bytes = 0;

  /** Bytes of memory held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The block that has room for `length` bytes more. They belong to a run that the caller counts in `runs`. */
  roomFor(length: number): Block {
    const current = this.#current;
    if (current !== undefined && current.used + length <= current.bytes.length) return current;
    const next = this.#take(
      Math.max(length, Math.min(BLOCK_BYTES, 2 * (current?.bytes.length ?? FIRST_BLOCK_BYTES / 2))),
    );
    this.#current = next;
    if (current !== undefined) this.#giveBack(current);
    return next;
  }

  /** A run of lines is no longer kept. */
  release(block: Block): void {
    block.runs--;
    this.#giveBack(block);
  }

  /** No flood is expected any more. */
  freeSpare(): void {
    this.#bytes -= this.#spare?.bytes.length ?? 0;
    this.#spare = undefined;
  }

  #take(length: number): Block {
    const spare = this.#spare;
    if (spare !== undefined && spare.bytes.length >= length) {
      this.#spare = undefined;
      return spare;
    }
    this.#bytes += length;
    return { bytes: Buffer.alloc(length), used: 0, runs: 0 };
  }

  #giveBack(block: Block): void {
    if (block.runs > 0 || block === this.#current) return;
    if (this.#spare === undefined && block.bytes.length === BLOCK_BYTES) {
      block.used = 0;
      this.#spare = block;
      return;
    }
    this.#bytes -= block.bytes.length;
  }
}
