import type { ReadStream } from 'node:tty';
import { ESCAPE_WAIT_MS, KeyTokenizer, type Token } from '../input/key-tokens.ts';

/** The keys of a terminal, one by one, while it is in raw mode. */
export class Keyboard {
  readonly #stdin: ReadStream;
  readonly #press: (token: Token) => void;
  readonly #tokenizer = new KeyTokenizer();
  #escapeTimer: NodeJS.Timeout | undefined;

  constructor(stdin: ReadStream, press: (token: Token) => void) {
    this.#stdin = stdin;
    this.#press = press;
  }

  /** Turns raw mode on, and listens. */
  open(): void {
    this.#stdin.setRawMode(true);
    this.#stdin.setEncoding('utf8');
    this.#stdin.on('data', this.#onData);
    this.#stdin.resume();
  }

  /** Gives the terminal back; keys that are typed meanwhile are for others. */
  close(): void {
    clearTimeout(this.#escapeTimer);
    this.#stdin.off('data', this.#onData);
    this.#stdin.setRawMode(false);
    this.#stdin.pause();
  }

  /** Somebody else had the terminal meanwhile, and left it in another mode. */
  renew(): void {
    this.#stdin.setRawMode(false);
    this.#stdin.setRawMode(true);
  }

  readonly #onData = (text: string): void => {
    clearTimeout(this.#escapeTimer);
    this.#pressAll(this.#tokenizer.feed(text));
    if (this.#tokenizer.waiting)
      this.#escapeTimer = setTimeout(() => this.#pressAll(this.#tokenizer.flush()), ESCAPE_WAIT_MS);
  };

  #pressAll(tokens: readonly Token[]): void {
    for (const token of tokens) this.#press(token);
  }
}
