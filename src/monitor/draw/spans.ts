import { fitTo, widthOf } from './text.ts';
import { paint, paintOwn, type Role, type Theme } from './theme.ts';

/** A piece of clean text, and what it means. */
export interface Span {
  readonly text: string;
  readonly role: Role;
  /** SGR parameters of a program's own, in the place of the role. */
  readonly own?: string;
}

const BLANK: Span = { text: ' ', role: 'plain' };

export function span(text: string, role: Role = 'plain'): Span {
  return { text, role };
}

/**
 * Puts pieces side by side on exactly `width` columns: what is too much is cut, what is left is filled.
 * @param filler a letter of one column, and its role
 */
export function paintSpans(spans: readonly Span[], width: number, theme: Theme, filler: Span = BLANK): string {
  let line = '';
  let room = width;
  for (const { text, role, own } of spans) {
    if (room === 0) break;
    const size = Math.min(room, widthOf(text));
    const fitted = fitTo(text, size);
    line += own === undefined ? paint(theme, role, fitted) : paintOwn(theme, own, fitted);
    room -= size;
  }
  return line + paint(theme, filler.role, filler.text.repeat(room));
}
