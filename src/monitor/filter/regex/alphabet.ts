/** Letters that no atom of an expression tells apart. */
export interface LetterClass {
  /** Whether they are letters of words, for `\b`. */
  readonly isWord: boolean;
  /** By the source of an atom: whether it takes them. */
  readonly taken: ReadonlySet<string>;
}

/** Sorts letters (UTF-16 units) into classes. JavaScript's own engine says what an atom takes: one letter cannot make it slow. */
export class Alphabet {
  readonly classes: LetterClass[] = [];
  readonly #atoms: readonly (readonly [string, RegExp])[];
  readonly #known = new Map<string, number>();
  /** The index of a letter's class, plus one; 0 for a letter that was not met yet. */
  readonly #ofLetter = new Uint16Array(0x10000);

  constructor(sources: readonly string[], anyCase: boolean) {
    this.#atoms = [...new Set(sources)].map((source) => [source, new RegExp(`^${source}$`, anyCase ? 'i' : '')]);
  }

  /** The index of a letter's class. */
  indexOf(letter: number): number {
    return (this.#ofLetter[letter] || this.#sort(letter)) - 1;
  }

  #sort(letter: number): number {
    const text = String.fromCharCode(letter);
    const isWord = /\w/.test(text);
    const taken = this.#atoms.filter(([, atom]) => atom.test(text)).map(([source]) => source);
    const key = `${isWord} ${taken.join(' ')}`;
    const place = this.#known.get(key) ?? this.classes.push({ isWord, taken: new Set(taken) });
    this.#known.set(key, place);
    this.#ofLetter[letter] = place;
    return place;
  }
}
