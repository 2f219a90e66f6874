import { Alphabet, type LetterClass } from './alphabet.ts';
import type { Step } from './program.ts';

/** Where all ways through the steps are, behind a letter. */
interface State {
  readonly steps: readonly number[];
  readonly before: Side;
  /** By the index of the next letter's class. */
  readonly next: (State | 'found')[];
  foundAtEnd?: boolean;
}

/** What stands on one side of a place. */
type Side = 'edge' | 'word' | 'other';

/** So many are kept; past that all are forgotten, and made again as they are needed. */
const MOST_STATES = 500;

/** What was forgotten so often has too many states to meet one again: looking for it would take longer than making it. */
const MOST_FORGOTTEN = 5;

/** No letter's class; never met. */
const OUTSIDE: LetterClass = { isWord: false, taken: [] };

/**
 * Finds whether a text has a match, going once over its letters with all ways at a time. So the time is bounded by
 * the letters times the steps, whatever the expression; states that were met before cost one look-up a letter.
 */
export class Automaton {
  readonly #steps: readonly Step[];
  readonly #alphabet: Alphabet;
  /** For each step: the walk that met it last. */
  readonly #met: Float64Array;
  #walk = 0;
  readonly #states = new Map<string, State>();
  #start: State;
  #forgotten = 0;

  constructor(steps: readonly Step[], anyCase: boolean) {
    this.#steps = steps;
    this.#met = new Float64Array(steps.length);
    this.#alphabet = new Alphabet(
      steps.map((step) => (step.op === 'atom' ? step.source : undefined)),
      anyCase,
    );
    this.#start = this.#state([0], 'edge');
  }

  test(text: string): boolean {
    let state = this.#start;
    for (let at = 0; at < text.length; at++) {
      const letter = this.#alphabet.indexOf(text.charCodeAt(at));
      const next = state.next[letter] ?? this.#after(state, letter);
      if (next === 'found') return true;
      state = next;
    }
    state.foundAtEnd ??= this.#reached(state, 'edge') === 'found';
    return state.foundAtEnd;
  }

  #after(state: State, letter: number): State | 'found' {
    const { isWord, taken } = this.#alphabet.classes[letter] ?? OUTSIDE;
    const side = isWord ? 'word' : 'other';
    const reached = this.#reached(state, side);
    const next = reached === 'found' ? reached : this.#state(this.#behind(reached, taken), side);
    if (this.#forgotten < MOST_FORGOTTEN) state.next[letter] = next;
    return next;
  }

  /** The steps behind those that take a letter. A match may begin anywhere, so step 0 goes with them. */
  #behind(steps: readonly number[], taken: readonly boolean[]): number[] {
    const behind = [0];
    for (const at of steps) if (taken[at] === true) behind.push(at + 1);
    return behind;
  }

  /** All steps that can be reached without a letter, before what stands on the other side. */
  #reached(state: State, after: Side): number[] | 'found' {
    const reached: number[] = [];
    this.#walk++;
    for (const at of state.steps) this.#meet(at, reached);
    for (let i = 0; i < reached.length; i++) {
      const at = reached[i] ?? 0;
      const step = this.#steps[at];
      if (step === undefined || step.op === 'done') return 'found';
      if (step.op === 'atom') continue;
      if (step.op === 'split') for (const to of step.to) this.#meet(to, reached);
      else if (holds(step.op, state.before, after)) this.#meet(at + 1, reached);
    }
    return reached;
  }

  #meet(step: number, reached: number[]): void {
    if (this.#met[step] === this.#walk) return;
    this.#met[step] = this.#walk;
    reached.push(step);
  }

  #state(steps: readonly number[], before: Side): State {
    if (this.#forgotten >= MOST_FORGOTTEN) return { steps, before, next: [] };
    const sorted = steps.toSorted((a, b) => a - b);
    const key = `${before} ${sorted.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= MOST_STATES) this.#forget();
    const state: State = { steps: sorted, before, next: [] };
    this.#states.set(key, state);
    return state;
  }

  #forget(): void {
    this.#forgotten++;
    this.#states.clear();
    this.#start = { ...this.#start, next: [] };
  }
}

function holds(assertion: 'start' | 'end' | 'boundary' | 'inside', before: Side, after: Side): boolean {
  if (assertion === 'start') return before === 'edge';
  if (assertion === 'end') return after === 'edge';
  return (assertion === 'boundary') === ((before === 'word') !== (after === 'word'));
}
