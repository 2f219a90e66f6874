/** Does something again and again, as often as is wanted at the moment. */
export class Ticker {
  readonly #tick: () => void;
  #timer: NodeJS.Timeout | undefined;
  #interval = 0;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  /** From now on each so many milliseconds. */
  each(ms: number): void {
    if (ms === this.#interval) return;
    this.stop();
    this.#interval = ms;
    this.#timer = setInterval(this.#tick, ms);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#interval = 0;
  }
}
