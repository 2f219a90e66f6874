import { type DirEntry, FileHandle, type FileType, type Listing, type Stat } from './file-handle.ts';
import { listingOf } from './listing.ts';

/** A directory that consists of a list of names. */
export class ListedDirectory extends FileHandle {
  override readonly type: FileType = 'directory';
  readonly #entries: readonly DirEntry[];
  readonly #stat: Stat;

  constructor(entries: readonly DirEntry[], stat: Stat) {
    super();
    this.#entries = entries;
    this.#stat = stat;
  }

  override stat(): Stat {
    return this.#stat;
  }

  override list(): Listing {
    return listingOf(this.#entries);
  }
}
