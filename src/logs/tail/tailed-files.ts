import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SysError } from '../../base/sys-error.ts';
import { FileTail } from './file-tail.ts';
import { GlobPattern, isPattern } from './glob-pattern.ts';
import { HeardPaths } from './heard-paths.ts';
import { OtherNames } from './other-names.ts';
import { Patterns } from './patterns.ts';
import { ReadTurns } from './read-turns.ts';
import type { TailSink } from './tail-sink.ts';
import { describeTails, type TailedFile } from './tailed-file.ts';

/** Files followed at most, unless told otherwise: each has a descriptor, and is looked at once a second. */
export const MOST_TAILED_FILES = 1_000;

/** Bytes that are read of the end of a file that was there before, unless told otherwise. */
const MOST_BYTES = 64 * 1024 ** 2;

/** Milliseconds between two looks at all files, for what no watch tells. */
const LOOK_MS = 1_000;

export interface TailedFilesOptions {
  /** Files that are followed at most. */
  readonly mostFiles?: number;
  /** Bytes that are read of the end of a file that was there before: as many as its log may have. */
  readonly most?: number;
  /** What was there before is written with the times that its lines tell of themselves, so that lines of several files can be put in order. */
  readonly dated?: boolean;
}

/** Follows files of the host, by their paths and by patterns, and writes what comes to a sink. */
export class TailedFiles {
  readonly #sink: TailSink;
  readonly #mostFiles: number;
  readonly #most: number;
  readonly #dated: boolean;
  readonly #turns = new ReadTurns(() => this.#wentIdle());
  readonly #tails = new Map<string, FileTail>();
  readonly #others = new OtherNames(() => this.#tails.values());
  readonly #patterns = new Patterns((pattern) => void this.#find(pattern, true));
  readonly #heard = new HeardPaths(
    (tail) => this.#turns.wake(tail),
    () => this.#patterns.look(),
  );
  readonly #watchers = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #files: readonly TailedFile[] | undefined;
  #nextKey = 1;
  #left = 0;
  /** Patterns whose files are being looked for. */
  #finding = 0;
  #hasBegun = false;
  #telling = false;
  #closed = false;

  constructor(
    sink: TailSink,
    { mostFiles = MOST_TAILED_FILES, most = MOST_BYTES, dated = false }: TailedFilesOptions = {},
  ) {
    this.#sink = sink;
    this.#mostFiles = mostFiles;
    this.#most = most;
    this.#dated = dated;
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** All files in the order in which they were found; the same array as long as nothing of it changed. */
  get files(): readonly TailedFile[] {
    this.#files ??= describeTails([...this.#tails.values()]);
    return this.#files;
  }

  /** All that was there at first is read. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** How many files match a pattern, and are not followed, since there are as many as may be. */
  get left(): number {
    return this.#left;
  }

  /** Patterns that no file has matched yet. */
  get unmatched(): readonly string[] {
    return this.#patterns.unmatched;
  }

  /** Calls `changed` when `files` is another one, at most once a turn of the event loop. @returns a function that ends it. */
  subscribe(changed: () => void): () => void {
    const watcher = (): void => changed();
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Follows a file, or all that match a pattern, now and later. A file need not be there yet. @returns how many files that are, once
   * the pattern's are found; none once all is closed @throws SysError for no name at all, and EMFILE where there are too many; as many
   * as may be are followed
   */
  async add(word: string): Promise<number> {
    if (this.#closed) return 0;
    if (word === '')
      throw new SysError('EINVAL', 'tail', word, 'a file or a pattern is wanted, such as /var/log/*.log');
    const path = resolve(word);
    if (!isPattern(word) || existsSync(path)) {
      if (!this.#follow(path, false)) throw this.#tooMany(word, 1);
      return 1;
    }
    const pattern = new GlobPattern(word);
    this.#patterns.add(pattern);
    this.#heard.addFolder(pattern.folder);
    this.#finding++;
    const { found, left } = await this.#find(pattern, false).finally(() => this.#finding--);
    if (this.#turns.isIdle) this.#wentIdle();
    if (left > 0) throw this.#tooMany(word, left);
    return found;
  }

  /** Reads nothing until `resume`: the sink has no room. */
  pause(): void {
    this.#turns.pause();
    for (const tail of this.#tails.values()) tail.pause();
  }

  resume(): void {
    this.#turns.resume();
    for (const tail of this.#tails.values()) tail.resume();
  }

  /** Follows nothing any more; what was read stays in the sink. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#patterns.close();
    this.#turns.close();
    for (const tail of this.#tails.values()) tail.close();
    this.#watchers.clear();
    this.#heard.close();
  }

  async #find(pattern: GlobPattern, joined: boolean): Promise<{ found: number; left: number }> {
    const paths = await pattern.files((path) => this.#tails.has(path));
    if (this.#closed) return { found: 0, left: 0 };
    const left = paths.filter((path) => !this.#follow(path, joined)).length;
    this.#left = left;
    if (left > 0) this.#tell();
    return { found: paths.length, left };
  }

  /** @returns false where there are too many. */
  #follow(path: string, joined: boolean): boolean {
    if (this.#tails.has(path)) return true;
    if (this.#tails.size >= this.#mostFiles && !(joined && this.#forgetOneThatIsGone())) return false;
    const tail: FileTail = new FileTail({
      key: this.#nextKey++,
      path,
      sink: this.#sink,
      most: this.#most,
      dated: this.#dated,
      joined,
      changed: () => this.#tell(),
      opened: () => this.#heard.add(tail),
      others: this.#others,
    });
    this.#tails.set(path, tail);
    this.#heard.add(tail);
    this.#turns.wake(tail);
    this.#tell();
    return true;
  }

  /** Rotated names that come and go with their dates make room for the next. */
  #forgetOneThatIsGone(): boolean {
    const gone = [...this.#tails.values()].find(({ state }) => state === 'gone');
    if (gone === undefined) return false;
    gone.close();
    this.#turns.forget(gone);
    this.#heard.forget(gone);
    this.#sink.forget(gone.key);
    return this.#tails.delete(gone.path);
  }

  #tooMany(word: string, left: number): SysError {
    const detail = `at most ${this.#mostFiles} files are followed: ${left} more are left out`;
    return new SysError('EMFILE', 'tail', word, detail);
  }

  #look(): void {
    for (const tail of this.#tails.values()) this.#turns.wake(tail);
    this.#patterns.look();
  }

  #wentIdle(): void {
    if (this.#hasBegun || this.#finding > 0) return;
    this.#hasBegun = true;
    this.#tell();
  }

  #tell(): void {
    this.#files = undefined;
    if (this.#telling) return;
    this.#telling = true;
    setImmediate(() => {
      this.#telling = false;
      for (const changed of [...this.#watchers]) changed();
    });
  }
}
