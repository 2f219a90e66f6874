import type { OpenFile } from './open-file.ts';
import type { ReadContents } from './read-contents.ts';
import { successorsOf } from './successors.ts';

/** Files of one path that were rotated faster than they could be looked at: they are read before the path is looked at again. */
export class Succession {
  readonly #path: string;
  readonly #contents: ReadContents;
  #files: OpenFile[] = [];

  constructor(path: string, contents: ReadContents) {
    this.#path = path;
    this.#contents = contents;
  }

  get isEmpty(): boolean {
    return this.#files.length === 0;
  }

  /** Finds what came after a file, unless that is known. */
  find(old: OpenFile, isKnown: (file: OpenFile) => boolean): void {
    if (this.isEmpty) this.#files = successorsOf(this.#path, old, isKnown);
  }

  /** Of two files that were found at once, one may be a copy of the other, which is read by now. What has the path is none. */
  next(): OpenFile | undefined {
    for (let next = this.#files.shift(); next !== undefined; next = this.#files.shift()) {
      if (this.isEmpty || !this.#contents.has(next)) return next;
      next.close();
    }
    return undefined;
  }

  has(id: string): boolean {
    return this.#files.some((file) => file.id === id);
  }

  /** Gives up a file to whoever reads it from now on, and closes it. */
  take(id: string): OpenFile | undefined {
    const file = this.#files.find((open) => open.id === id);
    this.#files = this.#files.filter((open) => open !== file);
    file?.close();
    return file;
  }

  close(): void {
    for (const file of this.#files.splice(0)) file.close();
  }
}
