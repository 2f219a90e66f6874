import { operatorsOf } from './comparison.ts';
import { type FieldSpec, findField, namesOf } from './field.ts';
import { type Token, tokensOf } from './token.ts';

/** What may stand at a place of a filter. */
export interface FilterCompletion {
  /** Where what a candidate replaces begins, up to the cursor, in UTF-16 units. */
  readonly at: number;
  readonly candidates: readonly { readonly text: string; readonly note: string }[];
}

const NOT = { text: 'not', note: 'what does not match' };
const JOINS = [
  { text: 'and', note: 'both' },
  { text: 'or', note: 'one of them, or both' },
];
const IN = { text: 'in (', note: 'is one of several' };

/**
 * Says how the filter may go on at the cursor: names of fields, operators behind one, `and`, `or` and `not` where they may stand. Values
 * and quoted texts are the caller's matter: there are no candidates for them.
 */
export function completeFilter(text: string, cursor: number, fields: readonly FieldSpec[]): FilterCompletion {
  const before = text.slice(0, cursor);
  const tokens = tokensOf(before, (name) => findField(name, fields) !== undefined);
  const last = tokens.at(-1);
  if (isInList(tokens)) return { at: cursor, candidates: [] };
  if (last === undefined || last.end < before.length) return { at: cursor, candidates: behind(last, fields) };
  if (/^[!&|(]/.test(last.text)) return { at: cursor, candidates: starts(fields) };
  if (last.kind === 'close') return { at: cursor, candidates: JOINS };
  return isWord(last) ? completeWord(last, tokens.at(-2), fields) : { at: cursor, candidates: [] };
}

/** A name that is written out goes on with an operator, unless another name is longer. */
function completeWord(word: Token, previous: Token | undefined, fields: readonly FieldSpec[]): FilterCompletion {
  const typed = word.text.toLowerCase();
  const candidates = behind(previous, fields).filter(({ text }) => text.toLowerCase().startsWith(typed));
  const field = findField(word.text, fields);
  const longer = candidates.some(({ text }) => text.length > typed.length);
  return field === undefined || longer
    ? { at: word.at, candidates }
    : { at: word.end, candidates: operatorsOf(field.kind) };
}

/** What may follow a token and a blank. */
function behind(last: Token | undefined, fields: readonly FieldSpec[]): FilterCompletion['candidates'] {
  if (last === undefined || ['and', 'or', 'not', 'open'].includes(last.kind)) return starts(fields);
  if (last.kind === 'operator') return [];
  const field = isWord(last) ? findField(last.text, fields) : undefined;
  const operators = field === undefined ? [] : [...operatorsOf(field.kind), IN];
  return [...operators, ...JOINS, ...starts(fields)];
}

function starts(fields: readonly FieldSpec[]): FilterCompletion['candidates'] {
  const names = fields.flatMap((field) => namesOf(field).map((text) => ({ text, note: field.note })));
  return [...names, NOT];
}

function isWord({ kind, quote }: Token): boolean {
  return ['text', 'and', 'or', 'not'].includes(kind) && quote === undefined;
}

function isInList(tokens: readonly Token[]): boolean {
  return tokens.findLastIndex(({ kind }) => kind === 'in') > tokens.findLastIndex(({ kind }) => kind === 'close');
}
