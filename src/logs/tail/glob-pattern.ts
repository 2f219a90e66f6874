import { glob, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Whether a word has signs of a pattern: `*`, `?`, `[...]`, `{...}`. */
export function isPattern(word: string): boolean {
  return /[*?[{]/.test(word);
}

/** A pattern whose files are looked for again and again. */
export class GlobPattern {
  /** As it was typed. */
  readonly word: string;
  readonly #pattern: string;
  /** The folder in which all that matches lies, at whatever depth. */
  readonly folder: string;
  #nextLook = 0;
  #looks = 0;
  #looking = false;
  #hasMatched = false;

  constructor(word: string) {
    this.word = word;
    this.#pattern = resolve(word);
    const names = this.#pattern.split('/');
    this.folder = names.slice(0, names.findIndex(isPattern)).join('/') || '/';
  }

  /** Whether it is time for another look: one that takes long, as in a deep tree, is taken less often. */
  get due(): boolean {
    return !this.#looking && performance.now() >= this.#nextLook;
  }

  /** Whether there was a file that matches, at any look so far. */
  get hasMatched(): boolean {
    return this.#hasMatched;
  }

  /** What matches now and is no directory, sorted; nothing where the folder may not be read. @param isKnown paths that are looked at no more */
  async files(isKnown: (path: string) => boolean): Promise<string[]> {
    const start = performance.now();
    this.#looking = true;
    try {
      const found: string[] = [];
      for await (const path of glob(this.#pattern)) if (isKnown(path) || (await isNoDirectory(path))) found.push(path);
      this.#hasMatched ||= found.length > 0;
      return found.sort();
    } finally {
      this.#looking = false;
      // The first one is slow also since Node loads what it needs.
      if (this.#looks++ > 0) this.#nextLook = performance.now() + BETWEEN * (performance.now() - start);
    }
  }
}

/** A look takes a twentieth of the time at most. */
const BETWEEN = 20;

async function isNoDirectory(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch {
    // A link to nothing, or gone again: it can still come.
    return true;
  }
}
