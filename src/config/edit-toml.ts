import { isDeepStrictEqual } from 'node:util';
import { parse, patch, stringify } from '@decimalturn/toml-patch';
import { type Piece, TomlSource } from './toml-source.ts';

/** Where a key stands: the names of its tables, and its own. */
type KeyPath = readonly string[];

/**
 * Sets one key in a text of TOML, and touches nothing else, not a byte: the library rewrites the piece of text that has the key, with
 * the comments in it, and a key that is new gets a line behind its neighbours, or a table at the end.
 *
 * @returns undefined where the text has something in the key's way, such as a number where its table would be
 */
export function setKey(text: string, path: KeyPath, value: unknown): string | undefined {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const before = text.slice(mark.length);
  const after = attempt(() => edited(new TomlSource(before), path, value));
  const isRight = attempt(() => isDeepStrictEqual(parse(after ?? ''), withKey(parse(before), path, value)));
  return after === undefined || !isRight ? undefined : mark + after;
}

/**
 * Takes one key out of a text of TOML, with its line where it has one of its own, and touches nothing else.
 *
 * @returns undefined where that cannot be done
 */
export function unsetKey(text: string, path: KeyPath): string | undefined {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const before = text.slice(mark.length);
  const after = attempt(() => shortened(new TomlSource(before), path));
  const isRight = attempt(() => isDeepStrictEqual(filled(parse(after ?? '')), filled(withoutKey(parse(before), path))));
  return after === undefined || !isRight ? undefined : mark + after;
}

/** Whether somebody wrote a comment behind a key, on its line. */
export function hasComment(text: string, path: KeyPath): boolean {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const { text: rest, pieces } = new TomlSource(text.slice(mark));
  const own = pieces.find((piece) => piece.kind === 'key' && isSame(piece.path, path));
  if (own === undefined) return false;
  const newline = rest.indexOf('\n', own.end);
  return rest.slice(own.end, newline < 0 ? undefined : newline).includes('#');
}

function shortened(source: TomlSource, path: KeyPath): string {
  const { text, pieces } = source;
  const own = pieces.find((piece) => piece.kind === 'key' && isAbove(piece.path, path));
  if (own === undefined) return text;
  if (own.path.length < path.length) {
    const piece = text.slice(own.start, own.end);
    const changed = patch(piece, withoutKey(parse(piece), path.slice(own.table.length)));
    return text.slice(0, own.start) + changed.trimEnd() + text.slice(own.end);
  }
  const newline = text.indexOf('\n', own.end);
  return text.slice(0, text.lastIndexOf('\n', own.start - 1) + 1) + (newline < 0 ? '' : text.slice(newline + 1));
}

/** A copy of parsed TOML without a key. */
function withoutKey(table: unknown, [name = '', ...rest]: KeyPath): unknown {
  if (typeof table !== 'object' || table === null) throw new TypeError('not a table');
  const entries = Object.entries(table).flatMap(([known, value]) => {
    if (known !== name) return [[known, value]];
    return rest.length === 0 ? [] : [[known, withoutKey(value, rest)]];
  });
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** Without empty tables, and without a prototype: what was written as `a.b = 1` leaves no `a` behind. */
function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, filled(inner)] as const);
  const isEmpty = (inner: unknown) =>
    typeof inner === 'object' &&
    inner !== null &&
    !(inner instanceof Date) &&
    !Array.isArray(inner) &&
    Object.keys(inner).length === 0;
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

/** What the library refuses, such as a key below a number. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function edited(source: TomlSource, path: KeyPath, value: unknown): string {
  const own = source.pieces.find((piece) => piece.kind === 'key' && isAbove(piece.path, path));
  if (own !== undefined) return patched(source, own, path, value);
  if (path.length === 1) return begun(source, path, value);
  const neighbour = neighbourOf(source, path);
  return neighbour === undefined ? appended(source, path, value) : inserted(source, neighbour, path, value);
}

/** Rewrites the piece that has the key: its own line, or that of an inline table above it. */
function patched({ text }: TomlSource, { start, end, table }: Piece, path: KeyPath, value: unknown): string {
  const piece = text.slice(start, end);
  const changed = patch(piece, withKey(parse(piece), path.slice(table.length), value));
  return text.slice(0, start) + changed.trimEnd() + text.slice(end);
}

/** The last key of the nearest table above, or its head; or a key with a dotted name that begins as ours. */
function neighbourOf({ pieces }: TomlSource, path: KeyPath): Piece | undefined {
  const heads = pieces.filter(({ kind, path: head }) => kind === 'head' && isAbove(head, path));
  const nearest = heads.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (nearest === undefined)
    return pieces.findLast(
      ({ kind, table, path: [first] }) => kind === 'key' && table.length === 0 && first === path[0],
    );
  return pieces.findLast(({ table, kind }) => kind !== 'item' && isSame(table, nearest.path)) ?? nearest;
}

function inserted({ text }: TomlSource, neighbour: Piece, path: KeyPath, value: unknown): string {
  const newline = text.indexOf('\n', neighbour.end);
  const lineEnd = newline < 0 ? text.length : text[newline - 1] === '\r' ? newline - 1 : newline;
  const lineStart = text.lastIndexOf('\n', neighbour.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, neighbour.start))?.[0] ?? '';
  const line = lineOf(path.slice(neighbour.table.length), value);
  return text.slice(0, lineEnd) + newlineOf(text) + indent + line + text.slice(lineEnd);
}

/** What stands in no table stands above them all: behind its like, or else behind the comment that the file begins with. */
function begun(source: TomlSource, path: KeyPath, value: unknown): string {
  const { text, pieces } = source;
  const neighbour = pieces.findLast(({ kind, table }) => kind === 'key' && table.length === 0);
  if (neighbour !== undefined) return inserted(source, neighbour, path, value);
  const line = lineOf(path, value) + newlineOf(text);
  const comment = /^(?:#.*\r?\n)+(?=\r?\n|$)/.exec(text)?.[0] ?? /^#:schema.*\r?\n/.exec(text)?.[0] ?? '';
  const rest = text.slice(comment.length);
  return comment + line + (rest === '' || /^\r?\n/.test(rest) ? rest : newlineOf(text) + rest);
}

function appended({ text }: TomlSource, path: KeyPath, value: unknown): string {
  const newline = newlineOf(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  return `${text}${gap}[${nameOf(path.slice(0, 1))}]${newline}${lineOf(path.slice(1), value)}${newline}`;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** `sort = "cpu"`, `widths.pid = 5` */
function lineOf(path: KeyPath, value: unknown): string {
  return `${nameOf(path)} = ${valueText(value)}`;
}

function nameOf(path: KeyPath): string {
  return path.map((name) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name))).join('.');
}

/** A value as TOML has it, on one line. */
export function valueText(value: unknown): string {
  return stringify({ v: value }, { inlineTableStart: 0 }).trim().slice('v = '.length);
}

/** A copy of parsed TOML with a key set. Its tables have no prototypes, like those of the library. */
function withKey(table: unknown, [name = '', ...rest]: KeyPath, value: unknown): unknown {
  if (typeof table !== 'object' || table === null || Array.isArray(table) || table instanceof Date)
    throw new TypeError('not a table');
  const entries = Object.entries(table);
  const before = entries.find(([known]) => known === name)?.[1] ?? {};
  const set = rest.length === 0 ? value : withKey(before, rest, value);
  return Object.assign(Object.create(null), table, { [name]: set });
}

function isAbove(path: readonly unknown[], of: KeyPath): boolean {
  return path.length <= of.length && path.every((step, index) => step === of[index]);
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
