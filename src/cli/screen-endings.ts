import { constants } from 'node:os';
import type { Kernel } from '../kernel/kernel.ts';
import type { Cause } from './farewell.ts';

/** Signals that end the monitor in good order. */
const ENDING = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR2'] as const;

/** As a hang-up has it. */
const GONE_STATUS = 128 + constants.signals.SIGHUP;

/** What ends the monitor in good order; the first of all counts. */
export class ScreenEndings {
  readonly #end: (status: number, cause: Cause) => void;
  #isEnding = false;
  #onSignal: ((signal: NodeJS.Signals) => void) | undefined;

  /** @param end called once, with the status to exit with */
  constructor(end: (status: number, cause: Cause) => void) {
    this.#end = end;
  }

  /** A person left. */
  quit(): void {
    this.#become(0, { kind: 'quit' });
  }

  /** The terminal may go, and nobody is there to be told then. */
  heedTerminal(): void {
    const onGone = () => this.#become(GONE_STATUS, { kind: 'gone' });
    for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', onGone);
    process.stdin.on('end', onGone);
  }

  /** @param isLent whether somebody else has the terminal: the keyboard sends some signals to whoever has it, us included */
  heedSignals(isLent: () => boolean): void {
    const onSignal = (signal: NodeJS.Signals): void => {
      if (isLent() && (signal === 'SIGINT' || signal === 'SIGQUIT')) return;
      this.#become(128 + constants.signals[signal], { kind: 'signal', signal });
    };
    for (const signal of ENDING) process.on(signal, onSignal);
    this.#onSignal = onSignal;
  }

  /** Where init is sent a signal, wasitop ends with it. */
  heedInit({ bus }: Kernel): void {
    bus.subscribe(({ message }) => {
      if (message.type === 'kernel.stopping') this.#become(0, { kind: 'init' });
    });
  }

  /** From now on signals do what they do by default. */
  leaveSignals(): void {
    if (this.#onSignal !== undefined) for (const signal of ENDING) process.off(signal, this.#onSignal);
  }

  #become(status: number, cause: Cause): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#end(status, cause);
  }
}
