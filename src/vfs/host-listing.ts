import fs from 'node:fs';
import { spell, unspell } from '../base/spelling.ts';
import type { DirEntry, Listing } from './file-handle.ts';
import { onHost } from './host-error.ts';
import { typeOf } from './host-type.ts';

/** Reads a directory of the host. Its own descriptor is open until the end is reached. */
export class HostListing implements Listing {
  readonly #link: string;
  readonly #directory: fs.Dir;
  #isOpen = true;

  /** @param link leads to the directory as long as this is used */
  constructor(link: string) {
    this.#link = link;
    this.#directory = fs.opendirSync(link, { encoding: 'latin1' });
  }

  next(most: number): DirEntry[] | undefined {
    return onHost('read directory', 'directory', () => {
      const piece: DirEntry[] = [];
      for (let count = 0; count < most && this.#isOpen; count++) {
        const bytes = this.#directory.readSync()?.name;
        if (bytes === undefined) {
          this.close();
          return count === 0 ? undefined : piece;
        }
        const name = spell(bytes);
        // What is gone again since it was listed is left out.
        const stat = fs.lstatSync(unspell(`${this.#link}/${name}`), { bigint: true, throwIfNoEntry: false });
        if (stat !== undefined) piece.push({ name, ino: stat.ino, type: typeOf(stat) });
      }
      return this.#isOpen ? piece : undefined;
    });
  }

  close(): void {
    if (this.#isOpen) this.#directory.closeSync();
    this.#isOpen = false;
  }
}
