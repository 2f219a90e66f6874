import type { Edit } from './edit.ts';

/** A loop, or the code of a function outside of loops, that weighs more is charged by segments. */
const SPLIT = 512;

/** A segment that weighs less is charged where the one before it begins. */
const LIGHT = 96;

/** What a call counts for while it is not known what it costs. */
const CALL = 32;

/** The code outside of loops, among the loops. */
const OUTSIDE = 0;

/**
 * Pieces of a body that are entered at their beginning alone: behind each branch, and behind each place that branches lead to. Who
 * enters one has come through its parent. So large code can be charged by the ways that are really taken, where the sum
 * of all of them (the cases of an interpreter's switch, say) would bring a safepoint every few instructions.
 */
export class Segments {
  /** The one that is being read. */
  current = 0;
  #count = 0;
  readonly #at: number[] = [];
  /** -1 for the beginning of a loop or the body. */
  readonly #parent: number[] = [];
  /** The innermost loop that it is in, by its number. */
  readonly #loop: number[] = [];
  readonly #weight: number[] = [];
  readonly #calls: number[] = [];
  /** Who pays for it; undefined for the function's entry. */
  #payer: (Edit | undefined)[] = [];
  /** By number, the code outside of loops first. */
  #loops: (Edit | undefined)[] = [];
  readonly #total: number[] = [];

  /** Begins a body. */
  reset(): void {
    this.#count = 0;
    this.#loops = [undefined];
    this.#add(0, -1, OUTSIDE);
  }

  openLoop(loop: Edit): void {
    this.#add(loop.at, -1, this.#loops.push(loop) - 1);
  }

  /** @param at the instruction that it begins with @param parent it is reached through that only */
  open(at: number, parent: number): void {
    this.#add(at, parent, this.#loop[parent] as number);
  }

  weigh(weight: number): void {
    (this.#weight[this.current] as number) += weight;
  }

  /** A call in it. @returns the segment, for `payerOf` */
  call(): number {
    (this.#calls[this.current] as number)++;
    return this.current;
  }

  /**
   * Decides which are charged for themselves; what they weigh is taken from their loops.
   * @returns their edits, in the order of the code; those outside of loops are `charge`
   */
  split(): readonly Edit[] {
    const isLarge = this.#sumUp();
    for (let id = 0; id < this.#count; id++) this.#payer[id] = this.#loops[this.#loop[id] as number];
    if (!isLarge) return NONE;
    this.#mergeLight();
    const edits: Edit[] = [];
    for (let id = 1; id < this.#count; id++) {
      const parent = this.#parent[id] as number;
      if (parent < 0) continue;
      if (this.#isOwn(id)) edits.push(this.#charge(id));
      else this.#payer[id] = this.#payer[parent];
    }
    return edits;
  }

  /** The edit that pays for a segment after `split`; undefined for the function's entry. */
  payerOf(id: number): Edit | undefined {
    return this.#payer[id];
  }

  #add(at: number, parent: number, loop: number): void {
    const id = this.#count++;
    this.current = id;
    this.#at[id] = at;
    this.#parent[id] = parent;
    this.#loop[id] = loop;
    this.#weight[id] = 0;
    this.#calls[id] = 0;
  }

  /** Sums up what the loops weigh. @returns whether any is large */
  #sumUp(): boolean {
    for (let loop = 0; loop < this.#loops.length; loop++) this.#total[loop] = 0;
    let all = 0;
    for (let id = 0; id < this.#count; id++) {
      const heavy = this.#guess(id);
      all += heavy;
      (this.#total[this.#loop[id] as number] as number) += heavy;
    }
    return all > SPLIT;
  }

  /** Adds to each parent, from the last on, what its light children weigh. */
  #mergeLight(): void {
    for (let id = this.#count - 1; id > 0; id--) {
      const parent = this.#parent[id] as number;
      if (parent < 0 || this.#isOwn(id)) continue;
      (this.#weight[parent] as number) += this.#weight[id] as number;
      (this.#calls[parent] as number) += this.#calls[id] as number;
    }
  }

  #isOwn(id: number): boolean {
    const loop = this.#loop[id] as number;
    return (
      (this.#total[loop] as number) > SPLIT && this.#guess(id) >= LIGHT && this.#loops[loop]?.repeated === undefined
    );
  }

  #guess(id: number): number {
    return (this.#weight[id] as number) + CALL * (this.#calls[id] as number);
  }

  #charge(id: number): Edit {
    const loop = this.#loops[this.#loop[id] as number];
    const value = this.#weight[id] as number;
    if (loop !== undefined) loop.value -= value;
    const edit: Edit = { at: this.#at[id] as number, drop: 0, kind: loop === undefined ? 'charge' : 'loop', value };
    this.#payer[id] = edit;
    return edit;
  }
}

const NONE: readonly Edit[] = [];
