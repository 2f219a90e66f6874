import * as z from 'zod';
import { didYouMean } from '../../base/nearest.ts';
import { kindOf } from '../../config/kinds.ts';
import type { ConfigProblem } from '../../config/problem.ts';
import { isThere, readConfigText } from '../../config/read-text.ts';
import { TomlSource } from '../../config/toml-source.ts';
import { type Colour, parseColour } from './colour.ts';
import { DEFAULT_ROLES, inbornStyles } from './inborn-themes.ts';
import { ROLES } from './roles.ts';
import { isWord, type NamedColours, parseStyle, type Styles } from './style.ts';
import { ANSI_NAMES } from './terminal-palette.ts';

/** What terminals it is for. */
export type Background = 'dark' | 'light' | 'any';

const BACKGROUNDS = ['dark', 'light', 'any'] as const satisfies Background[];

/** A theme as it was written. */
export interface ThemeFile {
  readonly name: string;
  readonly about: string;
  readonly background: Background;
  /** What it says of itself as `background` among its colours: the one that it is made for. */
  readonly ground: Colour | undefined;
  /** Of all roles: where it says nothing, or nothing right, those of the default theme in its own colours. */
  readonly styles: Styles;
  /** In the order of the lines. */
  readonly problems: readonly ConfigProblem[];
}

const KEYS = ['name', 'about', 'background', 'colors', 'roles'];

type Table = Readonly<Record<string, unknown>>;
type Tell = (path: readonly string[], text: string) => void;

/** Reads a theme. What is wrong in it is told, and is as it is by default. Never throws. @param name by which it is chosen */
export function readThemeFile(path: string, name: string): ThemeFile {
  // Its name stood in the folder.
  if (!isThere(path)) return withoutStyles(name, { line: undefined, column: undefined, text: 'it leads to no file' });
  const read = readConfigText(path);
  if ('refusal' in read) return withoutStyles(name, { line: undefined, column: undefined, text: read.refusal });
  return parseTheme(read.text, name);
}

/** @param name by which it is chosen */
export function parseTheme(text: string, name: string): ThemeFile {
  const source = new TomlSource(text.replace(/^\ufeff/, ''));
  if (source.fault !== undefined) return withoutStyles(name, source.fault);
  const problems: ConfigProblem[] = [];
  const tell: Tell = (path, message) => {
    const { line, column } = source.placeOf(path) ?? {};
    problems.push({ line, column, key: path.join('.'), text: message });
  };
  const top = source.value as Table;
  tellUnknown(top, KEYS, [], tell);
  const right = <T>(key: string, schema: z.ZodType<T>): T | undefined => rightOf(schema, top[key], [key], tell);
  right('name', nameOf(name));
  const colours = coloursOf(tableOf(top, 'colors', tell), tell);
  return {
    name,
    about: right('about', ABOUT) ?? '',
    background: right('background', BACKGROUND) ?? 'any',
    ground: colours.get('background'),
    styles: stylesOf(tableOf(top, 'roles', tell), colours, tell),
    problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

function withoutStyles(name: string, fault: Omit<ConfigProblem, 'key'>): ThemeFile {
  const problems = [{ ...fault, key: undefined }];
  return { name, about: '', background: 'any', ground: undefined, styles: inbornStyles(DEFAULT_ROLES), problems };
}

const ABOUT = z.string({ error: ({ input }) => `must be a text, not ${kindOf(input)}` });

const BACKGROUND = z.enum(BACKGROUNDS, {
  error: ({ input }) =>
    `must be "dark" or "light" or "any", not ${typeof input === 'string' ? `"${input}"${didYouMean(input, BACKGROUNDS)}` : kindOf(input)}`,
});

function nameOf(name: string): z.ZodType<string> {
  return z.literal(name, {
    error: ({ input }) =>
      `must be "${name}", as the file is named, not ${typeof input === 'string' ? `"${input}"` : kindOf(input)}`,
  });
}

const COLOUR: z.ZodType<Colour, unknown> = z.union([z.string(), z.number()]).transform((value, context) => {
  const colour = parseColour(String(value));
  if (colour !== undefined) return colour;
  const near = typeof value === 'string' ? didYouMean(value, ANSI_NAMES) : '';
  context.addIssue(`${value} is no colour: "#rrggbb", 0 to 255, or a name such as "bright-red"${near}`);
  return z.NEVER;
});

function coloursOf(table: Table, tell: Tell): NamedColours {
  const colours = new Map<string, Colour>();
  for (const [name, value] of Object.entries(table)) {
    if (isWord(name)) {
      tell(['colors', name], `'${name}' means something else already`);
      continue;
    }
    if (!/^[a-z][a-z0-9-]*$/.test(name)) {
      tell(['colors', name], 'names of colours are of small letters, digits and -');
      continue;
    }
    const colour = rightOf(COLOUR, value, ['colors', name], tell);
    const own = ANSI_NAMES.indexOf(name);
    if (colour !== undefined) colours.set(name, own < 0 ? colour : { ...colour, own });
  }
  return colours;
}

function stylesOf(table: Table, colours: NamedColours, tell: Tell): Styles {
  tellUnknown(table, ROLES, ['roles'], tell);
  const style = z
    .string({ error: ({ input }) => `must be a text such as "bold yellow on black", not ${kindOf(input)}` })
    .transform((text, context) => {
      const parsed = parseStyle(text, colours);
      if (typeof parsed !== 'string') return parsed;
      context.addIssue(parsed);
      return z.NEVER;
    });
  const standard = inbornStyles(DEFAULT_ROLES, colours);
  const styles = ROLES.map((role) => [role, rightOf(style, table[role], ['roles', role], tell) ?? standard[role]]);
  return Object.fromEntries(styles) as Styles;
}

/** Undefined for what is not there, and for what is wrong. */
function rightOf<T>(schema: z.ZodType<T>, value: unknown, path: readonly string[], tell: Tell): T | undefined {
  if (value === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  tell(path, messageOf(result.error, value));
  return undefined;
}

/** A union's own message says nothing. */
function messageOf({ issues }: z.ZodError, value: unknown): string {
  const [issue] = issues;
  if (issue === undefined || issue.code === 'invalid_union') return `must be a colour, not ${kindOf(value)}`;
  return issue.message;
}

function tableOf(top: Table, name: string, tell: Tell): Table {
  const value = top[name];
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date))
    return value as Table;
  tell([name], `must be a table, as [${name}] begins one, not ${kindOf(value)}`);
  return {};
}

function tellUnknown(table: Table, known: readonly string[], at: readonly string[], tell: Tell): void {
  for (const name of Object.keys(table))
    if (!known.includes(name)) tell([...at, name], `there is no such key${didYouMean(name, known)}`);
}
