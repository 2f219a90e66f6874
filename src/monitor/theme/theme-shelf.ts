import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../base/package-file.ts';
import type { ConfigProblem } from '../../config/problem.ts';
import { hostCode } from '../../vfs/host-error.ts';
import { clean } from '../draw/text.ts';
import type { Theme } from '../draw/theme.ts';
import type { Depth } from './colour.ts';
import { compileTheme } from './compile.ts';
import { DEFAULT_ROLES, inbornStyles, MONO_ROLES } from './inborn-themes.ts';
import type { Role } from './roles.ts';
import { readThemeFile, type ThemeFile } from './theme-file.ts';

export const DEFAULT_THEME = 'default';

/** Themes that are there without any file. */
const INBORN: readonly ThemeFile[] = [
  inborn(DEFAULT_THEME, "the 16 colours of the terminal's own palette", DEFAULT_ROLES),
  inborn('mono', 'no colour at all: bold, underline and reverse video', MONO_ROLES),
];

function inborn(name: string, about: string, roles: Readonly<Record<Role, string>>): ThemeFile {
  return { name, about, background: 'any', ground: undefined, styles: inbornStyles(roles), problems: [] };
}

/** The file names that are names of themes. */
const FILE = /^([a-z0-9][a-z0-9_-]*)\.toml$/;

/** All themes that there are: files are read when somebody looks at them, and not before. */
export class ThemeShelf {
  readonly #folder: string;
  #paths: ReadonlyMap<string, string> = new Map();
  #files = new Map<string, ThemeFile>();
  #themes = new Map<string, Theme>();

  /** @param folder of the themes of whoever uses this; what is in it goes before what the package has */
  constructor(folder: string) {
    this.#folder = folder;
    this.forget();
  }

  /** Looks again at what there is. */
  forget(): void {
    const entries = [packageFile('themes'), this.#folder].flatMap((folder) =>
      namesIn(folder).map((name) => [name, join(folder, `${name}.toml`)] as const),
    );
    this.#paths = new Map(entries);
    this.#files = new Map();
    this.#themes = new Map();
  }

  /** All names, those without files first. */
  get names(): readonly string[] {
    return [...new Set([...INBORN.map(({ name }) => name), ...this.#paths.keys()])];
  }

  /** All of them, with what they say of themselves: nothing is read before somebody wants to know that. */
  get choices(): readonly { readonly text: string; readonly note: string }[] {
    const noteOf = (name: string) => this.#noteOf(name);
    return this.names.map((text) => ({
      text,
      get note() {
        return noteOf(text);
      },
    }));
  }

  #noteOf(name: string): string {
    const { about, problems } = this.file(name);
    return problems.length === 0 ? clean(about) : 'something is wrong in it: wasitop config check';
  }

  /** What is wrong in the folder itself: files whose names are none of themes, or that nobody may look into it. */
  get misplaced(): readonly { readonly path: string; readonly text: string }[] {
    const folder = this.#folder;
    try {
      const wrong = readdirSync(folder).filter((file) => file.endsWith('.toml') && !FILE.test(file));
      const text = 'a theme is NAME.toml, and NAME of small letters, digits, - and _';
      return wrong.sort().map((file) => ({ path: join(folder, file), text }));
    } catch (error) {
      const code = hostCode(error);
      if (code === undefined) throw error;
      return code === 'ENOENT' ? [] : [{ path: folder, text: `it cannot be read (${code})` }];
    }
  }

  /** Where a theme lies; undefined for one that needs no file. */
  pathOf(name: string): string | undefined {
    return this.#paths.get(name);
  }

  /** Whether a theme is not from the package. */
  isOwn(name: string): boolean {
    return this.#paths.get(name) === join(this.#folder, `${name}.toml`);
  }

  /** A theme as it was written; one that is not there is the default one. */
  file(name: string): ThemeFile {
    const before = this.#files.get(name);
    if (before !== undefined) return before;
    const path = this.#paths.get(name);
    const file =
      path === undefined
        ? (INBORN.find((one) => one.name === name) ?? (INBORN[0] as ThemeFile))
        : readThemeFile(path, name);
    this.#files.set(name, file);
    return file;
  }

  /** What is wrong with a theme, and where; undefined for one that is right. */
  problemOf(name: string): { readonly path: string; readonly problem: ConfigProblem } | undefined {
    const [path, [problem]] = [this.#paths.get(name), this.file(name).problems];
    return path === undefined || problem === undefined ? undefined : { path, problem };
  }

  /** The same object for the same theme until `forget`. */
  theme(name: string, depth: Depth, unicode: boolean): Theme {
    const key = `${name} ${depth} ${unicode}`;
    const before = this.#themes.get(key);
    if (before !== undefined) return before;
    const theme = compileTheme(this.file(name), depth, unicode);
    this.#themes.set(key, theme);
    return theme;
  }
}

/** A folder that is not there, or may not be read, has no themes. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .flatMap((file) => FILE.exec(file)?.[1] ?? [])
      .sort();
  } catch (error) {
    if (hostCode(error) === undefined) throw error;
    return [];
  }
}
