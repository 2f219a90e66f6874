import { DISK_SILENT_MS } from '../base/limits.ts';
import { labelsOf } from '../logs/tail/labels.ts';
import type { TailSink } from '../logs/tail/tail-sink.ts';
import type { TailedFile } from '../logs/tail/tailed-file.ts';
import type { TailedFilesOptions } from '../logs/tail/tailed-files.ts';
import { DiskFollower } from './disk-follower.ts';
import type { Disks } from './disks.ts';

/** Milliseconds between two looks at whether all disks answer. */
const LOOK_MS = 1_000;

/** Files of the host that are followed, by paths and patterns, each in the thread or process of its disk. What comes goes to a sink. */
export class FollowedFiles {
  readonly #disks: Disks;
  readonly #sink: TailSink;
  readonly #options: TailedFilesOptions;
  readonly #refused: (error: unknown) => void;
  readonly #followers = new Map<object, DiskFollower>();
  readonly #watchers = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #files: readonly TailedFile[] | undefined;
  #finding = 0;
  #nextKey = 1;
  #closed = false;

  /** @param refused gets why a word cannot be followed, or not all that matches it */
  constructor(disks: Disks, sink: TailSink, options: TailedFilesOptions, refused: (error: unknown) => void) {
    this.#disks = disks;
    this.#sink = sink;
    this.#options = options;
    this.#refused = refused;
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** All files in the order in which they were found; the same array as long as nothing of it changed. */
  get files(): readonly TailedFile[] {
    this.#files ??= this.#described();
    return this.#files;
  }

  /** All that was there at first is read, where its disk answers. */
  get hasBegun(): boolean {
    return this.#finding === 0 && this.#all.every(({ hasBegun, silentMs }) => hasBegun || silentMs > DISK_SILENT_MS);
  }

  /** How many files match a pattern, and are not followed, since there are as many as may be. */
  get left(): number {
    return this.#all.reduce((sum, { left }) => sum + left, 0);
  }

  /** Patterns that no file has matched yet. */
  get unmatched(): readonly string[] {
    return this.#all.flatMap(({ unmatched }) => unmatched);
  }

  /** Disks that do not answer, and for how long. */
  get silent(): readonly string[] {
    return this.#all.flatMap(({ silence }) => silence ?? []);
  }

  /** Follows a file, or all that match a pattern. */
  async add(word: string): Promise<void> {
    this.#finding++;
    try {
      const disk = await this.#disks.forFollowing(word);
      if (this.#closed) return;
      const key = () => this.#nextKey++;
      const follower =
        this.#followers.get(disk) ??
        new DiskFollower(disk, this.#options, {
          sink: this.#sink,
          key,
          changed: () => this.#tell(),
          refused: this.#refused,
        });
      this.#followers.set(disk, follower);
      follower.add(word);
    } finally {
      this.#finding--;
    }
  }

  /** Calls `changed` when anything of this is another one. @returns a function that ends it. */
  subscribe(changed: () => void): () => void {
    const watcher = (): void => changed();
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Follows nothing any more; what was read stays in the sink. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#watchers.clear();
    for (const follower of this.#all) follower.close();
  }

  get #all(): DiskFollower[] {
    return [...this.#followers.values()];
  }

  #described(): readonly TailedFile[] {
    const files = this.#all.flatMap((follower) => follower.files);
    const labels = labelsOf([...new Set(files.map(({ path }) => path))]);
    return files.map((file) => ({ ...file, label: labels.get(file.path) ?? file.path }));
  }

  #look(): void {
    let changes = false;
    for (const follower of this.#all) changes = follower.look() || changes;
    if (changes) this.#tell();
  }

  #tell(): void {
    this.#files = undefined;
    for (const changed of [...this.#watchers]) changed();
  }
}
