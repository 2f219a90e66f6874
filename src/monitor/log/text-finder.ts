/** Finds plain text, in any case where asked. */
export class TextFinder {
  readonly #text: string;
  /** Undefined where the case counts. */
  readonly #anyCase: RegExp | undefined;

  /** @param text that is not empty */
  constructor(text: string, anyCase: boolean) {
    this.#text = text;
    this.#anyCase = anyCase ? new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi') : undefined;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Where the text stands next from a place on; -1 where it does not. */
  next(text: string, from: number): number {
    const pattern = this.#anyCase;
    if (pattern === undefined) return text.indexOf(this.#text, from);
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex - this.#text.length : -1;
  }
}
