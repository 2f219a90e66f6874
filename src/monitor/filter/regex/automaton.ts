import { Alphabet, type LetterClass } from './alphabet.ts';
import type { Step } from './program.ts';

/** Where all ways through the steps are, behind a letter. */
interface State {
  readonly steps: readonly number[];
  readonly before: Side;
  /** A match ended before that letter. */
  readonly isMatch: boolean;
  /** By the index of the next letter's class. */
  readonly next: State[];
  matchesAtEnd?: boolean;
  /** Where its row in the table begins; 0 for one that has none. */
  readonly row: number;
}

/** Letters that have a place in a row: most logs have no others. */
const ROW = 128;

/** What stands on one side of a place. */
type Side = 'edge' | 'word' | 'other';

/** So many are kept; past that all are forgotten, and made again as they are needed. */
const MOST_STATES = 500;

/** What was forgotten so often has too many states to meet one again: looking for it would take longer than making it. */
const MOST_FORGOTTEN = 5;

/** No letter's class; never met. */
const OUTSIDE: LetterClass = { isWord: false, taken: [] };

/** How many letters may still be looked at. */
export interface Patience {
  letters: number;
}

/**
 * Finds whether a text has a match, going once over its letters with all ways at a time. So the time is bounded by
 * the letters times the steps, whatever the expression; states that were met before cost one look-up a letter.
 */
export class Automaton {
  readonly #steps: readonly Step[];
  readonly #alphabet: Alphabet;
  /** Where else than at the first letter a match may begin. */
  readonly #begins: readonly number[];
  /** For each step: the walk that met it last. */
  readonly #met: Float64Array;
  #walk = 0;
  readonly #states = new Map<string, State>();
  readonly #starts = new Map<Side, State>();
  #forgotten = 0;
  /** For each row, and each letter up to ROW, the row of the state behind it; 0 where it is not known, has none, or is a match. */
  #table = new Int32Array(16 * ROW);
  /** The states by their rows; the first row is nobody's. */
  #rows: (State | undefined)[] = [undefined];
  /** How far the last skim came. */
  #at = 0;

