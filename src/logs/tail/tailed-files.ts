import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SysError } from '../../base/sys-error.ts';
import { FileTail } from './file-tail.ts';
import { FolderWatch } from './folder-watch.ts';
import { GlobPattern, isPattern } from './glob-pattern.ts';
import { labelsOf } from './labels.ts';
import { OtherNames } from './other-names.ts';
import type { TailState } from './path-state.ts';
import { ReadTurns } from './read-turns.ts';
import type { TailSink } from './tail-sink.ts';

/** Files followed at most: each has a descriptor, and is looked at once a second. */
export const MOST_TAILED_FILES = 1_000;

/** Bytes that are read of the end of a file that was there before, unless told otherwise. */
const MOST_BYTES = 64 * 1024 ** 2;

/** Milliseconds between two looks at all files, for what no watch tells. */
const LOOK_MS = 1_000;

/** Milliseconds until a pattern is asked again that was asked a moment ago. */
const SOON_MS = 50;

/** One file as others see it. */
export interface TailedFile {
  /** Its log in the sink. */
  readonly key: number;
  readonly path: string;
  /** The shortest end of the path that tells it from the others. */
  readonly label: string;
  readonly state: TailState;
  /** Why it is not followed, in words. */
  readonly problem?: string;
}

export interface TailedFilesOptions {
  /** Bytes that are read of the end of a file that was there before: as many as its log may have. */
  readonly most?: number;
}

/** Follows files of the host, by their paths and by patterns, and writes what comes to a sink. */
export class TailedFiles {
  readonly #sink: TailSink;
  readonly #most: number;
  readonly #turns = new ReadTurns();
  readonly #tails = new Map<string, FileTail>();
  readonly #others = new OtherNames(() => this.#tails.values());
  readonly #keys = new Map<string, number>();
  readonly #patterns: GlobPattern[] = [];
  /** Files whose tails want to hear of a path: their own, or what that is a link to. */
  readonly #heard = new Map<string, Set<FileTail>>();
  readonly #watchers = new Set<() => void>();
  readonly #watch = new FolderWatch((path, came) => this.#changed(path, came));
  readonly #timer: NodeJS.Timeout;
  #soon: NodeJS.Timeout | undefined;
  #files: readonly TailedFile[] | undefined;
  #nextKey = 1;
  #left = 0;
  #telling = false;
  #closed = false;

  constructor(sink: TailSink, { most = MOST_BYTES }: TailedFilesOptions = {}) {
    this.#sink = sink;
    this.#most = most;
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** All files in the order in which they were found; the same array as long as nothing of it changed. */
  get files(): readonly TailedFile[] {
    this.#files ??= this.#describe();
    return this.#files;
  }

  /** How many files match a pattern, and are not followed, since there are MOST_TAILED_FILES already. */
  get left(): number {
    return this.#left;
  }

  /** Calls `changed` when `files` is another one, at most once a turn of the event loop. @returns a function that ends it. */
  subscribe(changed: () => void): () => void {
    const watcher = (): void => changed();
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Follows a file, or all that match a pattern, now and later. A file need not be there yet. @returns how many files that are, once
   * the pattern's are found @throws SysError for no name at all, and EMFILE where there are too many; as many as may be are followed
   */
  async add(word: string): Promise<number> {
    if (word === '')
      throw new SysError('EINVAL', 'tail', word, 'a file or a pattern is wanted, such as /var/log/*.log');
    const path = resolve(word);
    if (!isPattern(word) || existsSync(path)) {
      if (!this.#follow(path, false)) throw tooMany(word, 1);
      return 1;
    }
    const pattern = new GlobPattern(word);
    this.#patterns.push(pattern);
    this.#watch.add(pattern.folder);
    const { found, left } = await this.#find(pattern, false);
    if (left > 0) throw tooMany(word, left);
    return found;
  }

  /** Follows nothing any more; what was read stays in the sink. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#turns.close();
    for (const tail of this.#tails.values()) tail.close();
    this.#watchers.clear();
    this.#watch.close();
  }

  async #find(pattern: GlobPattern, joined: boolean): Promise<{ found: number; left: number }> {
    const paths = await pattern.files((path) => this.#tails.has(path));
    const left = this.#closed ? 0 : paths.filter((path) => !this.#follow(path, joined)).length;
    if (left > 0) this.#left = left;
    return { found: paths.length, left };
  }

  /** @returns false where there are too many. */
  #follow(path: string, joined: boolean): boolean {
    if (this.#tails.has(path)) return true;
    if (this.#tails.size >= MOST_TAILED_FILES && !(joined && this.#forgetOneThatIsGone())) return false;
    const key = this.#nextKey++;
    const tail: FileTail = new FileTail({
      key,
      path,
      sink: this.#sink,
      most: this.#most,
      joined,
      changed: () => this.#tell(),
      opened: () => this.#listen(tail),
      others: this.#others,
    });
    this.#tails.set(path, tail);
    this.#keys.set(path, key);
    this.#listen(tail);
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
    for (const tails of this.#heard.values()) tails.delete(gone);
    this.#sink.forget(this.#keys.get(gone.path) ?? 0);
    this.#keys.delete(gone.path);
    return this.#tails.delete(gone.path);
  }

  #listen(tail: FileTail): void {
    for (const path of new Set([tail.path, realPath(tail.path)])) {
      const tails = this.#heard.get(path) ?? new Set();
      this.#heard.set(path, tails.add(tail));
      this.#watch.add(dirname(path));
    }
  }

  #changed(path: string, came: boolean): void {
    if (this.#closed) return;
    const tails = this.#heard.get(path);
    for (const tail of tails ?? []) this.#turns.wake(tail);
    if (tails !== undefined || !came) return;
    // A folder that came or went, or a file that a pattern may want.
    for (const [name, inFolder] of this.#heard)
      if (dirname(name) === path) for (const tail of inFolder) this.#turns.wake(tail);
    this.#lookForMore();
  }

  #look(): void {
    for (const tail of this.#tails.values()) this.#turns.wake(tail);
    this.#lookForMore();
  }

  #lookForMore(): void {
    if (this.#patterns.some(({ due }) => !due)) this.#soon ??= setTimeout(() => this.#lookAgain(), SOON_MS).unref();
    for (const pattern of this.#patterns) if (pattern.due) void this.#find(pattern, true);
  }

  #lookAgain(): void {
    this.#soon = undefined;
    this.#lookForMore();
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

  #describe(): TailedFile[] {
    const labels = labelsOf([...this.#tails.keys()]);
    return [...this.#tails].map(([path, { state, problem }]) => ({
      key: this.#keys.get(path) ?? 0,
      path,
      label: labels.get(path) ?? path,
      state,
      ...(problem === undefined ? {} : { problem }),
    }));
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there yet: its own name is all there is to hear of.
    return path;
  }
}

function tooMany(word: string, left: number): SysError {
  const detail = `at most ${MOST_TAILED_FILES} files are followed: ${left} more are left out`;
  return new SysError('EMFILE', 'tail', word, detail);
}
