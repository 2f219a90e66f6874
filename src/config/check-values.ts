import type * as z from 'zod';
import { didYouMean, nearestOf } from '../base/nearest.ts';
import { ALL_KEYS, type Config, configOf, keysOf, type PlacedKey, pathOf, TABLES } from './config.ts';
import { type KnownNames, kindOf } from './kinds.ts';
import type { ConfigProblem } from './problem.ts';
import type { Path, TomlSource } from './toml-source.ts';

/** A configuration with all that was wrong in its file, in the order of its lines. */
export interface LoadedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

type Table = Readonly<Record<string, unknown>>;
type Tell = (path: Path, text: string) => void;

/** Problems that are told: more than anybody reads, and found without delay whatever the file is. */
const MOST_PROBLEMS = 100;

/** Takes what is right in a file; tells what is not, and what nobody knows. */
export function checkValues(source: TomlSource, known: KnownNames): LoadedConfig {
  const problems: ConfigProblem[] = [];
  let left = 0;
  const tell: Tell = (path, text) => {
    if (problems.length === MOST_PROBLEMS) {
      left++;
      return;
    }
    const { line, column } = source.placeOf(path) ?? {};
    problems.push({ line, column, key: keyText(path), text });
  };
  const top = isTable(source.value) ? source.value : {};
  tellUnknown(top, [...TABLES.filter((name) => name !== 'top'), ...keysOf('top').map(({ name }) => name)], [], tell);
  const tables = new Map(TABLES.map((name) => [name, name === 'top' ? top : tableOf(top, name, tell)]));
  const config = configOf((key) => valueFor(key, tables.get(key.table)?.[key.name], known, tell));
  for (const { path, text } of known.bound?.(config.top.preset, config.top.keys) ?? []) tell(['keys', ...path], text);
  return { config, problems: [...problems.toSorted(byPlace), ...(left === 0 ? [] : [more(left)])] };
}

function tableOf(top: Table, name: string, tell: Tell): Table {
  const value = top[name];
  if (value === undefined) return {};
  if (!isTable(value)) {
    tell([name], `must be a table, as [${name}] begins one, not ${kindOf(value)}`);
    return {};
  }
  tellUnknown(
    value,
    keysOf(name).map((key) => key.name),
    [name],
    tell,
  );
  return value;
}

function tellUnknown(table: Table, known: readonly string[], at: Path, tell: Tell): void {
  for (const name of Object.keys(table))
    if (!known.includes(name)) tell([...at, name], `there is no such key${nearestKey(name, known)}`);
}

/** The nearest one of the same table; where none is near, of any table, with its place. */
function nearestKey(name: string, known: readonly string[]): string {
  const names = ALL_KEYS.map((key) => key.name);
  const other = nearestOf(name, known) === undefined ? nearestOf(name, names) : undefined;
  const found = ALL_KEYS[names.indexOf(other ?? '')];
  return found === undefined ? didYouMean(name, known) : `; did you mean '${pathOf(found).join('.')}'?`;
}

function valueFor(key: PlacedKey, value: unknown, known: KnownNames, tell: Tell): unknown {
  if (value === undefined) return key.standard;
  const tellHere: Tell = (path, text) => tell([...pathOf(key), ...path], text);
  return rightOf(key.kind(known), value, [], tellHere) ?? key.standard;
}

/**
 * A value as the program has it, without the items that are wrong; undefined where nothing is left. Whether items go together is looked
 * at only when each is right by itself, so it takes several rounds.
 *
 * @param gone indices of items of a list that were taken out before
 */
function rightOf(schema: z.ZodType, value: unknown, gone: readonly number[], tell: Tell): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const paths = result.error.issues.map(({ path }) => stepsOf(path));
  for (const [index, { message }] of result.error.issues.entries()) tell(asWritten(paths[index] ?? [], gone), message);
  const wrong = new Set(paths.map(([first]) => first));
  if (wrong.has(undefined)) return undefined;
  if (Array.isArray(value)) {
    const rest = value.filter((_item, index) => !wrong.has(index));
    const goneNow = [...wrong].map((step) => Number(asWritten([step as number], gone)[0]));
    return rest.length === 0 ? undefined : rightOf(schema, rest, [...gone, ...goneNow], tell);
  }
  if (!isTable(value)) return undefined;
  return rightOf(schema, paths.reduce(without, value), gone, tell);
}

/** A table without what stands at a path in it. */
function without(table: Table, [first, ...rest]: Path): Table {
  const inner = table[String(first)];
  const entries = Object.entries(table);
  if (rest.length === 0 || !isTable(inner)) return Object.fromEntries(entries.filter(([name]) => name !== first));
  return Object.fromEntries(entries.map(([name, value]) => [name, name === first ? without(inner, rest) : value]));
}

/** A path with the index that an item has in the file. */
function asWritten([first, ...rest]: Path, gone: readonly number[]): Path {
  if (typeof first !== 'number') return first === undefined ? [] : [first, ...rest];
  let index = first;
  for (const before of gone.toSorted((a, b) => a - b)) if (before <= index) index++;
  return [index, ...rest];
}

/** `header.left[2]`; a name that is no bare key stands in quotes. */
function keyText(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${bare(step)}`));
  return steps.join('').replace(/^\./, '');
}

function bare(name: string): string {
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
}

function stepsOf(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

/** Dates are objects too, and no tables. */
function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function more(count: number): ConfigProblem {
  return { line: undefined, column: undefined, key: undefined, text: `and ${count} more problems` };
}

function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
