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

/**
 * Finds whether a text has a match, going once over its letters with all ways at a time. So the time is bounded by
 * the letters times the steps, whatever the expression; states that were met before cost one look-up a letter.
 */
export class Automaton {
  readonly #steps: readonly Step[];
  readonly #alphabet: Alphabet;
  readonly #states = new Map<string, State>();
  #start: State;

  constructor(steps: readonly Step[], anyCase: boolean) {
    const atoms = steps.flatMap((step) => (step.op === 'atom' ? [step.source] : []));
    this.#steps = steps;
    this.#alphabet = new Alphabet(atoms, anyCase);
    this.#start = this.#state([0], 'edge');
  }

  test(text: string): boolean {
    let state = this.#start;
    for (let at = 0; at < text.length; at++) {
      const letter = this.#alphabet.classOf(text.charCodeAt(at));
      const next = (state.next[letter.index] ??= this.#after(state, letter));
      if (next === 'found') return true;
      state = next;
    }
    return (state.foundAtEnd ??= this.#reached(state, 'edge') === 'found');
  }

  #after(state: State, letter: LetterClass): State | 'found' {
    const side = letter.isWord ? 'word' : 'other';
    const reached = this.#reached(state, side);
    if (reached === 'found') return 'found';
    const taken = reached.filter((at) => {
      const step = this.#steps[at];
      return step?.op === 'atom' && letter.taken.has(step.source);
    });
    // A match may begin anywhere, so step 0 is always among them.
    return this.#state([0, ...taken.map((at) => at + 1)], side);
  }

  /** All steps that can be reached without a letter, before what stands on the other side. */
  #reached(state: State, after: Side): number[] | 'found' {
    const reached = new Set(state.steps);
    for (const at of reached) {
      const step = this.#steps[at];
      if (step === undefined || step.op === 'done') return 'found';
      if (step.op === 'atom') continue;
      if (step.op === 'split') for (const to of step.to) reached.add(to);
      else if (holds(step.op, state.before, after)) reached.add(at + 1);
    }
    return [...reached];
  }

  #state(steps: readonly number[], before: Side): State {
    const sorted = [...new Set(steps)].sort((a, b) => a - b);
    const key = `${before} ${sorted.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= MOST_STATES) this.#forget();
    const state: State = { steps: sorted, before, next: [] };
    this.#states.set(key, state);
    return state;
  }

  #forget(): void {
    this.#states.clear();
    this.#start = { ...this.#start, next: [] };
  }
}

function holds(assertion: 'start' | 'end' | 'boundary' | 'inside', before: Side, after: Side): boolean {
  if (assertion === 'start') return before === 'edge';
  if (assertion === 'end') return after === 'edge';
  return (assertion === 'boundary') === ((before === 'word') !== (after === 'word'));
}
