import type { Maybe } from '../base/maybe.ts';
import { type DirEntry, FileHandle, type FileType, type Stat } from './file-handle.ts';

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

  override entries(): Maybe<readonly DirEntry[]> {
    return this.#entries;
  }
}
