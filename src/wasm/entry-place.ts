/** A function whose code before its first loop or call weighs more is charged where it begins. */
const LIGHT_BEGINNING = 256;

/**
 * Finds the latest place in a body that every way to a loop or a call passes: there the charge of the entry goes, and the ways that end
 * sooner go without.
 */
export class EntryPlace {
  /** For each open block where it begins, and the weight before it. */
  readonly #blockAt: number[] = [];
  readonly #blockWeight: number[] = [];
  #depth = 0;
  /** The place, the weight before it, the number of blocks open there, and the fewest that were open since. */
  #at = -1;
  #weight = 0;
  #blocks = 0;
  #fewest = 0;
  /** Where the outermost block begins that it stands in and that was left since, and the weight before it. */
  #leftAt = 0;
  #leftWeight = 0;

  /** Begins a body. */
  reset(): void {
    this.#depth = 0;
    this.#at = -1;
  }

  open(at: number, weight: number): void {
    this.#blockAt[this.#depth] = at;
    this.#blockWeight[this.#depth] = weight;
    this.#depth++;
  }

  close(): void {
    this.leave();
    this.#depth--;
  }

  /** The innermost block ends, or one of its arms: what was passed in there is not passed by who took another way. */
  leave(): void {
    const outside = this.#depth - 1;
    if (outside >= this.#fewest) return;
    this.#fewest = outside;
    this.#leftAt = this.#blockAt[outside] as number;
    this.#leftWeight = this.#blockWeight[outside] as number;
  }

  /** A loop or a call at `at`: the place has to be passed on the way here too. */
  pass(at: number, weight: number): void {
    if (this.#at < 0) {
      this.#at = at;
      this.#weight = weight;
      this.#blocks = this.#depth;
    } else if (this.#fewest < this.#blocks) {
      // The block that it stands in was left: it moves out, to before that block.
      this.#at = this.#leftAt;
      this.#weight = this.#leftWeight;
      this.#blocks = this.#fewest;
    }
    this.#fewest = this.#blocks;
  }

  /** @param codeAt where the body's code begins @returns the place, and the weight before it */
  found(codeAt: number): { readonly entryAt: number; readonly beginning: number } {
    const isLate = this.#at >= 0 && this.#weight <= LIGHT_BEGINNING;
    return isLate ? { entryAt: this.#at, beginning: this.#weight } : { entryAt: codeAt, beginning: 0 };
  }
}
