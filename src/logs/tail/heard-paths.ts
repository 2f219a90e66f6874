import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileTail } from './file-tail.ts';
import { FolderWatch } from './folder-watch.ts';

/** What tails hear of their paths. */
export class HeardPaths {
  /** Tails that want to hear of a path: their own, or what that is a link to. */
  readonly #tails = new Map<string, Set<FileTail>>();
  readonly #wake: (tail: FileTail) => void;
  readonly #came: () => void;
  readonly #watch = new FolderWatch((path, came) => this.#changed(path, came));
  #closed = false;

  /** @param wake gets a tail whose path has changed @param came hears that something came or went that no tail has as its path */
  constructor(wake: (tail: FileTail) => void, came: () => void) {
    this.#wake = wake;
    this.#came = came;
  }

  /** Hears of what a tail's path is now, also behind links. */
  add(tail: FileTail): void {
    for (const path of new Set([tail.path, realPath(tail.path)])) {
      const tails = this.#tails.get(path) ?? new Set();
      this.#tails.set(path, tails.add(tail));
      this.#watch.add(dirname(path));
    }
  }

  /** Hears of what comes in a folder. */
  addFolder(path: string): void {
    this.#watch.add(path);
  }

  forget(tail: FileTail): void {
    for (const tails of this.#tails.values()) tails.delete(tail);
  }

  close(): void {
    this.#closed = true;
    this.#watch.close();
  }

  #changed(path: string, came: boolean): void {
    if (this.#closed) return;
    const tails = this.#tails.get(path);
    for (const tail of tails ?? []) this.#wake(tail);
    if (tails !== undefined || !came) return;
    // A folder that came or went, or a file that a pattern may want.
    for (const [name, inFolder] of this.#tails)
      if (dirname(name) === path) for (const tail of inFolder) this.#wake(tail);
    this.#came();
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there yet: its own name is all there is to hear of.
    return path;
  }
}
