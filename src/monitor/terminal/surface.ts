import { changedLines } from './changed-lines.ts';

/** A terminal that knows them shows all between them at once (DECSET 2026); others pass over them. */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[m\u001b[?2026l';

/** The lines on a terminal, and those that are to be there. Only what differs is written. */
export class Surface {
  readonly #write: (bytes: string) => void;
  #lines: readonly string[] = [];
  /** What the terminal shows, as long as nobody else writes to it. */
  #shown: readonly string[] | undefined;
  #open = false;
  #due = false;

  constructor(write: (bytes: string) => void) {
    this.#write = write;
  }

  /** From now on the terminal is ours to draw on. */
  open(): void {
    this.#open = true;
    this.forget();
  }

  /** Nothing is written after this. */
  close(): void {
    this.#open = false;
  }

  show(lines: readonly string[]): void {
    this.#lines = lines;
    if (!this.#due) this.#draw();
  }

  /** The terminal may show anything: somebody else writes to it, or its size is another one. All is drawn again as soon as they are through. */
  forget(): void {
    this.#shown = undefined;
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#open) return;
    const bytes = changedLines(this.#shown, this.#lines);
    this.#shown = this.#lines;
    if (bytes !== '') this.#write(BEGIN + bytes + END);
  }
}
