import type { FileTail } from './file-tail.ts';
import type { OpenFile, ReadPlace } from './open-file.ts';
import { isRotatedName } from './rotated-names.ts';
import type { OtherTails } from './tail-place.ts';

/** Files of which it is remembered how far they were read: as many as a rotation with a pattern for all its names can have. */
const MOST_REMEMBERED = 4_096;

/** Sees to it that a file that gets another name, which is followed as well, is not read twice. */
export class OtherNames implements OtherTails {
  readonly #tails: () => Iterable<FileTail>;
  readonly #left = new Map<string, ReadPlace>();

  constructor(tails: () => Iterable<FileTail>) {
    this.#tails = tails;
  }

  isKnown({ id, lastingId }: OpenFile): boolean {
    return this.#left.has(lastingId) || [...this.#tails()].some((tail) => tail.has(id));
  }

  claim({ id, lastingId }: OpenFile): ReadPlace | undefined {
    for (const tail of this.#tails()) {
      const place = tail.release(id);
      if (place !== undefined) return place;
    }
    return this.#left.get(lastingId);
  }

  isCopy(path: string, file: OpenFile): boolean {
    for (const tail of this.#tails()) if (isRotatedName(tail.path, path) && tail.hasContentsOf(file)) return true;
    return false;
  }

  leave({ lastingId, place }: OpenFile): void {
    this.#left.delete(lastingId);
    this.#left.set(lastingId, place);
    for (const oldest of this.#left.keys()) if (this.#left.size > MOST_REMEMBERED) this.#left.delete(oldest);
  }
}
