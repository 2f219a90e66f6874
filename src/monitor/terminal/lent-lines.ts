import { startShell } from './shell-command.ts';

export interface LentLinesOptions {
  /** Gives the terminal away, and takes it back. */
  leave(): void;
  comeBack(failure: string): void;
  /** The process was suspended for so many milliseconds, and goes on. */
  resumed(ms: number): void;
}

/** A terminal that is written line by line, and that a command has for a while: what it prints simply stands there. */
export class LentLines {
  readonly #options: LentLinesOptions;
  #hangUp: (() => void) | undefined;

  constructor(options: LentLinesOptions) {
    this.#options = options;
  }

  /** Somebody else has the terminal: its Ctrl-C is not ours. */
  get isLent(): boolean {
    return this.#hangUp !== undefined;
  }

  /**
   * Runs a command to its end; a shell may stop it and us meanwhile.
   * @returns what there is to say of it: `''` where it went well
   */
  async run(command: string, input: string | Iterable<string> | undefined): Promise<string> {
    this.#options.leave();
    process.on('SIGTSTP', this.#stopWithCommand);
    const shell = startShell(command, input);
    this.#hangUp = shell.hangUp;
    const failure = await shell.ended;
    this.#hangUp = undefined;
    process.off('SIGTSTP', this.#stopWithCommand);
    this.#options.comeBack(failure);
    return failure;
  }

  /** wasitop ends: so shall what runs. */
  hangUp(): void {
    this.#hangUp?.();
  }

  /** The time in which we stand still counts for no task. */
  readonly #stopWithCommand = (): void => {
    const since = Date.now();
    process.once('SIGCONT', () => this.#options.resumed(Date.now() - since));
    process.kill(process.pid, 'SIGSTOP');
  };
}
