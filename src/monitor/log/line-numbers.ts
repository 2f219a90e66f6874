const FIRST_ROOM = 1_024;

/** Numbers of lines in rising order: added at the end, dropped at the beginning. Eight bytes each. */
export class LineNumbers {
  #numbers = new Float64Array(FIRST_ROOM);
  #start = 0;
  #end = 0;

  get count(): number {
    return this.#end - this.#start;
  }

  at(index: number): number | undefined {
    return index < 0 || index >= this.count ? undefined : this.#numbers[this.#start + index];
  }

  push(number: number): void {
    if (this.#end === this.#numbers.length) this.#makeRoom();
    this.#numbers[this.#end++] = number;
  }

  /** Takes away those from a number on. */
  cutFrom(number: number): void {
    while (this.#end > this.#start && (this.#numbers[this.#end - 1] ?? 0) >= number) this.#end--;
  }

  /** Takes away those before a number. */
  dropBefore(number: number): void {
    this.#start += this.indexOf(number);
  }

  /** The index of the first that is no less; their count where all are. */
  indexOf(number: number): number {
    let [low, high] = [this.#start, this.#end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low - this.#start;
  }

  /** Moves them to the beginning of the room, or of twice as much where they fill more than half of it. */
  #makeRoom(): void {
    const kept = this.#numbers.subarray(this.#start, this.#end);
    const room = kept.length * 2 > this.#numbers.length ? new Float64Array(2 * this.#numbers.length) : this.#numbers;
    if (room === this.#numbers) room.copyWithin(0, this.#start, this.#end);
    else room.set(kept);
    this.#numbers = room;
    this.#end = kept.length;
    this.#start = 0;
  }
}
