import type { OpenFile, ReadPlace } from './open-file.ts';
import type { OtherTails } from './tail-place.ts';

/** Contents that are remembered of one path: the last ones, a kilobyte each. */
const MOST_CONTENTS = 16;

/** What was read under one path before: by it a copy, which is another file, is told from what came next. */
export class ReadContents {
  readonly #others: OtherTails;
  readonly #places: ReadPlace[] = [];

  constructor(others: OtherTails) {
    this.#others = others;
  }

  /** Something was read so far, and is no more there. */
  add(place: ReadPlace): void {
    this.#places.push(place);
    if (this.#places.length > MOST_CONTENTS) this.#places.shift();
  }

  /** A file was read so far, and is not read any more: whoever meets it again, under whatever name, goes on there. */
  leave(file: OpenFile): void {
    this.add(file.place);
    this.#others.leave(file);
  }

  /** Whether all of a file was read already, as far as can be told from its beginning and its end. */
  has(file: OpenFile): boolean {
    return this.#places.some((place) => file.isCopyOf(place));
  }

  /** Whether a file is read or was, under whatever name, or is a copy of what was. */
  isKnown(file: OpenFile): boolean {
    return this.#others.isKnown(file) || this.has(file);
  }
}
