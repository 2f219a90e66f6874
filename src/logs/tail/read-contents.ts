import type { OpenFile, ReadPlace } from './open-file.ts';

/** Contents that are remembered of one path: the last ones, a kilobyte each. */
const MOST_CONTENTS = 16;

/** What was read under one path before: by it a copy, which is another file, is told from what came next. */
export class ReadContents {
  readonly #places: ReadPlace[] = [];

  /** Something was read so far, and is no more, or no more there. */
  add(place: ReadPlace): void {
    this.#places.push(place);
    if (this.#places.length > MOST_CONTENTS) this.#places.shift();
  }

  /** Whether all of a file was read already, as far as can be told from its beginning and its end. */
  has(file: OpenFile): boolean {
    return this.#places.some((place) => file.isCopyOf(place));
  }
}
