/** Turns a process's CPU time into the fraction of a core that it used between two readings. */
export class CpuMeter {
  readonly #ticksPerSecond: number;
  #ticks: number;
  #at: number;
  #fraction: number;

  /**
   * @param ticks of CPU time that it has used so far
   * @param at a clock in milliseconds
   * @param age in milliseconds, to count from its start; undefined to count from now
   */
  constructor(ticksPerSecond: number, ticks: number, at: number, age?: number) {
    this.#ticksPerSecond = ticksPerSecond;
    this.#ticks = age === undefined ? ticks : 0;
    this.#at = at - (age ?? 0);
    this.#fraction = 0;
    this.read(ticks, at);
  }

  /** Of one core, between the last two readings. */
  get fraction(): number {
    return this.#fraction;
  }

  read(ticks: number, now: number): number {
    const seconds = (now - this.#at) / 1000;
    if (seconds <= 0) return this.#fraction;
    this.#fraction = Math.max(0, ticks - this.#ticks) / this.#ticksPerSecond / seconds;
    this.#ticks = ticks;
    this.#at = now;
    return this.#fraction;
  }
}
