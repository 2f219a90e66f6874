/** Changes that a series begins with room for. */
const FIRST_CHANGES = 2;

/** Several figures at a time, at equal steps. Only changes are stored: what stays as it is takes no room, however long it does. */
export class ChangeSeries {
  readonly #figures: number;
  readonly #span: number;
  #steps = new Uint32Array(FIRST_CHANGES);
  #values: Float32Array;
  /** Place of the oldest change. */
  #begin = 0;
  #length = 0;

  /**
   * @param figures how many there are at each step
   * @param span steps that are remembered: in the worst case as many changes, of 4 bytes and 4 for each figure
   */
  constructor(figures: number, span: number) {
    this.#figures = figures;
    this.#span = span;
    this.#values = new Float32Array(FIRST_CHANGES * figures);
  }

  /** Bytes that it takes. */
  get bytes(): number {
    return this.#steps.byteLength + this.#values.byteLength;
  }

  /** The step of the oldest change that is known; undefined before the first one. */
  get first(): number | undefined {
    return this.#length === 0 ? undefined : this.#stepOf(0);
  }

  /** Takes the figures of a step, which is later than all before. */
  add(step: number, figures: readonly number[]): void {
    if (this.#length > 0 && this.#isSame(figures)) return;
    this.#forgetBefore(step - this.#span);
    if (this.#length === this.#steps.length) this.#grow();
    const place = this.#placeOf(this.#length++);
    this.#steps[place] = step;
    this.#values.set(figures, place * this.#figures);
  }

  /** A figure as it was at a step; undefined before the first one. */
  at(step: number, figure: number): number | undefined {
    const index = this.#indexAt(step);
    return index < 0 ? undefined : this.#values[this.#placeOf(index) * this.#figures + figure];
  }

  /** A figure at so many steps up to `last`, the oldest first; none for steps before the first. */
  until(last: number, count: number, figure: number): number[] {
    const begin = Math.max(last - count + 1, this.first ?? last + 1);
    const values: number[] = [];
    let index = Math.max(0, this.#indexAt(begin));
    for (let step = begin; step <= last; step++) {
      while (index + 1 < this.#length && this.#stepOf(index + 1) <= step) index++;
      values.push(this.#values[this.#placeOf(index) * this.#figures + figure] ?? 0);
    }
    return values;
  }

  #placeOf(index: number): number {
    return (this.#begin + index) % this.#steps.length;
  }

  #stepOf(index: number): number {
    return this.#steps[this.#placeOf(index)] ?? 0;
  }

  /** The last change at or before a step; -1 where there is none. */
  #indexAt(step: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#stepOf(middle) <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #isSame(figures: readonly number[]): boolean {
    const at = this.#placeOf(this.#length - 1) * this.#figures;
    for (let figure = 0; figure < this.#figures; figure++) {
      if (!Object.is(this.#values[at + figure], Math.fround(figures[figure] ?? 0))) return false;
    }
    return true;
  }

  /** The last change before the horizon stays: it says how things were there. */
  #forgetBefore(step: number): void {
    while (this.#length > 1 && this.#stepOf(1) <= step) {
      this.#begin = this.#placeOf(1);
      this.#length--;
    }
  }

  #grow(): void {
    const room = Math.min(this.#span + 2, this.#steps.length * 2);
    const steps = new Uint32Array(room);
    const values = new Float32Array(room * this.#figures);
    for (let index = 0; index < this.#length; index++) {
      const at = this.#placeOf(index) * this.#figures;
      steps[index] = this.#stepOf(index);
      values.set(this.#values.subarray(at, at + this.#figures), index * this.#figures);
    }
    this.#steps = steps;
    this.#values = values;
    this.#begin = 0;
  }
}
