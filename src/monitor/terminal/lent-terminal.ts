import { askTerminal, type Conversation } from './ask-terminal.ts';
import { startShell } from './shell-command.ts';

/** How long a terminal gets to say where its cursor is. */
const ANSWER_MS = 300;

/** A command that ends sooner on a terminal that says nothing has printed something, and is no editor. */
const SHORT_MS = 1_000;

/** Room for a line below the cursor: what prints a line moves the cursor then, even at the bottom of the screen. */
const ROOM_BELOW = '\r\n\u001b[A';

/** The question goes once it is answered: what runs next prints in its place. */
const FORGET = '\r\u001b[K';

const POSITION = /\u001b\[(\d+;\d+)R/;

/** A terminal that a command has for a while. What was on it is somebody else's business. */
export class LentTerminal {
  readonly #terminal: Conversation;
  #hangUp: (() => void) | undefined;

  constructor(terminal: Conversation) {
    this.#terminal = terminal;
  }

  /** Somebody else has the terminal: its Ctrl-C is not ours. */
  get isLent(): boolean {
    return this.#hangUp !== undefined;
  }

  /**
   * Runs a command to its end. What it left on the screen stays until a key is pressed; programs that had a screen of their own left nothing.
   * @returns what there is to say of it: `''` where it went well
   */
  async run(command: string, input: string | Iterable<string> | undefined): Promise<string> {
    this.#hangUp = () => {};
    try {
      return await this.#run(command, input);
    } finally {
      this.#hangUp = undefined;
    }
  }

  /** wasitop ends: so shall what runs. */
  hangUp(): void {
    this.#hangUp?.();
  }

  async #run(command: string, input: string | Iterable<string> | undefined): Promise<string> {
    this.#terminal.stdout.write(ROOM_BELOW);
    const [before, began] = [await this.#position(), performance.now()];
    const shell = startShell(command, input);
    this.#hangUp = shell.hangUp;
    const failure = await shell.ended;
    const after = before && (await this.#position());
    const isRead = before === undefined ? performance.now() - began >= SHORT_MS : before === after;
    if (!isRead) await this.#untilKey();
    return failure;
  }

  /** `row;column` of the cursor; undefined where the terminal does not say it. */
  async #position(): Promise<string | undefined> {
    return POSITION.exec(await askTerminal(this.#terminal, '\u001b[6n', (text) => POSITION.test(text), ANSWER_MS))?.[1];
  }

  async #untilKey(): Promise<void> {
    const isPressed = (text: string): boolean => text !== '';
    await askTerminal(this.#terminal, '\r\nPress any key to go on', isPressed, FOREVER_MS);
    this.#terminal.stdout.write(FORGET);
  }
}

/** The longest that a timer can wait: 24 days. */
const FOREVER_MS = 2 ** 31 - 1;
