import { type CopyMode, endsOf } from '../../log/copy-mode.ts';
import { letterAt, letterEnd } from '../../log/letters.ts';
import { type Span, span } from '../spans.ts';
import type { Role } from '../theme.ts';
import { marked } from './cut-spans.ts';

/** What stands out in the text of a line, from one UTF-16 unit up to another one. */
export interface Picked {
  readonly start: number;
  readonly end: number;
  readonly role: Role;
}

const SELECTED: Role = 'selected';
const CURSOR: Role = 'cursor';
/** What is selected is reversed where there are no colours: the cursor stands out in it all the same. */
const CURSOR_IN_SELECTED: Role = 'selectedTag';

/** What is selected of a line, and the cursor. @param text of the line, all of it */
export function pickedIn(copy: CopyMode, number: number, text: string): readonly Picked[] {
  const { cursor, by } = copy;
  const picked: Picked[] = [];
  const [first, last] = endsOf(copy) ?? [];
  const isSelected = first !== undefined && last !== undefined && number >= first.number && number <= last.number;
  if (isSelected) {
    const start = by === 'letters' && number === first.number ? letterAt(text, first.at) : 0;
    const end = by === 'letters' && number === last.number ? letterEnd(text, last.at) : Number.POSITIVE_INFINITY;
    picked.push({ start, end, role: SELECTED });
  }
  if (number !== cursor.number) return picked;
  const role = isSelected ? CURSOR_IN_SELECTED : CURSOR;
  return [...picked, { start: letterAt(text, cursor.at), end: letterEnd(text, cursor.at), role }];
}

/**
 * Gives what stands out its looks. An empty text has a blank for them.
 * @param at where this text begins in that of the line
 */
export function pickedSpans(spans: readonly Span[], at: number, length: number, picked: readonly Picked[]): Span[] {
  if (length === 0) {
    const role = picked.findLast(({ start, end }) => start <= at && at < end)?.role;
    return role === undefined ? [...spans] : [span(' ', role)];
  }
  return picked.reduce<Span[]>(
    (result, { start, end, role }) => marked(result, [[Math.max(0, start - at), end - at]], role),
    [...spans],
  );
}