  /** @param begins whether a match may begin at any letter, or at the first alone */
  constructor(steps: readonly Step[], anyCase: boolean, begins: 'anywhere' | 'first' = 'anywhere') {
    this.#steps = steps;
    this.#begins = begins === 'anywhere' ? [0] : [];
    this.#met = new Float64Array(steps.length);
    this.#alphabet = new Alphabet(
      steps.map((step) => (step.op === 'atom' ? step.source : undefined)),
      anyCase,
    );
  }

  /** Looks at a text, or at a line in it. */
  test(text: string, from = 0, to = text.length): boolean {
    let state = this.#start('edge');
    for (let at = from; at < to; at++) {
      if (state.row > 0) {
        state = this.#skim(text, at, to, state);
        at = this.#at;
        if (at === to) break;
      }
      state = this.#learn(state, text.charCodeAt(at));
      if (state.isMatch) return true;
    }
    return this.#matchesAtEnd(state);
  }

  /** Goes on as far as the table knows. */
  #skim(text: string, from: number, to: number, state: State): State {
    const table = this.#table;
    let { row } = state;
    let at = from;
    for (; at < to; at++) {
      const letter = text.charCodeAt(at);
      const next = letter < ROW ? (table[row + letter] ?? 0) : 0;
      if (next === 0) break;
      row = next;
    }
    this.#at = at;
    return this.#rows[row / ROW] ?? state;
  }

  /** Goes over one letter, and enters into the table where it leads. */
  #learn(state: State, code: number): State {
    const forgotten = this.#forgotten;
    const letter = this.#alphabet.indexOf(code);
    const next = state.next[letter] ?? this.#after(state, letter);
    if (code < ROW && state.row > 0 && !next.isMatch && forgotten === this.#forgotten)
      this.#table[state.row + code] = next.row;
    return next;
  }

  /** Where the longest match ends that begins at a letter; -1 where there is none. Made for one that begins at the first. */
  longest(text: string, from: number, patience: Patience): number {
    let state = this.#start(this.#sideOf(text, from - 1));
    let found = -1;
    for (let at = from; at < text.length; at++) {
      if (patience.letters-- <= 0) return found;
      const letter = this.#alphabet.indexOf(text.charCodeAt(at));
      state = state.next[letter] ?? this.#after(state, letter);
      if (state.isMatch) found = at;
      if (state.steps.length === 0) return found;
    }
    return this.#matchesAtEnd(state) ? text.length : found;
  }

  /** Goes from the end to the beginning: made of a reversed expression, it marks all places where a match begins. */
  beginnings(text: string): Uint8Array {
    const marked = new Uint8Array(text.length + 1);
    let state = this.#start('edge');
    for (let at = text.length - 1; at >= 0; at--) {
      const letter = this.#alphabet.indexOf(text.charCodeAt(at));
      state = state.next[letter] ?? this.#after(state, letter);
      if (state.isMatch) marked[at + 1] = 1;
    }
    if (this.#matchesAtEnd(state)) marked[0] = 1;
    return marked;
  }

  #start(before: Side): State {
    const known = this.#starts.get(before);
    if (known !== undefined) return known;
    const made = this.#state([0], before, false);
    this.#starts.set(before, made);
    return made;
  }

  #sideOf(text: string, at: number): Side {
    if (at < 0) return 'edge';
    const { isWord } = this.#alphabet.classes[this.#alphabet.indexOf(text.charCodeAt(at))] ?? OUTSIDE;
    return isWord ? 'word' : 'other';
  }

  #matchesAtEnd(state: State): boolean {
    state.matchesAtEnd ??= this.#isDone(this.#reached(state, 'edge'));
    return state.matchesAtEnd;
  }

  #after(state: State, letter: number): State {
    const { isWord, taken } = this.#alphabet.classes[letter] ?? OUTSIDE;
    const side = isWord ? 'word' : 'other';
    const reached = this.#reached(state, side);
    const next = this.#state(this.#behind(reached, taken), side, this.#isDone(reached));
    if (this.#forgotten < MOST_FORGOTTEN) state.next[letter] = next;
    return next;
  }

  /** The steps behind those that take a letter, with step 0 where a match may begin anywhere. */
  #behind(steps: readonly number[], taken: readonly boolean[]): number[] {
    const behind = [...this.#begins];
    for (const at of steps) if (taken[at] === true) behind.push(at + 1);
    return behind;
  }

  /** All steps that can be reached without a letter, before what stands on the other side. */
  #reached(state: State, after: Side): number[] {
    const reached: number[] = [];
    this.#walk++;
    for (const at of state.steps) this.#meet(at, reached);
    for (let i = 0; i < reached.length; i++) {
      const at = reached[i] ?? 0;
      const step = this.#steps[at];
      if (step === undefined || step.op === 'done' || step.op === 'atom') continue;
      if (step.op === 'split') for (const to of step.to) this.#meet(to, reached);
      else if (holds(step.op, state.before, after)) this.#meet(at + 1, reached);
    }
    return reached;
  }

  #isDone(reached: readonly number[]): boolean {
    return reached.includes(this.#steps.length - 1);
  }

  #meet(step: number, reached: number[]): void {
    if (this.#met[step] === this.#walk) return;
    this.#met[step] = this.#walk;
    reached.push(step);
  }

  #state(steps: readonly number[], before: Side, isMatch: boolean): State {
    if (this.#forgotten >= MOST_FORGOTTEN) return { steps, before, isMatch, next: [], row: 0 };
    const sorted = steps.toSorted((a, b) => a - b);
    const key = `${before} ${isMatch} ${sorted.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= MOST_STATES) this.#forget();
    const state: State = { steps: sorted, before, isMatch, next: [], row: ROW * this.#rows.length };
    this.#states.set(key, state);
    this.#rows.push(state);
    this.#makeRoom();
    return state;
  }

  #makeRoom(): void {
    if (ROW * this.#rows.length <= this.#table.length) return;
    const larger = new Int32Array(2 * this.#table.length);
    larger.set(this.#table);
    this.#table = larger;
  }

  #forget(): void {
    this.#forgotten++;
    this.#states.clear();
    this.#starts.clear();
    this.#table.fill(0);
    this.#rows = [undefined];
  }
}

function holds(assertion: 'start' | 'end' | 'boundary' | 'inside', before: Side, after: Side): boolean {
  if (assertion === 'start') return before === 'edge';
  if (assertion === 'end') return after === 'edge';
  return (assertion === 'boundary') === ((before === 'word') !== (after === 'word'));
}
