import type { LogStore } from './log-store.ts';

/** Bytes handed out at a time by the iterator. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Reads what a task wrote to one stream, byte for byte, from the oldest that is kept to the end; each reader for itself. One that
 * is slower than the task misses what is dropped meanwhile, in whole lines.
 */
export class LogReader {
  readonly #store: LogStore;
  readonly #pid: number;
  readonly #stream: 1 | 2;
  readonly #place = { number: 0, offset: 0 };

  /** @param pid a task that is in the table, whether it has written anything or not */
  constructor(store: LogStore, pid: number, stream: 1 | 2) {
    store.open(pid);
    this.#store = store;
    this.#pid = pid;
    this.#stream = stream;
  }

  /** @returns how many bytes it put there; 0 where there is nothing now, or where the stream has ended: see `ended`. */
  read(into: Uint8Array): number {
    return this.#store.copy(this.#pid, this.#stream, this.#place, into);
  }

  /** Nothing will come beyond what can be read now. */
  get ended(): boolean {
    return this.#store.hasEnded(this.#pid);
  }

  /** Calls `wake` when there may be more to read, or the end. @returns a function that takes the wish back. */
  onMore(wake: () => void): () => void {
    return this.#store.subscribe(this.#pid, wake);
  }

  /** Follows to the end. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const length = this.read(buffer);
      if (length > 0) yield buffer.slice(0, length);
      else if (this.ended) return;
      else await this.#more();
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.onMore(() => {
        end();
        resolve();
      });
    });
  }
}
