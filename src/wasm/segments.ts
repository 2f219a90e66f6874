import type { Edit } from './code-scan.ts';

/** A loop, or the code of a function outside of loops, that weighs more is charged by segments. */
const SPLIT = 512;

/** A segment without calls that weighs less is charged where the one before it begins. */
const LIGHT = 64;

/** What a call counts for while it is not known what it costs. */
const CALL = 32;

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
  /** The innermost loop that it is in. */
  readonly #loop: (Edit | undefined)[] = [];
  readonly #weight: number[] = [];
  readonly #calls: number[] = [];
  /** Who pays for it. */
  readonly #payer: (Edit | undefined)[] = [];

  /** Begins a body. */
  reset(): void {
    this.#count = 0;
    this.#add(0, -1, undefined);
  }

  openLoop(loop: Edit): void {
    this.#add(loop.at, -1, loop);
  }

  /** @param at the instruction that it begins with @param parent it is reached through that only */
  open(at: number, parent: number): void {
    this.#add(at, parent, this.#loop[parent]);
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
  split(): Edit[] {
    const large = this.#large();
    for (let id = 0; id < this.#count; id++) this.#payer[id] = this.#loop[id];
    if (large.size === 0) return [];
    for (let id = this.#count - 1; id > 0; id--) {
      if (this.#isOwn(id, large)) continue;
      const parent = this.#parent[id] as number;
      if (parent >= 0) (this.#weight[parent] as number) += this.#weight[id] as number;
    }
    const edits: Edit[] = [];
    for (let id = 1; id < this.#count; id++) {
      const parent = this.#parent[id] as number;
      if (parent < 0) continue;
      const loop = this.#loop[id];
      if (!this.#isOwn(id, large)) {
        this.#payer[id] = this.#payer[parent];
        continue;
      }
      const value = this.#weight[id] as number;
      const edit: Edit = { at: this.#at[id] as number, drop: 0, kind: loop === undefined ? 'charge' : 'loop', value };
      if (loop !== undefined) loop.value -= value;
      this.#payer[id] = edit;
      edits.push(edit);
    }
    return edits;
  }

  /** The edit that pays for a segment after `split`; undefined for the function's entry. */
  payerOf(id: number): Edit | undefined {
    return this.#payer[id];
  }

  #add(at: number, parent: number, loop: Edit | undefined): void {
    const id = this.#count++;
    this.current = id;
    this.#at[id] = at;
    this.#parent[id] = parent;
    this.#loop[id] = loop;
    this.#weight[id] = 0;
    this.#calls[id] = 0;
  }

  #isOwn(id: number, large: ReadonlySet<Edit | undefined>): boolean {
    if ((this.#parent[id] as number) < 0 || !large.has(this.#loop[id])) return false;
    return (this.#weight[id] as number) >= LIGHT || (this.#calls[id] as number) > 0;
  }

  #large(): Set<Edit | undefined> {
    const sums = new Map<Edit | undefined, number>();
    for (let id = 0; id < this.#count; id++) {
      const loop = this.#loop[id];
      const weight = (this.#weight[id] as number) + CALL * (this.#calls[id] as number);
      sums.set(loop, (sums.get(loop) ?? 0) + weight);
    }
    const large = new Set<Edit | undefined>();
    for (const [loop, sum] of sums) if (sum > SPLIT && loop?.repeated === undefined) large.add(loop);
    return large;
  }
}
