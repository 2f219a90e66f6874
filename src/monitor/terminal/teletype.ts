import { widthOf } from '../draw/text.ts';
import type { Prompt } from '../spoken/layer-words.ts';
import { echoOf } from '../spoken/line-echo.ts';
import type { Teller } from '../spoken/speaker.ts';

/** All that a terminal would act on; words are clean before they come here. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** A terminal as paper: lines are added at its end, and what was written stays. In the last line what is typed is echoed, with backspaces where it is mended. */
export class Teletype implements Teller {
  readonly #write: (bytes: string) => void;
  readonly #columns: () => number;
  /** What is being typed in the last line; undefined where that is empty. */
  #prompt: Prompt | undefined;

  constructor(write: (bytes: string) => void, columns: () => number) {
    this.#write = write;
    this.#columns = columns;
  }

  tell(lines: readonly string[], prompt: Prompt | undefined, anew: boolean): void {
    const echo = lines.length > 0 || anew ? undefined : this.#echo(prompt);
    const bytes = echo ?? `${this.#ended()}${lines.map(lineOf).join('')}${prompt === undefined ? '' : textOf(prompt)}`;
    this.#prompt = prompt;
    if (bytes !== '') this.#write(bytes);
  }

  /** The last line is left as it is, and what follows begins on a new one. */
  end(): void {
    const bytes = this.#ended();
    this.#prompt = undefined;
    if (bytes !== '') this.#write(bytes);
  }

  #ended(): string {
    if (this.#prompt === undefined) return '';
    // What follows shall not stand inside of it.
    const { line } = this.#prompt;
    return `${[...line.text].slice(line.cursor).join('').replace(CONTROLS, '')}\n`;
  }

  /** What changes on the last line; undefined where it has to be written anew. */
  #echo(prompt: Prompt | undefined): string | undefined {
    const before = this.#prompt;
    if (before === undefined || prompt === undefined) return before === prompt ? '' : undefined;
    if (before.title !== prompt.title) return undefined;
    return echoOf(before.line, prompt.line, this.#columns() - widthOf(prompt.title) - 1);
  }
}

function lineOf(text: string): string {
  return `${text.replace(CONTROLS, '')}\n`;
}

/** The line, with the cursor where it is in it. */
function textOf({ title, line }: Prompt): string {
  const behind = [...line.text].slice(line.cursor).join('');
  return `${title}${line.text}${'\b'.repeat(widthOf(behind))}`;
}
