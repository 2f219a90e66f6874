import type { LogLine } from '../../logs/log-line.ts';
import type { LogPiece, LogText } from '../../logs/log-source.ts';
import { LogStore } from '../../logs/log-store.ts';
import { MergedLog } from '../../logs/merged-log.ts';
import type { TailedFile } from '../../logs/tail/tailed-file.ts';
import { TailedFiles } from '../../logs/tail/tailed-files.ts';
import type { TailedLog } from '../../monitor/data/source.ts';

/** Files of the host that are followed, as one log in the order in which their lines were read. */
export class FilesLog implements TailedLog {
  readonly #store = new LogStore();
  readonly #merged = new MergedLog(this.#store);
  readonly #tails = new TailedFiles(this.#store, { most: this.#store.bounds.bytesInAll });

  /** @param refused called with what a pattern cannot be followed for */
  constructor(patterns: readonly string[], refused: (error: unknown) => void) {
    for (const pattern of patterns) this.#tails.add(pattern).catch(refused);
  }

  get files(): readonly TailedFile[] {
    return this.#tails.files;
  }

  get first(): number {
    return this.#merged.first;
  }

  get next(): number {
    return this.#merged.next;
  }

  get version(): number {
    return this.#merged.version;
  }

  get bytes(): number {
    return this.#merged.bytes;
  }

  get mostBytes(): number {
    return this.#merged.mostBytes;
  }

  lines(from: number, to: number): readonly LogLine[] {
    return this.#merged.lines(from, to);
  }

  pieces(from: number, to: number): Iterable<LogPiece> {
    return this.#merged.pieces(from, to);
  }

  texts(from: number, to: number): Iterable<LogText> {
    return this.#merged.texts(from, to);
  }

  subscribe(changed: () => void): () => void {
    const ends = [this.#merged.subscribe(changed), this.#tails.subscribe(changed)];
    return () => {
      for (const end of ends) end();
    };
  }

  close(): void {
    this.#tails.close();
  }
}
