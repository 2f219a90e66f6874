import { chain, type Maybe } from '../base/maybe.ts';
import { type DirEntry, FileHandle, type FileType, type Listing, type Stat } from '../vfs/file-handle.ts';

/** What a directory shows besides its own names. */
export interface Addition {
  /** Further layers, in their order. */
  readonly layers: readonly LowerLayer[];
  /** Mount points: they stand in the place of what they cover. */
  readonly mounts: readonly DirEntry[];
}

/** A layer of a union that lies below others. */
export interface LowerLayer {
  /** Undefined where its directory is gone. */
  list(): Listing | undefined;
  /** Whether a layer above it has the name. */
  isHidden(name: string): boolean;
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

  override list(): Listing {
    return new MergedListing(this.#own.list(), this.#addition());
  }

  override close(): void {
    this.#own.close();
  }
}

/** Reads one layer after the other, then the mount points. Whether a name was there before is asked of the layers above: it keeps none. */
class MergedListing implements Listing {
  readonly #layers: readonly LowerLayer[];
  readonly #mounts: ReadonlyMap<string, DirEntry>;
  #current: Listing | undefined;
  /** How many of the layers were begun. */
  #begun = 0;
  #ended = false;

  constructor(own: Listing, { layers, mounts }: Addition) {
    this.#current = own;
    this.#layers = layers;
    this.#mounts = new Map(mounts.map((entry) => [entry.name, entry]));
  }

  next(most: number): Maybe<readonly DirEntry[] | undefined> {
    if (this.#ended) return undefined;
    // The lower a layer, the more there are to be asked about each of its names.
    const piece = this.#current?.next(Math.ceil(most / (this.#begun + 1)));
    return chain(piece, (entries) => (entries === undefined ? this.#nextLayer() : this.#shown(entries)));
  }

  close(): void {
    this.#current?.close();
    this.#current = undefined;
    this.#ended = true;
  }

  #shown(entries: readonly DirEntry[]): DirEntry[] {
    const layer = this.#layers[this.#begun - 1];
    return entries.filter(({ name }) => !this.#mounts.has(name) && !layer?.isHidden(name));
  }

  #nextLayer(): readonly DirEntry[] {
    this.#current?.close();
    this.#current = this.#layers[this.#begun]?.list();
    if (this.#begun++ < this.#layers.length) return [];
    this.#ended = true;
    return [...this.#mounts.values()];
  }
}
