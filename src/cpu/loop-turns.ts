import { TURN_MS } from '../base/limits.ts';

/** Knows when the event loop of this thread turned last: tasks run for TURN_MS at most before messages and timers get through. */
export class LoopTurns {
  #last = 0;
  #isNoted = false;

  /** When tasks have to let the loop turn, in milliseconds of `performance.now()`. */
  get due(): number {
    return this.#last + TURN_MS;
  }

  begin(): void {
    this.#last = performance.now();
  }

  /** The cpu sleeps. The loop turns by itself, and nobody knows when. */
  sleep(): void {
    this.#last = Number.NEGATIVE_INFINITY;
  }

  /** To be called in callbacks of the loop: the first of a turn tells that it has turned. */
  note(): void {
    if (this.#isNoted) return;
    this.#isNoted = true;
    setImmediate(this.#forget);
    this.begin();
  }

  readonly #forget = (): void => {
    this.#isNoted = false;
  };
}
