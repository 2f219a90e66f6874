import type { FieldSpec } from './field.ts';
import { findField } from './field.ts';
import { Grammar } from './grammar.ts';
import { type FilterProblem, isProblem } from './problem.ts';
import type { Filterable } from './row.ts';
import { tokensOf } from './token.ts';

/** A filter that was understood. */
export interface Filter {
  matches(row: Filterable): boolean;
  /** The fields that it compares, by their own names: what has to be collected for it. */
  readonly fields: readonly string[];
  /** Nothing was typed, and everything matches. */
  readonly isEmpty: boolean;
}

/** In UTF-16 units. Parentheses are read by descent, which must not run out of stack. */
const MOST_LETTERS = 1_000;

/**
 * Compiles a filter such as `cpu>5 and user=root and !chrome` (docs/filter.md). While it is typed it is often incomplete, which is a problem as well.
 * A bare or quoted word, or a regular expression, is looked for in the text of a row; in any case unless it has an upper-case letter.
 */
export function parseFilter(text: string, fields: readonly FieldSpec[]): Filter | FilterProblem {
  if (text.length > MOST_LETTERS)
    return { at: MOST_LETTERS, end: text.length, text: `a filter has at most ${MOST_LETTERS} letters` };
  const tokens = tokensOf(text, (name) => findField(name, fields) !== undefined);
  if (tokens.length === 0) return { matches: () => true, fields: [], isEmpty: true };
  const grammar = new Grammar(tokens, fields, text.length);
  const matches = grammar.compile();
  return isProblem(matches) ? matches : { matches, fields: [...grammar.compared], isEmpty: false };
}
