/** Letters that no atom of an expression tells apart. */
export interface LetterClass {
  /** Whether they are letters of words, for `\b`. */
  readonly isWord: boolean;
  /** For each step: whether it is an atom that takes them. */
  readonly taken: readonly boolean[];
}

/** Sorts letters (UTF-16 units) into classes. JavaScript's own engine says what an atom takes: one letter cannot make it slow. */
export class Alphabet {
  readonly classes: LetterClass[] = [];
  readonly #sources: readonly (string | undefined)[];
  readonly #atoms: ReadonlyMap<string, RegExp>;
  readonly #known = new Map<string, number>();
  /** The index of a letter's class, plus one; 0 for a letter that was not met yet. */
  readonly #ofLetter = new Uint16Array(0x10000);

  /** @param sources those of the atoms, undefined for a step that is none */
  constructor(sources: readonly (string | undefined)[], anyCase: boolean) {
    const known = sources.filter((source) => source !== undefined);
    this.#sources = sources;
    this.#atoms = new Map(known.map((source) => [source, new RegExp(`^${source}$`, anyCase ? 'i' : '')]));
  }

  /** The index of a letter's class. */
  indexOf(letter: number): number {
    return (this.#ofLetter[letter] || this.#sort(letter)) - 1;
  }

  #sort(letter: number): number {
    const text = String.fromCharCode(letter);
    const isWord = /\w/.test(text);
    const takers = new Set<string | undefined>();
    for (const [source, atom] of this.#atoms) if (atom.test(text)) takers.add(source);
    const key = `${isWord} ${[...takers].join(' ')}`;
    const taken = () => this.#sources.map((source) => takers.has(source));
    const place = this.#known.get(key) ?? this.classes.push({ isWord, taken: taken() });
    this.#known.set(key, place);
    this.#ofLetter[letter] = place;
    return place;
  }
}
