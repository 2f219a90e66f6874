import { quoted, type Word, wordsOf } from '../../base/words.ts';
import type { LineEdit } from '../input/line-edit.ts';
import type { Candidate } from '../state/candidate.ts';
import type { Command } from './command.ts';
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
  /** What does not begin so but may be meant: it has that in its name or in what it does. */
  readonly related: readonly Candidate[];
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
  if (first === undefined) return { ...place, ...commandsFor(current.text), paths: undefined };
  const next = distribute(findCommand(first.text)?.parameters ?? [], rest).next;
  const candidates = next.flatMap(({ kind }) => kind.candidates?.(context) ?? []);
  const paths = next.map(({ kind }) => kind.paths).find((kind) => kind !== undefined);
  return { ...place, candidates: begun(candidates, current.text), related: [], paths };
}

/** Behind `!` anything may be a path. */
function withinShell(before: string, words: readonly Word[]): Completions {
  const last = words.at(-1);
  const isOpen = last !== undefined && last.end === before.length;
  const place = isOpen ? { at: last.at, typed: last.text } : { at: before.length, typed: '' };
  return { ...place, candidates: [], related: [], paths: 'host' };
}

const COMMAND_NAMES: readonly Candidate[] = COMMANDS.map(({ name, help }) => ({ text: name, note: help }));

/** Commands that begin so, then those that have it somewhere. */
function commandsFor(typed: string): Pick<Completions, 'candidates' | 'related'> {
  const candidates = begun(COMMAND_NAMES, typed);
  const ranked = COMMANDS.map((command) => ({ command, rank: rankOf(command, typed.toLowerCase()) }));
  const related = ranked
    .filter(({ command, rank }) => rank !== undefined && !candidates.some(({ text }) => text === command.name))
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ command: { name, help } }) => ({ text: name, note: help }));
  return { candidates, related };
}

/** How near a command is to what was typed, 0 first; undefined for one that has nothing of it. */
function rankOf({ name, aliases = [], help }: Command, typed: string): number | undefined {
  if (typed.length < 2) return undefined;
  if ([name, ...aliases].some((one) => one.includes(typed))) return 0;
  if (
    help
      .toLowerCase()
      .split(/[^\p{L}\d]+/u)
      .some((word) => word.startsWith(typed))
  )
    return 1;
  if (typed.length < 3) return undefined;
  // Letters in their order, as in `srtm` for sort-memory.
  let at = -1;
  for (const letter of typed) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return 2;
}

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
