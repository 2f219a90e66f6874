/** Letters that no atom of an expression tells apart. */
export interface LetterClass {
  readonly index: number;
  /** Whether it is a letter of words, for `\b`. */
  readonly isWord: boolean;
  /** By the source of an atom: whether it takes the letter. */
  readonly taken: ReadonlySet<string>;
}

/** Sorts letters (UTF-16 units) into classes. JavaScript's own engine says what an atom takes: one letter cannot make it slow. */
export class Alphabet {
  readonly #atoms: readonly (readonly [string, RegExp])[];
  readonly #classes = new Map<string, LetterClass>();
  readonly #ofLetter: (LetterClass | undefined)[] = [];

  constructor(sources: readonly string[], anyCase: boolean) {
    this.#atoms = [...new Set(sources)].map((source) => [source, new RegExp(`^${source}$`, anyCase ? 'i' : '')]);
  }

  classOf(letter: number): LetterClass {
    return (this.#ofLetter[letter] ??= this.#sort(String.fromCharCode(letter)));
  }

  #sort(letter: string): LetterClass {
    const isWord = /\w/.test(letter);
    const taken = this.#atoms.filter(([, atom]) => atom.test(letter)).map(([source]) => source);
    const key = `${isWord} ${taken.join(' ')}`;
    const known = this.#classes.get(key) ?? { index: this.#classes.size, isWord, taken: new Set(taken) };
    this.#classes.set(key, known);
    return known;
  }
}
