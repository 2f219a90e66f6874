interface Timer {
  readonly at: number;
  /** Undefined once it was cancelled; it is dropped when it reaches the top. */
  wake: (() => void) | undefined;
}

/** Fewer cancelled deadlines than this are left to reach the top. */
const LEAST_SWEPT = 64;

/** All sleeps and timeouts of one cpu: a binary heap by deadline, in milliseconds of `performance.now()`. */
export class TimerHeap {
  #heap: Timer[] = [];
  #cancelled = 0;

  /** Adds a deadline. @returns a function that cancels it. */
  add(at: number, wake: () => void): () => void {
    const timer: Timer = { at, wake };
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return () => {
      if (timer.wake === undefined) return;
      timer.wake = undefined;
      this.#cancelled++;
      if (this.#cancelled > LEAST_SWEPT && this.#cancelled > this.#heap.length / 2) this.#sweep();
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
      const timer = this.#pop();
      const wake = timer?.wake;
      // It is not in the heap any more: to cancel it now is nothing.
      if (timer !== undefined) timer.wake = undefined;
      wake?.();
    }
  }

  #dropCancelled(): void {
    while (this.#heap.length > 0 && this.#heap[0]?.wake === undefined) {
      this.#pop();
      this.#cancelled--;
    }
  }

  /** Cancelled deadlines that are far away would stay for as long. */
  #sweep(): void {
    this.#heap = this.#heap.filter(({ wake }) => wake !== undefined).sort((a, b) => a.at - b.at);
    this.#cancelled = 0;
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
