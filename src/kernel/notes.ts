import { MOST_NOTES } from '../base/limits.ts';

/**
 * The open note files of one task. Each of them reads every note that is written from its opening to its closing, whatever the others
 * read. While there is one, signals are notes; the last closing gives them their usual effect back.
 */
export class Notes {
  readonly #open = new Set<NoteFile>();

  get areRead(): boolean {
    return this.#open.size > 0;
  }

  open(): NoteFile {
    const file = new NoteFile(() => this.#open.delete(file));
    this.#open.add(file);
    return file;
  }

  write(note: string): void {
    for (const file of this.#open) file.add(note);
  }
}

/** One open note file: the notes that were not read from it yet, and those who wait for one. */
export class NoteFile {
  readonly #closed: () => void;
  #notes: string[] = [];
  #readers: ((notes: readonly string[]) => void)[] = [];

  /** @param closed called when it is closed */
  constructor(closed: () => void) {
    this.#closed = closed;
  }

  /** Of too many that nobody reads the oldest is dropped. */
  add(note: string): void {
    this.#notes.push(note);
    if (this.#notes.length > MOST_NOTES) this.#notes.shift();
    this.#readers.shift()?.(this.#notes.splice(0));
  }

  /** Takes all notes that there are; waits for one where there is none. Nothing at all means that the file was closed. */
  read(): Promise<readonly string[]> {
    if (this.#notes.length > 0) return Promise.resolve(this.#notes.splice(0));
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** Ends the reads that wait. */
  close(): void {
    this.#closed();
    for (const end of this.#readers.splice(0)) end([]);
  }
}
