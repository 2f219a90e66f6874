import { TAIL_CREDIT } from '../base/limits.ts';
import type { LogStream } from '../logs/log-line.ts';
import type { TailSink } from '../logs/tail/tail-sink.ts';

/** Bytes that are sent in one message. */
const MESSAGE_BYTES = 256 * 1024;

/** Numbers of one piece: the key of its log, its stream, its time, and how many of the message's bytes it is. */
export const PIECE_NUMBERS = 4;

/** In the place of a stream: nothing more comes, or nobody wants the log. */
export const ENDED = -1;
export const FORGOTTEN = -2;

interface Receiver {
  /** @param bytes are not used again */
  pieces(bytes: Uint8Array<ArrayBuffer>, pieces: Float64Array<ArrayBuffer>): void;
  /** Nothing more should be read, or more may be. */
  full(isFull: boolean): void;
}

/** Collects what is read of followed files into messages. At most TAIL_CREDIT bytes are under way, but for what a step reads. */
export class TailOutbox implements TailSink {
  readonly #receiver: Receiver;
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #length = 0;
  #pieces: number[] = [];
  #underWay = 0;
  #isFull = false;
  #sending: NodeJS.Immediate | undefined;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  append(key: number, stream: LogStream, time: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      this.#bytes ??= Buffer.allocUnsafeSlow(MESSAGE_BYTES);
      const taken = Math.min(bytes.length - at, MESSAGE_BYTES - this.#length);
      this.#bytes.set(bytes.subarray(at, at + taken), this.#length);
      this.#length += taken;
      this.#addPiece(key, stream, time, taken);
      at += taken;
      if (this.#length === MESSAGE_BYTES) this.send();
    }
    this.#underWay += bytes.length;
    this.#tellWhetherFull();
  }

  end(key: number): void {
    this.#addPiece(key, ENDED, 0, 0);
  }

  forget(key: number): void {
    this.#addPiece(key, FORGOTTEN, 0, 0);
  }

  /** So many bytes arrived, and are stored. */
  stored(bytes: number): void {
    this.#underWay -= bytes;
    this.#tellWhetherFull();
  }

  /** Sends what was collected. */
  send(): void {
    clearImmediate(this.#sending);
    this.#sending = undefined;
    if (this.#pieces.length === 0) return;
    const bytes = this.#bytes ?? new Uint8Array();
    // Little is copied, so that a line does not cost a whole buffer.
    const sent = 2 * this.#length > MESSAGE_BYTES ? bytes.subarray(0, this.#length) : bytes.slice(0, this.#length);
    if (sent.buffer === bytes.buffer) this.#bytes = undefined;
    this.#receiver.pieces(sent, Float64Array.from(this.#pieces));
    this.#length = 0;
    this.#pieces = [];
  }

  #addPiece(key: number, stream: number, time: number, length: number): void {
    this.#sending ??= setImmediate(() => this.send());
    const pieces = this.#pieces;
    const last = pieces.length - PIECE_NUMBERS;
    const goesOn = length > 0 && pieces[last] === key && pieces[last + 1] === stream && pieces[last + 2] === time;
    if (goesOn) pieces[last + 3] = (pieces[last + 3] ?? 0) + length;
    else pieces.push(key, stream, time, length);
  }

  #tellWhetherFull(): void {
    const isFull = this.#underWay > (this.#isFull ? TAIL_CREDIT / 2 : TAIL_CREDIT);
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#receiver.full(isFull);
  }
}
