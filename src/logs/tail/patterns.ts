import type { GlobPattern } from './glob-pattern.ts';

/** Milliseconds until a pattern is asked again that was asked a moment ago. */
const SOON_MS = 50;

/** Patterns whose files are looked for again and again, but not all the time. */
export class Patterns {
  readonly #patterns: GlobPattern[] = [];
  readonly #find: (pattern: GlobPattern) => void;
  #soon: NodeJS.Timeout | undefined;

  /** @param find looks for a pattern's files now */
  constructor(find: (pattern: GlobPattern) => void) {
    this.#find = find;
  }

  add(pattern: GlobPattern): void {
    this.#patterns.push(pattern);
  }

  /** Those that no file has matched yet, as they were typed. */
  get unmatched(): readonly string[] {
    return this.#patterns.filter(({ hasMatched }) => !hasMatched).map(({ word }) => word);
  }

  /** There may be more files: all that are due are looked for, and the others soon. */
  look(): void {
    if (this.#patterns.some(({ due }) => !due)) this.#soon ??= setTimeout(() => this.#lookAgain(), SOON_MS).unref();
    for (const pattern of this.#patterns) if (pattern.due) this.#find(pattern);
  }

  close(): void {
    clearTimeout(this.#soon);
    this.#patterns.length = 0;
  }

  #lookAgain(): void {
    this.#soon = undefined;
    this.look();
  }
}
