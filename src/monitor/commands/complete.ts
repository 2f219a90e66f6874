import { quoted, type Word, wordsOf } from '../../base/words.ts';
import type { LineEdit } from '../input/line-edit.ts';
import type { Candidate } from '../state/screen-state.ts';
import type { Context } from './parameter.ts';
import { COMMANDS, findCommand } from './registry.ts';
import { distribute } from './resolve.ts';

/** What may stand where the cursor is. */
export interface Completions {
  /** Where the word at the cursor begins, in UTF-16 units. */
  readonly at: number;
  /** What was typed of it. */
  readonly typed: string;
  readonly candidates: readonly Candidate[];
  /** Paths may stand there too, which somebody has to look up. */
  readonly paths: 'host' | 'guest' | undefined;
}

export function completionsAt(line: LineEdit, context: Context): Completions {
  const before = [...line.text].slice(0, line.cursor).join('');
  const words = wordsOf(before.replace(/^!(?=.)/, ' '));
  if (/^!./.test(before)) return withinShell(before, words);
  const last = words.at(-1);
  const current: Word =
    last !== undefined && last.end === before.length ? last : { text: '', at: before.length, end: before.length };
  const earlier = current === last ? words.slice(0, -1) : words;
  const [first, ...rest] = earlier;
  const place = { at: current.at, typed: current.text };
  if (first === undefined) return { ...place, candidates: begun(COMMAND_NAMES, current.text), paths: undefined };
  const next = distribute(findCommand(first.text)?.parameters ?? [], rest).next;
  const candidates = next.flatMap(({ kind }) => kind.candidates?.(context) ?? []);
  const paths = next.map(({ kind }) => kind.paths).find((kind) => kind !== undefined);
  return { ...place, candidates: begun(candidates, current.text), paths };
}

/** Behind `!` anything may be a path. */
function withinShell(before: string, words: readonly Word[]): Completions {
  const last = words.at(-1);
  const isOpen = last !== undefined && last.end === before.length;
  const place = isOpen ? { at: last.at, typed: last.text } : { at: before.length, typed: '' };
  return { ...place, candidates: [], paths: 'host' };
}

const COMMAND_NAMES: readonly Candidate[] = COMMANDS.map(({ name, help }) => ({ text: name, note: help }));

/** Those that begin so; a task by its name too. */
function begun(candidates: readonly Candidate[], typed: string): Candidate[] {
  const wanted = typed.toLowerCase();
  const starts = (text: string) => text.toLowerCase().startsWith(wanted);
  return candidates.filter(({ text, note }) => starts(text) || (/^\d+$/.test(text) && wanted !== '' && starts(note)));
}

/** What all candidates begin with. */
export function commonStart(candidates: readonly Candidate[]): string {
  const [first = '', ...others] = candidates.map(({ text }) => text);
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** Puts a word in the place of the one that begins at `at`, with a blank behind it where it is complete. */
export function withWord({ text, cursor }: LineEdit, at: number, word: string, complete: boolean): LineEdit {
  const letters = [...text];
  const before = letters.slice(0, cursor).join('').slice(0, at);
  const put = `${quoted(word)}${complete ? ' ' : ''}`;
  return {
    text: before + put + letters.slice(cursor).join(''),
    cursor: [...before].length + [...put].length,
  };
}
