import type { TailSink } from '../logs/tail/tail-sink.ts';
import { ENDED, FORGOTTEN, PIECE_NUMBERS } from './tail-outbox.ts';

/** Milliseconds of storing between two turns of the event loop: less than a frame, so that keys and frames go on. */
const TURN_MS = 8;

interface Sender {
  /** The key in the sink for one of the sender. */
  key(key: number): number;
  /** So many bytes are stored: more may come. */
  stored(bytes: number): void;
}

/** Puts into a sink what a `TailOutbox` sends, for some milliseconds a turn. */
export class TailInbox {
  readonly #sink: TailSink;
  readonly #sender: Sender;
  readonly #waiting: (() => void)[] = [];
  #next: NodeJS.Immediate | undefined;

  constructor(sink: TailSink, sender: Sender) {
    this.#sink = sink;
    this.#sender = sender;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  take(bytes: Uint8Array, pieces: Float64Array): void {
    this.after(() => this.#store(bytes, pieces));
  }

  /** Does something once all that has come is stored. */
  after(act: () => void): void {
    this.#waiting.push(act);
    this.#next ??= setImmediate(() => this.#run());
  }

  /** Stores nothing any more. */
  close(): void {
    this.#waiting.length = 0;
    clearImmediate(this.#next);
  }

  #run(): void {
    const until = performance.now() + TURN_MS;
    do this.#waiting.shift()?.();
    while (!this.isEmpty && performance.now() < until);
    this.#next = this.isEmpty ? undefined : setImmediate(() => this.#run());
  }

  #store(bytes: Uint8Array, pieces: Float64Array): void {
    let at = 0;
    for (let piece = 0; piece < pieces.length; piece += PIECE_NUMBERS) {
      const [stream, time, length] = [pieces[piece + 1] ?? 0, pieces[piece + 2] ?? 0, pieces[piece + 3] ?? 0];
      const ours = this.#sender.key(pieces[piece] ?? 0);
      if (stream === ENDED) this.#sink.end(ours);
      else if (stream === FORGOTTEN) this.#sink.forget(ours);
      else this.#sink.append(ours, stream === 0 ? 0 : 1, time, bytes.subarray(at, at + length));
      at += length;
    }
    if (at > 0) this.#sender.stored(at);
  }
}
