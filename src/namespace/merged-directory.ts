import { chain, type Maybe } from '../base/maybe.ts';
import { type DirEntry, FileHandle, type FileType, type Stat } from '../vfs/file-handle.ts';

/** What a directory shows besides its own names. */
export interface Addition {
  /** Names of further layers, in their order; those that are there already are not shown twice. */
  readonly layers: readonly DirEntry[];
  /** Mount points: they stand in the place of what they cover. */
  readonly mounts: readonly DirEntry[];
}

/** An open directory with the names that other layers and mount points add to it. All else is the directory's own. */
export class MergedDirectory extends FileHandle {
  override readonly type: FileType = 'directory';
  readonly #own: FileHandle;
  readonly #addition: () => Addition;

  /** @param addition asked at every listing; it is as the namespace was when the directory was opened, with today's names */
  constructor(own: FileHandle, addition: () => Addition) {
    super();
    this.#own = own;
    this.#addition = addition;
  }

  override stat(): Stat {
    return this.#own.stat();
  }

  override setTimes(atim: bigint | undefined, mtim: bigint | undefined): void {
    this.#own.setTimes(atim, mtim);
  }

  override sync(dataOnly: boolean): Maybe<void> {
    return this.#own.sync(dataOnly);
  }

  override entries(): Maybe<readonly DirEntry[]> {
    return chain(this.#own.entries(), (own) => {
      const { layers, mounts } = this.#addition();
      const byName = new Map<string, DirEntry>();
      for (const entry of [...own, ...layers]) if (!byName.has(entry.name)) byName.set(entry.name, entry);
      for (const entry of mounts) byName.set(entry.name, entry);
      return [...byName.values()];
    });
  }

  override close(): void {
    this.#own.close();
  }
}
