import type { MessagePort } from 'node:worker_threads';
import type { FromCpu } from './messages.ts';

/**
 * The messages of a cpu to the kernel, in their order. To wake the other thread costs more than a message does: one that can wait goes
 * with the next that cannot, at the latest in the next turn of the event loop (TURN_MS).
 */
export class Outbox {
  readonly #port: MessagePort;
  #waiting: FromCpu[] = [];
  #isTurnAwaited = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  send(message: FromCpu): void {
    this.#waiting.push(message);
    this.flush();
  }

  sendLater(message: FromCpu): void {
    this.#waiting.push(message);
    if (this.#isTurnAwaited) return;
    this.#isTurnAwaited = true;
    setImmediate(() => {
      this.#isTurnAwaited = false;
      this.flush();
    });
  }

  /** Sends what waits. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const messages: readonly FromCpu[] = this.#waiting;
    this.#waiting = [];
    this.#port.postMessage(messages);
  }
}
