import { clean } from '../draw/text.ts';
import type { Token } from './key-tokens.ts';

/** A line that is being typed: clean text, and the place of the cursor in it, in letters. */
export interface LineEdit {
  readonly text: string;
  readonly cursor: number;
}

export function lineOf(text: string): LineEdit {
  return { text, cursor: [...text].length };
}

/** The place of the cursor in UTF-16 units. */
export function unitsBefore({ text, cursor }: LineEdit): number {
  return [...text].slice(0, cursor).join('').length;
}

/** What a token does to the line, with the keys of readline; undefined for one that does nothing to it. */
export function edited(line: LineEdit, token: Token): LineEdit | undefined {
  if (token.kind === 'mouse') return undefined;
  if (token.kind === 'paste') return inserted(line, clean(token.text.replace(/\r?\n|\r/g, ' ')));
  const change = CHANGES[token.key];
  if (change !== undefined) return change(line);
  if (token.key === 'space') return inserted(line, ' ');
  return [...token.key].length === 1 ? inserted(line, clean(token.key)) : undefined;
}

/** Puts text where the cursor is, and the cursor behind it. */
export function inserted({ text, cursor }: LineEdit, added: string): LineEdit {
  const letters = [...text];
  return {
    text: [...letters.slice(0, cursor), added, ...letters.slice(cursor)].join(''),
    cursor: cursor + [...added].length,
  };
}

const CHANGES: Readonly<Record<string, (line: LineEdit) => LineEdit>> = {
  left: (line) => moved(line, line.cursor - 1),
  'ctrl-b': (line) => moved(line, line.cursor - 1),
  right: (line) => moved(line, line.cursor + 1),
  'ctrl-f': (line) => moved(line, line.cursor + 1),
  home: (line) => moved(line, 0),
  'ctrl-a': (line) => moved(line, 0),
  end: (line) => moved(line, Number.POSITIVE_INFINITY),
  'ctrl-e': (line) => moved(line, Number.POSITIVE_INFINITY),
  'alt-b': (line) => moved(line, wordBefore(line)),
  'ctrl-left': (line) => moved(line, wordBefore(line)),
  'alt-f': (line) => moved(line, wordAfter(line)),
  'ctrl-right': (line) => moved(line, wordAfter(line)),
  backspace: (line) => without(line, line.cursor - 1, line.cursor),
  'ctrl-h': (line) => without(line, line.cursor - 1, line.cursor),
  delete: (line) => without(line, line.cursor, line.cursor + 1),
  'ctrl-d': (line) => without(line, line.cursor, line.cursor + 1),
  'ctrl-u': (line) => without(line, 0, line.cursor),
  'ctrl-k': (line) => without(line, line.cursor, Number.POSITIVE_INFINITY),
  'ctrl-w': (line) => without(line, wordBefore(line), line.cursor),
  'alt-backspace': (line) => without(line, wordBefore(line), line.cursor),
  'alt-d': (line) => without(line, line.cursor, wordAfter(line)),
};

function moved({ text }: LineEdit, cursor: number): LineEdit {
  return { text, cursor: Math.max(0, Math.min([...text].length, cursor)) };
}

function without({ text }: LineEdit, from: number, to: number): LineEdit {
  const letters = [...text];
  const start = Math.max(0, from);
  return { text: [...letters.slice(0, start), ...letters.slice(to)].join(''), cursor: start };
}

function wordBefore({ text, cursor }: LineEdit): number {
  const before = [...text].slice(0, cursor).join('');
  return [...before.replace(/\S*\s*$/, '')].length;
}

function wordAfter({ text, cursor }: LineEdit): number {
  const [word = ''] = /^\s*\S*/.exec([...text].slice(cursor).join('')) ?? [];
  return cursor + [...word].length;
}
