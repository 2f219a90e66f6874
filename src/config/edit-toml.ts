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
