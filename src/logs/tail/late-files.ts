import type { OpenFile } from './open-file.ts';

/** Milliseconds for which a rotated file is read on after its last line: its writers may reopen their logs one after the other. */
const LATE_MS = 10_000;

/** Rotated files of one path that are kept open at most; the last ones. */
const MOST_LATE = 4;

/** Milliseconds between two looks while nothing comes. */
const LOOK_MS = 100;

/** Whole lines that came late. */
export interface LateLines {
  readonly bytes: Buffer;
  /** Its last line has no newline, and gets none any more. */
  readonly unfinished: boolean;
}

/** Rotated files whose successor is read already, and to which somebody may still write. */
export class LateFiles {
  /** With the time, by `performance.now`, when something came last. */
  readonly #files = new Map<OpenFile, number>();
  readonly #left: (file: OpenFile) => void;
  #nextLook = 0;

  /** @param left gets a file that is read no more, before it is closed */
  constructor(left: (file: OpenFile) => void) {
    this.#left = left;
  }

  add(file: OpenFile): void {
    this.#files.set(file, performance.now());
    for (const oldest of this.#files.keys()) if (this.#files.size > MOST_LATE) this.#drop(oldest);
  }

  has(id: string): boolean {
    return this.#find(id) !== undefined;
  }

  /** Gives up a file to whoever reads it from now on, and closes it. */
  take(id: string): OpenFile | undefined {
    const file = this.#find(id);
    if (file === undefined) return undefined;
    this.#files.delete(file);
    file.close();
    return file;
  }

  /** What came late to one of them. @param inLine the line of another file is not finished: nothing may come between, unless it takes too long */
  read(buffer: Buffer, inLine: boolean): LateLines | undefined {
    const now = performance.now();
    if (this.#files.size === 0 || now < this.#nextLook) return undefined;
    for (const [file, since] of this.#files) {
      const last = now - since > LATE_MS;
      if (inLine && !last) continue;
      const bytes = last ? file.read(buffer) : file.readLines(buffer);
      if (bytes !== undefined && bytes.length > 0) {
        this.#files.set(file, now);
        return { bytes, unfinished: last && file.endsInLine };
      }
      if (last || bytes === undefined) this.#drop(file);
    }
    this.#nextLook = now + LOOK_MS;
    return undefined;
  }

  close(): void {
    for (const file of this.#files.keys()) file.close();
    this.#files.clear();
  }

  #find(id: string): OpenFile | undefined {
    return [...this.#files.keys()].find((file) => file.id === id);
  }

  #drop(file: OpenFile): void {
    this.#files.delete(file);
    this.#left(file);
    file.close();
  }
}
