interface Waiting<T> {
  time: number;
  /** Counts those that were added: of one time the one that came first goes first. */
  readonly turn: number;
  readonly item: T;
}

/** A heap of items, each with the time that it waits for. */
export class TimeOrder<T> {
  readonly #heap: Waiting<T>[] = [];
  #turns = 0;

  /** The item with the lowest time. */
  get first(): T | undefined {
    return this.#heap[0]?.item;
  }

  add(time: number, item: T): void {
    const added = { time, turn: this.#turns++, item };
    let at = this.#heap.push(added) - 1;
    for (let parent = (at - 1) >> 1; at > 0; parent = (at - 1) >> 1) {
      const above = this.#heap[parent];
      if (above === undefined || !isBefore(added, above)) break;
      this.#heap[at] = above;
      at = parent;
    }
    this.#heap[at] = added;
  }

  /** The first item waits for another time, or, without one, leaves. */
  replaceFirst(time: number | undefined): void {
    const last = time === undefined ? this.#heap.pop() : this.#heap[0];
    if (last === undefined || this.#heap.length === 0) return;
    if (time !== undefined) last.time = time;
    this.#sink(last);
  }

  /** Puts an item at the front, and below all that go before it. */
  #sink(item: Waiting<T>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) child++;
      const above = heap[child];
      if (above === undefined || !isBefore(above, item)) break;
      heap[at] = above;
      at = child;
    }
    heap[at] = item;
  }
}

function isBefore<T>(a: Waiting<T>, b: Waiting<T>): boolean {
  return a.time < b.time || (a.time === b.time && a.turn < b.turn);
}
