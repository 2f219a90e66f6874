interface Timer {
  readonly at: number;
  /** Undefined once it was cancelled; it is dropped when it reaches the top. */
  wake: (() => void) | undefined;
}

/** All sleeps and timeouts of one cpu: a binary heap by deadline, in milliseconds of `performance.now()`. */
export class TimerHeap {
  readonly #heap: Timer[] = [];

  /** Adds a deadline. @returns a function that cancels it. */
  add(at: number, wake: () => void): () => void {
    const timer: Timer = { at, wake };
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return () => {
      timer.wake = undefined;
    };
  }

  /** The earliest deadline, or Infinity. */
  next(): number {
    this.#dropCancelled();
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Wakes all whose deadline is reached. */
  fire(now: number): void {
    while (this.next() <= now) {
      const wake = this.#pop()?.wake;
      wake?.();
    }
  }

  #dropCancelled(): void {
    while (this.#heap.length > 0 && this.#heap[0]?.wake === undefined) this.#pop();
  }

  #pop(): Timer | undefined {
    const top = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return top;
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a] as Timer;
    this.#heap[a] = this.#heap[b] as Timer;
    this.#heap[b] = held;
  }

  #up(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent) <= this.#at(index)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  #down(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const least = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(least) >= this.#at(index)) return;
      this.#swap(least, index);
      index = least;
    }
  }
}
