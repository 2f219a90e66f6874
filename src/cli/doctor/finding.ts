/** How something is: right; it takes something away; wasitop cannot work so. */
export type Level = 'ok' | 'warning' | 'problem';

/** One thing that the doctor looked at. */
export interface Finding {
  readonly area: string;
  /** A short name that stays the same from version to version, for programs. */
  readonly name: string;
  readonly level: Level;
  /** What is there. */
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Findings of one area. A finding that has advice is a warning, unless it says that it is a problem. */
export class Findings {
  readonly #area: string;
  readonly list: Finding[] = [];

  constructor(area: string) {
    this.#area = area;
  }

  ok(name: string, text: string): void {
    this.list.push({ area: this.#area, name, level: 'ok', text });
  }

  warning(name: string, text: string, advice: string): void {
    this.list.push({ area: this.#area, name, level: 'warning', text, advice });
  }

  problem(name: string, text: string, advice: string): void {
    this.list.push({ area: this.#area, name, level: 'problem', text, advice });
  }

  /** Right where there is nothing to advise. */
  note(name: string, text: string, advice: string | undefined): void {
    if (advice === undefined) this.ok(name, text);
    else this.warning(name, text, advice);
  }
}
