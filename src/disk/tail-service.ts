import { TailedFiles, type TailedFilesOptions } from '../logs/tail/tailed-files.ts';
import { failureOf } from './failure.ts';
import type { DiskReply } from './messages.ts';
import { TailOutbox } from './tail-outbox.ts';

/** Follows files for somebody on another thread, or in another process. */
export class TailService {
  readonly #id: number;
  readonly #send: (reply: DiskReply) => void;
  readonly #outbox: TailOutbox;
  readonly #tailed: TailedFiles;

  constructor(id: number, options: TailedFilesOptions, send: (reply: DiskReply) => void) {
    this.#id = id;
    this.#send = send;
    this.#outbox = new TailOutbox({
      pieces: (bytes, pieces) => send({ kind: 'pieces', id, bytes, pieces }),
      full: (isFull) => (isFull ? this.#tailed.pause() : this.#tailed.resume()),
    });
    this.#tailed = new TailedFiles(this.#outbox, options);
    this.#tailed.subscribe(() => this.#tell());
  }

  add(word: string): void {
    this.#tailed.add(word).then(
      () => this.#tell(),
      (error) => this.#send({ kind: 'refused', id: this.#id, failure: failureOf(error) }),
    );
  }

  stored(bytes: number): void {
    this.#outbox.stored(bytes);
  }

  close(): void {
    this.#tailed.close();
  }

  /** What was read before goes first. */
  #tell(): void {
    this.#outbox.send();
    const { files, left, unmatched, hasBegun } = this.#tailed;
    const tails = { files: files.map(({ label: _, ...file }) => file), left, unmatched, hasBegun };
    this.#send({ kind: 'tails', id: this.#id, tails });
  }
}
