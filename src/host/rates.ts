/** Two counters of one device: what came in, and what went out. */
export type Counters = readonly [incoming: number, outgoing: number];

/** Turns the counters of devices into one rate a second over all of them. */
export class Rates {
  readonly #now: () => number;
  #before: ReadonlyMap<string, Counters> = new Map();
  #time: number;

  /** @param now a clock in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#time = now();
  }

  /** A device that was not there before, or whose counters began anew, has not been watched yet. */
  update(counters: ReadonlyMap<string, Counters>): Counters {
    const time = this.#now();
    const seconds = (time - this.#time) / 1000;
    const before = this.#before;
    this.#before = counters;
    this.#time = time;
    if (seconds <= 0) return [0, 0];
    let incoming = 0;
    let outgoing = 0;
    for (const [name, now] of counters) {
      const then = before.get(name) ?? now;
      incoming += Math.max(0, now[0] - then[0]);
      outgoing += Math.max(0, now[1] - then[1]);
    }
    return [incoming / seconds, outgoing / seconds];
  }
}
