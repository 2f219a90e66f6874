import type { OpenFile } from './open-file.ts';
import { identityOf } from './path-identity.ts';

/** Milliseconds for which an empty new file may wait for its writer, who still writes to the old one. */
const EMPTY_MS = 10_000;

/**
 * What is behind the end of a file. `current`: it has its path, and may grow. `kept`: the path is another file, which is empty yet.
 * `replaced`: it is another one, and what was written since the last look is still to be read. `over`: that was read too.
 */
export type EndKind = 'current' | 'kept' | 'replaced' | 'over' | 'renamed' | 'deleted';

/** Tells what the end of one file is, each time that it is met. */
export class FileEnd {
  readonly #path: string;
  readonly #file: OpenFile;
  #isReplaced = false;
  #emptySince: number | undefined;

  constructor(path: string, file: OpenFile) {
    this.#path = path;
    this.#file = file;
  }

  look(): EndKind {
    if (this.#isReplaced) return 'over';
    const now = identityOf(this.#path);
    if (now === undefined) return this.#file.stat().nlink > 0n ? 'renamed' : 'deleted';
    if (now.id === this.#file.id) {
      this.#emptySince = undefined;
      return 'current';
    }
    this.#emptySince ??= performance.now();
    // Whoever wrote to the new file no longer writes to the old one; what was written there since our last look is read before.
    this.#isReplaced = !now.empty || performance.now() - this.#emptySince > EMPTY_MS;
    return this.#isReplaced ? 'replaced' : 'kept';
  }
}
