import * as z from 'zod';
import { parseDuration } from '../base/duration.ts';
import { didYouMean } from '../base/nearest.ts';
import { SysError } from '../base/sys-error.ts';
import { METERS, MODES, SHOWN_METERS, type ShownMeter } from './meters.ts';

/** The tables of the screen that have columns. */
export type TableName = 'tasks' | 'host';

/** The names that values may have: columns of each table and themes, from whoever draws them, keys and actions; of what is left out any is taken. */
export type KnownNames = { readonly [T in TableName]?: readonly string[] } & {
  readonly themes?: readonly string[];
  /** Says what is wrong with keys that are bound, from whoever knows the actions. */
  readonly bound?: (preset: 'default' | 'htop', bindings: BoundKeys) => readonly BoundFault[];
};

type KeyList = string | readonly string[];

/** Keys by the names of actions; for one pane in a table of their own. */
export type BoundKeys = Readonly<Record<string, KeyList | Readonly<Record<string, KeyList>>>>;

interface BoundFault {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** What a key's value may be, in the file and in the program. Every message says what is possible. */
export type Kind<T> = (known: KnownNames) => z.ZodType<T>;

const WIDEST_COLUMN = 200;
const MOST_METERS = 32;
const MOST_COLUMNS = 64;

/** `true` or `false`. */
export const flag: Kind<boolean> = () =>
  z.boolean({ error: ({ input }) => `must be true or false, not ${kindOf(input)}` });

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Kind<T> {
  return () => z.enum(words, { error: ({ input }) => wrongWord(input, words) });
}

/** One of a few words, some of which have another name in other programs. @param aliases the words that are meant, by those names */
export function oneOfAliased<const T extends string>(
  aliases: Readonly<Record<string, NoInfer<T>>>,
  ...words: readonly T[]
): Kind<T> {
  const error = ({ input }: { readonly input?: unknown }) => wrongWord(input, words);
  const written = z.enum([...words, ...Object.keys(aliases)], { error });
  return () =>
    z.codec(written, z.enum(words), {
      decode: (word) => aliases[word] ?? (word as T),
      encode: (word) => word,
    });
}

function wrongWord(input: unknown, words: readonly string[]): string {
  const near = typeof input === 'string' ? didYouMean(input, words) : '';
  return `must be ${words.map((word) => JSON.stringify(word)).join(' or ')}, not ${shown(input)}${near}${hintFor(input, words)}`;
}

/** Numbers without their quotes, and yes or no where there are words for it. */
function hintFor(input: unknown, words: readonly string[]): string {
  const meant = input === true ? 'always' : input === false ? 'never' : typeof input === 'number' ? String(input) : '';
  return words.includes(meant) ? `: write ${JSON.stringify(meant)}` : '';
}

/** A whole number. Both ends are allowed. */
export function whole(least: number, most: number): Kind<number> {
  const error = ({ input }: { readonly input?: unknown }) =>
    `must be a whole number from ${least} to ${most}, not ${shown(input)}`;
  return () => z.int({ error }).min(least, { error }).max(most, { error });
}

/** A duration: a text such as `1s` in the file, milliseconds in the program. Both ends are allowed. */
export function duration(least: string, most: string): Kind<number> {
  const [from, to] = [parseDuration(least), parseDuration(most)];
  const error = ({ input }: { readonly input?: unknown }) =>
    `must be a duration from ${least} to ${most} in quotes, such as "1s", not ${shown(input)}`;
  return () =>
    z.codec(z.string({ error }), z.number(), {
      decode: (text, context) => {
        const ms = milliseconds(text);
        if (ms !== undefined && ms >= from && ms <= to) return ms;
        context.issues.push({ code: 'custom', input: text, message: error({ input: text }) });
        return z.NEVER;
      },
      encode: durationText,
    });
}

function milliseconds(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

function durationText(ms: number): string {
  for (const [unit, size] of [
    ['m', 60_000],
    ['s', 1_000],
  ] as const)
    if (ms > 0 && ms % size === 0) return `${ms / size}${unit}`;
  return ms === 0 ? '0s' : `${ms}ms`;
}

/** A list of `METER:MODE`. */
export const meters: Kind<readonly ShownMeter[]> = () =>
  z
    .array(z.enum(SHOWN_METERS, { error: ({ input }) => wrongMeter(input) }), {
      error: ({ input }) => `must be a list of METER:MODE, such as ["cpus:bar"], not ${kindOf(input)}`,
    })
    .max(MOST_METERS, { error: `must have at most ${MOST_METERS} meters` });

function wrongMeter(input: unknown): string {
  if (typeof input !== 'string') return `must be METER:MODE, such as "cpus:bar", not ${shown(input)}`;
  const [meter = '', mode, ...more] = input.split(':');
  if (!METERS.some((known) => known === meter)) return `there is no meter '${meter}'${didYouMean(meter, METERS)}`;
  const modes = `the modes are ${MODES.join(', ')}`;
  if (mode === undefined) return `the mode is missing: write ${meter}:text; ${modes}`;
  const wrong = [mode, ...more].join(':');
  return `there is no mode '${wrong}'; ${modes}${didYouMean(wrong, MODES)}`;
}

/** A list of columns, each of them once. */
export function columns(table: TableName): Kind<readonly string[]> {
  return (known) =>
    z
      .array(column(table)(known), {
        error: ({ input }) => `must be a list of columns, such as ["pid", "cpu"], not ${kindOf(input)}`,
      })
      .max(MOST_COLUMNS, { error: `must have at most ${MOST_COLUMNS} columns` })
      .superRefine((names, context) => {
        for (const [index, name] of names.entries())
          if (names.indexOf(name) < index)
            context.addIssue({ code: 'custom', path: [index], message: `'${name}' stands there twice` });
      });
}

/** One column. */
export function column(table: TableName): Kind<string> {
  return ({ [table]: names }) => {
    const error = ({ input }: { readonly input?: unknown }) =>
      typeof input === 'string'
        ? `there is no column '${input}'${didYouMean(input, names ?? [])}`
        : `must be a column in quotes, such as "cpu", not ${shown(input)}`;
    return names === undefined ? z.string({ error }).regex(/^[a-z][a-z0-9_-]*$/, { error }) : z.enum(names, { error });
  };
}

/** The name of a theme. */
export const theme: Kind<string> = ({ themes }) => {
  const error = ({ input }: { readonly input?: unknown }) =>
    typeof input === 'string'
      ? `there is no theme '${input}'${didYouMean(input, themes ?? [])}`
      : `must be the name of a theme in quotes, such as "default", not ${shown(input)}`;
  return themes === undefined
    ? z.string({ error }).regex(/^[a-z0-9][a-z0-9_-]*$/, { error })
    : z.enum(themes, { error });
};

/** Widths in characters, by column. */
export function widths(table: TableName): Kind<Readonly<Record<string, number>>> {
  const error = ({ input }: { readonly input?: unknown }) =>
    `must be a whole number from 1 to ${WIDEST_COLUMN}, not ${shown(input)}`;
  return (known) => {
    const name = column(table)(known);
    return z
      .record(z.string(), z.int({ error }).min(1, { error }).max(WIDEST_COLUMN, { error }), {
        error: ({ input }) => `must be a table of widths, such as { command = 40 }, not ${kindOf(input)}`,
      })
      .superRefine((value, context) => {
        for (const key of Object.keys(value)) {
          const wrong = name.safeParse(key).error?.issues[0];
          if (wrong !== undefined) context.addIssue({ code: 'custom', path: [key], message: wrong.message });
        }
      });
  };
}

/** Keys of actions. Which actions and keys there are is asked of `KnownNames.bound`. */
export const bindings: Kind<BoundKeys> = () => {
  const error = ({ input }: { readonly input?: unknown }) =>
    `must be a key such as "ctrl-s", or a list of them, not ${shown(input)}`;
  const keys = z.union([z.string(), z.array(z.string())], { error });
  const table = ({ input }: { readonly input?: unknown }) => `must be a table of keys, not ${kindOf(input)}`;
  const pane = z.record(z.string(), keys, { error: table }).optional();
  const panes = { 'in-table': pane, 'in-log': pane, 'in-details': pane };
  const noPane = ({ input }: { readonly input?: unknown }) =>
    `${error({ input })}${kindOf(input) === 'a table' ? `; the tables are ${Object.keys(panes).join(', ')}` : ''}`;
  const action = z.union([z.string(), z.array(z.string())], { error: noPane });
  return z.object(panes, { error: table }).catchall(action);
};

/** A short value as it stands in the file, of others what they are. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : kindOf(value);
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return 'a table';
  return typeof value === 'string' ? 'a text' : 'a number';
}
