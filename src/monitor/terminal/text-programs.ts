import { type OpenedText, openText } from './open-text.ts';

/** Opens texts in programs, one at a time: a long text is written to a file first, while keys go on. */
export class TextPrograms {
  readonly #run: (command: string, input?: Iterable<string>) => Promise<string>;
  #isOpening = false;

  /** @param run runs a command line on the terminal, as `TerminalHost.run` does */
  constructor(run: (command: string, input?: Iterable<string>) => Promise<string>) {
    this.#run = run;
  }

  /** @param hasColours whether a program's own colours can be seen @returns what there is to say of it: `''` where it went well */
  async open(opened: OpenedText, hasColours: boolean): Promise<string> {
    if (this.#isOpening) return 'a program is being opened already';
    this.#isOpening = true;
    try {
      const text = (coloured: boolean) => opened.text(coloured && hasColours);
      return await openText({ ...opened, text }, process.env, this.#run);
    } finally {
      this.#isOpening = false;
    }
  }
}
