import { MAX_COOKIE_NAMES } from '../base/limits.ts';
import { chain, type Maybe } from '../base/maybe.ts';
import type { DirEntry, FileHandle, Listing } from '../vfs/file-handle.ts';
import { LISTING_PIECE } from '../vfs/listing.ts';

/**
 * What one descriptor has read of its directory. Cookies count names: 0 stands before `.`, 1 before `..`, 2 before the first name of
 * the directory. Only the two pieces read last are kept. For a cookie before them the directory is read anew, and the names that
 * stood before the cookie are left out: they are known by hashes, so that names that came or went meanwhile shift no others. Behind
 * the first `MAX_COOKIE_NAMES` they are only counted.
 */
export class DirectoryCursor {
  readonly #handle: FileHandle;
  #listing: Listing | undefined;
  #ended = false;
  /** Names in their order, and the cookie that stands before the first of them. */
  #window: readonly DirEntry[] = [];
  #first = 0;
  /** Hashes of the first names of the directory. */
  #hashes: number[] = [];
  /** What is left out after a new beginning: names with these hashes, then so many. */
  #seen: ReadonlySet<number> = new Set();
  #surplus = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
    this.rewind();
  }

  /** Begins anew: the directory as it is now. */
  rewind(): void {
    const ino = this.#handle.stat().ino;
    this.#begin(2);
    this.#window = [
      { name: '.', ino, type: 'directory' },
      { name: '..', ino: 0n, type: 'directory' },
    ];
    this.#first = 0;
  }

  /** The names behind a cookie, as far as they are at hand; none at the end. Undefined where `advance` has to read first. */
  behind(cookie: number): readonly DirEntry[] | undefined {
    const at = cookie - this.#first;
    if (at >= 0 && at < this.#window.length) return this.#window.slice(at);
    return at >= 0 && this.#ended ? [] : undefined;
  }

  /** Reads one piece towards a cookie. */
  advance(cookie: number): Maybe<void> {
    if (cookie < 2) this.rewind();
    else if (cookie < this.#first) this.#begin(cookie);
    this.#listing ??= this.#handle.list();
    return chain(this.#listing.next(LISTING_PIECE), (piece) => {
      if (piece !== undefined) return this.#take(piece);
      this.#ended = true;
      this.close();
    });
  }

  close(): void {
    this.#listing?.close();
    this.#listing = undefined;
  }

  /** Makes the next piece begin behind a cookie. */
  #begin(cookie: number): void {
    this.close();
    this.#ended = false;
    this.#window = [];
    this.#first = cookie;
    this.#hashes = this.#hashes.slice(0, cookie - 2);
    this.#seen = new Set(this.#hashes);
    this.#surplus = cookie - 2 - this.#hashes.length;
  }

  #take(piece: readonly DirEntry[]): void {
    const fresh = this.#seen.size === 0 ? piece : piece.filter(({ name }) => !this.#seen.has(hashOf(name)));
    const counted = Math.min(this.#surplus, fresh.length);
    this.#surplus -= counted;
    const room = MAX_COOKIE_NAMES - this.#hashes.length;
    this.#hashes.push(...fresh.slice(0, room).map(({ name }) => hashOf(name)));
    const kept = this.#window.slice(-LISTING_PIECE);
    this.#first += this.#window.length - kept.length;
    this.#window = [...kept, ...fresh.slice(counted)];
  }
}

/** A small integer, as FNV-1a makes it. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >> 1;
}
