import type { Message } from './screen-state.ts';

/** How many milliseconds a message stays, if no key takes it away before. */
const GOOD_MS = 3_000;
const BAD_MS = 10_000;

/** Remembers since when the message of the footer is there. */
export class MessageLife {
  #said: { readonly message: Message; readonly time: number } | undefined;

  /** Whether a message has been there for long enough. A new one begins its life. @param now in the source's time, in milliseconds */
  isOver(message: Message | undefined, now: number): boolean {
    if (message !== this.#said?.message) {
      this.#said = message && { message, time: now };
      return false;
    }
    return this.#said !== undefined && now - this.#said.time >= lifeOf(this.#said.message);
  }
}

function lifeOf({ bad }: Message): number {
  return bad ? BAD_MS : GOOD_MS;
}
