import type { Disks } from '../../disk/disks.ts';
import { FollowedFiles } from '../../disk/followed-files.ts';
import { spareDescriptors } from '../../host/spare-descriptors.ts';
import type { LogLine } from '../../logs/log-line.ts';
import type { LogPiece, LogSource, LogText } from '../../logs/log-source.ts';
import { LogStore } from '../../logs/log-store.ts';
import { MergedLog } from '../../logs/merged-log.ts';
import { NO_LOG } from '../../logs/no-log.ts';
import { isPattern } from '../../logs/tail/glob-pattern.ts';
import type { TailedFile } from '../../logs/tail/tailed-file.ts';
import { MOST_TAILED_FILES } from '../../logs/tail/tailed-files.ts';
import type { TailedLog } from '../../monitor/data/source.ts';

/** Milliseconds after which what is read is shown, though not all that was there at first is. */
const MOST_WAIT_MS = 3_000;

/** Files of the host that are followed, as one log in the order of its lines' times. It begins once that of all files is known. */
export class FilesLog implements TailedLog {
  readonly #store = new LogStore();
  readonly #merged = new MergedLog(this.#store);
  readonly #tails: FollowedFiles;
  readonly #since = performance.now();

  /** @param refused called with what a pattern cannot be followed for */
  constructor(disks: Disks, patterns: readonly string[], refused: (error: unknown) => void) {
    // Times cost time to read, and order the lines of several files alone.
    const dated = patterns.length > 1 || patterns.some(isPattern);
    const options = { mostFiles: mostFiles(), most: this.#store.bounds.bytesInAll, dated };
    this.#tails = new FollowedFiles(disks, this.#store, options, refused);
    for (const pattern of patterns) void this.#tails.add(pattern);
  }

  get files(): readonly TailedFile[] {
    return this.#tails.files;
  }

  get left(): number {
    return this.#tails.left;
  }

  get unmatched(): readonly string[] {
    return this.#tails.unmatched;
  }

  get silent(): readonly string[] {
    return this.#tails.silent;
  }

  get first(): number {
    return this.#log.first;
  }

  get next(): number {
    return this.#log.next;
  }

  get version(): number {
    return this.#log.version;
  }

  get bytes(): number {
    return this.#log.bytes;
  }

  get mostBytes(): number {
    return this.#merged.mostBytes;
  }

  lines(from: number, to: number): readonly LogLine[] {
    return this.#log.lines(from, to);
  }

  pieces(from: number, to: number): Iterable<LogPiece> {
    return this.#log.pieces(from, to);
  }

  texts(from: number, to: number): Iterable<LogText> {
    return this.#log.texts(from, to);
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

  get #log(): LogSource {
    const shown = this.#tails.hasBegun || performance.now() - this.#since > MOST_WAIT_MS;
    return shown ? this.#merged : NO_LOG;
  }
}

/** Tried in any case, however few may be open. */
const LEAST_FILES = 8;

/** A fourth of the descriptors that there are: processes, tasks and modules need theirs. */
function mostFiles(): number {
  return Math.min(MOST_TAILED_FILES, Math.max(LEAST_FILES, Math.floor(spareDescriptors('/proc') / 4)));
}
