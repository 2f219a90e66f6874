import { lineText } from '../draw/log/line-text.ts';
import type { TextPlace } from './copy-mode.ts';
import { letterAt, letterBeside, wordFrom } from './letters.ts';
import type { LogView } from './log-view.ts';
import { linesAt } from './scrolling.ts';

type Move = (log: LogView, cursor: TextPlace) => TextPlace;

/** What keys do with a cursor in a log. */
export const CURSOR_MOVES: Readonly<Record<string, Move>> = {
  ...keys(['h', 'left', 'backspace'], (log, cursor) => beside(log, cursor, -1)),
  ...keys(['l', 'right', 'space'], (log, cursor) => beside(log, cursor, 1)),
  ...keys(['k', 'up', 'ctrl-p'], (log, cursor) => below(log, cursor, -1)),
  ...keys(['j', 'down', 'ctrl-n'], (log, cursor) => below(log, cursor, 1)),
  ...keys(['0', 'home'], (_log, { number }) => ({ number, at: 0 })),
  ...keys(['^'], (log, { number }) => ({ number, at: Math.max(0, textAt(log, number).search(/\S/)) })),
  // Up and down from there it stays at the ends of lines.
  ...keys(['$', 'end'], (_log, { number }) => ({ number, at: Number.MAX_SAFE_INTEGER })),
  ...keys(['g'], ({ look }) => ({ number: look.numberAt(0), at: 0 })),
  ...keys(['G'], ({ look }) => ({ number: look.numberAt(look.count - 1), at: 0 })),
  ...keys(['H'], (log) => seen(log, 0)),
  ...keys(['M'], (log) => seen(log, 0.5)),
  ...keys(['L'], (log) => seen(log, 1)),
  ...keys(['w'], (log, cursor) => word(log, cursor, 'next')),
  ...keys(['e'], (log, cursor) => word(log, cursor, 'end')),
  ...keys(['b'], (log, cursor) => word(log, cursor, 'before')),
};

function keys(names: readonly string[], move: Move): Record<string, Move> {
  return Object.fromEntries(names.map((name) => [name, move]));
}

/** The text of a line as it is shown; `''` where it is no more. */
export function textAt({ look, format }: LogView, number: number): string {
  const [line] = look.lines(look.indexOf(number), 1);
  return line?.number === number ? lineText(line, format) : '';
}

/** A line so many lines below another one, or above it; the first or the last where there are fewer. */
export function below({ look }: LogView, { number, at }: TextPlace, lines: number): TextPlace {
  const index = Math.max(0, Math.min(look.count - 1, look.indexOf(number) + lines));
  return { number: look.numberAt(index), at };
}

/** The next match in the very line of the cursor. */
export function matchBeside(log: LogView, { number, at }: TextPlace, direction: 1 | -1): TextPlace | undefined {
  const text = textAt(log, number);
  const from = letterAt(text, at);
  const matches = log.pattern?.spans(text) ?? [];
  const next = direction > 0 ? matches.find(([start]) => start > from) : matches.findLast(([start]) => start < from);
  return next && { number, at: next[0] };
}

/** The first match in a line, or its last one. */
export function matchIn(log: LogView, number: number, direction: 1 | -1): TextPlace {
  const matches = log.pattern?.spans(textAt(log, number)) ?? [];
  return { number, at: matches.at(direction > 0 ? 0 : -1)?.[0] ?? 0 };
}

function beside(log: LogView, { number, at }: TextPlace, direction: 1 | -1): TextPlace {
  return { number, at: letterBeside(textAt(log, number), at, direction) };
}

function seen({ look, format, top, height }: LogView, share: number): TextPlace {
  const lines = linesAt(look, format, top, height);
  return { number: lines[Math.floor(share * (lines.length - 1))]?.line.number ?? top.number, at: 0 };
}

/** From word to word, through the ends of lines. */
function word(log: LogView, cursor: TextPlace, to: 'next' | 'end' | 'before'): TextPlace {
  const { number } = cursor;
  const text = textAt(log, number);
  const at = wordFrom(text, letterAt(text, cursor.at), to);
  if (at !== undefined) return { number, at };
  const other = below(log, cursor, to === 'before' ? -1 : 1).number;
  if (other === number) return to === 'before' ? { number, at: 0 } : { number, at: Math.max(0, text.length - 1) };
  const from = to === 'before' ? Number.POSITIVE_INFINITY : -1;
  return { number: other, at: wordFrom(textAt(log, other), from, to) ?? 0 };
}
