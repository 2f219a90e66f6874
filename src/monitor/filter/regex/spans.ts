import { Automaton } from './automaton.ts';
import { programOf } from './program.ts';
import type { ReadRegex } from './regex.ts';
import type { Node } from './syntax.ts';

/** From where up to where a match stands, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** Letters that are looked at for each letter of a text: expressions that need more may have matches that are not found. */
const PATIENCE = 64;

/** Finds where the matches of an expression are: of those that begin first the longest, and so on behind it. Empty ones do not count. */
export class SpanFinder {
  /** From the end it finds where matches begin, so that no time is lost where none do. */
  readonly #backward: Automaton;
  readonly #forward: Automaton;

  constructor({ tree, program }: ReadRegex, anyCase: boolean) {
    this.#backward = new Automaton(programOf(reversed(tree)) ?? [{ op: 'done' }], anyCase);
    this.#forward = new Automaton(program, anyCase, 'first');
  }

  spansIn(text: string): Span[] {
    const spans: Span[] = [];
    const begins = this.#backward.beginnings(text);
    const patience = { letters: PATIENCE * (text.length + 1) };
    for (let at = begins.indexOf(1); at >= 0; ) {
      const end = this.#forward.longest(text, at, patience);
      if (end > at) spans.push([at, end]);
      at = begins.indexOf(1, Math.max(end, at + 1));
    }
    return spans;
  }
}

/** The expression that finds the same from the end to the beginning. */
function reversed(node: Node): Node {
  if (node.kind === 'all') return { kind: 'all', of: node.of.map(reversed).reverse() };
  if (node.kind === 'any') return { kind: 'any', of: node.of.map(reversed) };
  if (node.kind === 'repeat') return { ...node, of: reversed(node.of) };
  if (node.kind === 'start') return { kind: 'end' };
  return node.kind === 'end' ? { kind: 'start' } : node;
}
