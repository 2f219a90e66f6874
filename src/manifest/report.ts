import type { Problem } from './problem.ts';
import type { Path, Source } from './source.ts';

/** Collects what is wrong, each with its line and entry. */
export class Report {
  readonly problems: Problem[] = [];
  readonly notes: Problem[] = [];
  readonly #source: Source;
  readonly #labels: (index: number) => string;

  /** @param labels names the entry at an index of `entries` */
  constructor(source: Source, labels: (index: number) => string) {
    this.#source = source;
    this.#labels = labels;
    for (const { line, path, text } of source.faults) this.problems.push({ line, entry: this.#entryAt(path), text });
  }

  add(path: Path, text: string): void {
    this.problems.push(this.#at(path, text));
  }

  /** Says what has no effect yet, and is no error. */
  note(path: Path, text: string): void {
    this.notes.push(this.#at(path, text));
  }

  #at(path: Path, text: string): Problem {
    return { line: this.#source.lineOf(path), entry: this.#entryAt(path), text };
  }

  #entryAt([first, index]: Path): string | undefined {
    return first === 'entries' && typeof index === 'number' ? this.#labels(index) : undefined;
  }
}

/** A path below an entry as text: `wasi.env[0].name`. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
