import type { OpenFile } from './open-file.ts';
import type { ReadContents } from './read-contents.ts';
import type { TailWriter } from './tail-writer.ts';

/** Milliseconds for which a rotated file is read on after its last line: its writers may reopen their logs one after the other. */
const LATE_MS = 10_000;

/** Rotated files of one path that are kept open at most; the last ones. */
const MOST_LATE = 4;

/** Milliseconds between two looks while nothing comes. */
const LOOK_MS = 100;

/** Rotated files whose successor is read already, and to which somebody may still write. */
export class LateFiles {
  /** With the time, by `performance.now`, when something came last. */
  readonly #files = new Map<OpenFile, number>();
  readonly #writer: TailWriter;
  readonly #contents: ReadContents;
  #nextLook = 0;

  constructor(writer: TailWriter, contents: ReadContents) {
    this.#writer = writer;
    this.#contents = contents;
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

  /**
   * Writes what came late to one of them. @param inLine the line of another file is not finished: nothing may come between, unless it
   * takes too long @returns whether anything came
   */
  step(buffer: Buffer, inLine: boolean): boolean {
    const now = performance.now();
    if (this.#files.size === 0 || now < this.#nextLook) return false;
    for (const [file, since] of this.#files) {
      const last = now - since > LATE_MS;
      if (inLine && !last) continue;
      const bytes = last ? file.read(buffer) : file.readLines(buffer);
      if (bytes !== undefined && bytes.length > 0) {
        this.#files.set(file, now);
        this.#write(bytes, inLine, last && file.endsInLine);
        return true;
      }
      if (last || bytes === undefined) this.#drop(file);
    }
    this.#nextLook = now + LOOK_MS;
    return false;
  }

  close(): void {
    for (const file of this.#files.keys()) file.close();
    this.#files.clear();
  }

  /** Late lines come between whole lines of the file that is read now. */
  #write(bytes: Buffer, inLine: boolean, unfinished: boolean): void {
    if (inLine) this.#writer.finishLine();
    this.#writer.append(bytes, Date.now());
    if (unfinished) this.#writer.finishLine();
  }

  #find(id: string): OpenFile | undefined {
    return [...this.#files.keys()].find((file) => file.id === id);
  }

  #drop(file: OpenFile): void {
    this.#files.delete(file);
    this.#contents.leave(file);
    file.close();
  }
}
