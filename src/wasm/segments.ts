import { type Edit, REPEATS } from './edit.ts';

/** A loop, or the code of a function outside of loops, that weighs more is charged by segments. */
const SPLIT = 512;

/** A segment that weighs less is charged where the one before it begins. */
const LIGHT = 96;

/** What a call counts for while it is not known what it costs. */
const CALL = 32;

/** A charge pays for no more weight than this, and for no more calls: what lies further along is charged when it is reached. */
const MOST_WEIGHT = 20_000;
const MOST_CALLS = 32;

/** The code outside of loops, among the loops. */
const OUTSIDE = 0;

/**
 * Pieces of a body that are entered at their beginning alone: behind each branch, behind each place that branches lead to, and in
 * the midst of long straight-line code. Every way into a segment leads through its parent. So large code can be charged by the
 * ways that are really taken, where the sum of all of them (the cases of an interpreter's switch, say) would bring a
 * safepoint every few instructions.
 */
export class Segments {
  /** The one that is being read, and what it weighs so far. */
  #current = 0;
  #read = 0;
  /** Whether only long code is divided, so that as little as possible is added. */
  #isCoarse = false;
  #count = 0;
  readonly #at: number[] = [];
  /** -1 for the beginning of a loop or the body. */
  readonly #parent: number[] = [];
  /** The innermost loop that it is in, by its number. */
  readonly #loop: number[] = [];
  readonly #weight: number[] = [];
  readonly #calls: number[] = [];
  readonly #isOwn: boolean[] = [];
  /** Who pays for it; undefined for the function's entry. */
  readonly #payer: (Edit | undefined)[] = [];
  /** By number, the code outside of loops first. */
  #loops: (Edit | undefined)[] = [];
  readonly #total: number[] = [];

  /** Begins a body. */
  reset(isCoarse: boolean): void {
    this.#isCoarse = isCoarse;
    this.#count = 0;
    this.#current = 0;
    this.#loops = [undefined];
    this.#add(0, -1, OUTSIDE);
  }

  get current(): number {
    return this.#current;
  }

  openLoop(loop: Edit): void {
    this.#add(loop.at, -1, this.#loops.push(loop) - 1);
  }

  /** @param at the instruction that it begins with @param parent it is reached through that only */
  open(at: number, parent: number): void {
    this.#add(at, parent, this.#loop[parent] as number);
  }

  /** Goes on with a segment that was left for a loop. */
  resume(id: number): void {
    this.#weight[this.#current] = this.#read;
    this.#current = id;
    this.#read = this.#weight[id] as number;
  }

  /** The instruction at `at` weighs so much. */
  weigh(weight: number, at: number): void {
    this.#read += weight;
    if (this.#read <= MOST_WEIGHT) return;
    this.#read -= weight;
    this.open(at, this.#current);
    this.#read = weight;
  }

  /** A call at `at`. @returns the segment, for `payerOf` */
  call(at: number): number {
    if (this.#calls[this.#current] === MOST_CALLS) this.open(at, this.#current);
    (this.#calls[this.#current] as number)++;
    return this.#current;
  }

  /**
   * Decides which are charged for themselves, and what loops and segments are charged.
   * @returns the edits of these segments, in the order of the code, those outside of loops as `charge`; and the weight that is left for
   * the function's entry
   */
  split(): { readonly edits: readonly Edit[]; readonly weight: number } {
    this.#weight[this.#current] = this.#read;
    if (this.#sumUp() > SPLIT) this.#merge();
    else this.#mergeAll();
    const edits: Edit[] = [];
    for (let id = 0; id < this.#count; id++) {
      const parent = this.#parent[id] as number;
      if (parent < 0) this.#payer[id] = this.#loopCharge(id);
      else if (this.#isOwn[id]) edits.push(this.#charge(id));
      else this.#payer[id] = this.#payer[parent];
    }
    return { edits: edits.length === 0 ? NONE : edits, weight: this.#weight[0] as number };
  }

  /** The edit that pays for a segment after `split`; undefined for the function's entry. */
  payerOf(id: number): Edit | undefined {
    return this.#payer[id];
  }

  #add(at: number, parent: number, loop: number): void {
    const id = this.#count++;
    this.#weight[this.#current] = this.#read;
    this.#current = id;
    this.#read = 0;
    this.#at[id] = at;
    this.#parent[id] = parent;
    this.#loop[id] = loop;
    this.#weight[id] = 0;
    this.#calls[id] = 0;
  }

  /** Sums up what the loops weigh. @returns what all weigh together */
  #sumUp(): number {
    for (let loop = 0; loop < this.#loops.length; loop++) this.#total[loop] = 0;
    let all = 0;
    for (let id = 0; id < this.#count; id++) {
      const guess = this.#guess(id);
      all += guess;
      (this.#total[this.#loop[id] as number] as number) += guess;
    }
    return all;
  }

  /** Adds what all segments weigh to the beginning of their loop. */
  #mergeAll(): void {
    for (let id = this.#count - 1; id > 0; id--) {
      const parent = this.#parent[id] as number;
      this.#isOwn[id] = false;
      if (parent >= 0) (this.#weight[parent] as number) += this.#weight[id] as number;
    }
  }

  /** Adds to each parent, from the last on, what its children weigh that are not charged for themselves. */
  #merge(): void {
    for (let id = this.#count - 1; id > 0; id--) {
      const parent = this.#parent[id] as number;
      if (parent < 0) continue;
      this.#isOwn[id] = this.#loops[this.#loop[id] as number]?.repeated === undefined && !this.#joins(id, parent);
      if (this.#isOwn[id]) continue;
      (this.#weight[parent] as number) += this.#weight[id] as number;
      (this.#calls[parent] as number) += this.#calls[id] as number;
    }
  }

  /** Whether a segment is light enough to be charged where its parent is. */
  #joins(id: number, parent: number): boolean {
    const isHeavy = (this.#total[this.#loop[id] as number] as number) > SPLIT && this.#guess(id) >= LIGHT;
    return (
      (this.#isCoarse || !isHeavy) &&
      (this.#weight[parent] as number) + (this.#weight[id] as number) <= MOST_WEIGHT &&
      (this.#calls[parent] as number) + (this.#calls[id] as number) <= MOST_CALLS
    );
  }

  #guess(id: number): number {
    return (this.#weight[id] as number) + CALL * (this.#calls[id] as number);
  }

  /** Charges a loop, or the entry, for its beginning and what was added to that. */
  #loopCharge(id: number): Edit | undefined {
    const loop = this.#loops[this.#loop[id] as number];
    if (loop !== undefined)
      loop.value = (1 + (this.#weight[id] as number)) * (loop.repeated === undefined ? 1 : REPEATS);
    return loop;
  }

  #charge(id: number): Edit {
    const kind = this.#loop[id] === OUTSIDE ? 'charge' : 'loop';
    const edit: Edit = { at: this.#at[id] as number, drop: 0, kind, value: this.#weight[id] as number };
    this.#payer[id] = edit;
    return edit;
  }
}

const NONE: readonly Edit[] = [];
