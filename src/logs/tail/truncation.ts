import type { OpenFile, ReadPlace } from './open-file.ts';
import type { ReadContents } from './read-contents.ts';
import type { TailWriter } from './tail-writer.ts';
import { copyOfTruncated } from './truncated-copy.ts';

/** No copy has what was in the file between our last look and its truncation. */
export const LOSSY = 'truncated; what came just before may be lost';

/** A file that was truncated: what was not read of it yet is read from a copy, if there is one. */
export class Truncation {
  readonly #writer: TailWriter;
  readonly #contents: ReadContents;
  readonly #copy: OpenFile | undefined;

  constructor(path: string, file: OpenFile, writer: TailWriter, contents: ReadContents) {
    this.#writer = writer;
    this.#contents = contents;
    contents.add(file.place);
    this.#copy = copyOfTruncated(path, file);
  }

  get endsInLine(): boolean {
    return this.#copy?.endsInLine === true;
  }

  /** How far the copy was read. */
  get place(): ReadPlace | undefined {
    return this.#copy?.place;
  }

  has(id: string): boolean {
    return this.#copy?.id === id;
  }

  /** Reads a piece of the copy. @returns what is to be told once all is read */
  step(buffer: Buffer): string | undefined {
    const bytes = this.#copy?.read(buffer);
    // The next copy may be written over this one while it is read: then a piece can be of both.
    if (bytes === undefined || this.#copy?.isAsOpened !== true) return LOSSY;
    if (bytes.length === 0) return 'truncated';
    this.#writer.append(bytes, Date.now());
    return undefined;
  }

  /** Reads no more. */
  leave(): void {
    if (this.#copy === undefined) return;
    this.#contents.leave(this.#copy);
    this.#copy.close();
  }

  close(): void {
    this.#copy?.close();
  }
}
