import type { FileTail, OtherTails } from './file-tail.ts';
import type { ReadPlace } from './open-file.ts';

/** Files of which it is remembered how far they were read: as many as a rotation with a pattern for all its names can have. */
const MOST_REMEMBERED = 4_096;

/** Sees to it that a file that gets another name, which is followed as well, is not read twice. */
export class OtherNames implements OtherTails {
  readonly #tails: () => Iterable<FileTail>;
  readonly #left = new Map<string, ReadPlace>();

  constructor(tails: () => Iterable<FileTail>) {
    this.#tails = tails;
  }

  isKnown(id: string): boolean {
    return this.#left.has(id) || [...this.#tails()].some((tail) => tail.has(id));
  }

  claim(id: string): ReadPlace | undefined {
    for (const tail of this.#tails()) {
      const place = tail.release(id);
      if (place !== undefined) return place;
    }
    return this.#left.get(id);
  }

  leave(id: string, place: ReadPlace): void {
    this.#left.delete(id);
    this.#left.set(id, place);
    for (const oldest of this.#left.keys()) if (this.#left.size > MOST_REMEMBERED) this.#left.delete(oldest);
  }
}
