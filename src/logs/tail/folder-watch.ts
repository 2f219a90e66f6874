import { dirname, join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/**
 * Tells what changes in some folders, by one chokidar watcher for all: folders alone, so that a hundred files in one cost one watch. It may
 * miss changes; whoever uses it looks once a second as well.
 */
export class FolderWatch {
  readonly #folders = new Set<string>();
  /** Folders that went, and were not seen again. */
  readonly #lost = new Set<string>();
  readonly #changed: (path: string, came: boolean) => void;
  readonly #watcher: FSWatcher;

  /** @param changed gets the path of what changed, came or went; the folder's own where no name is known; `came` where one came, went or was renamed */
  constructor(changed: (path: string, came: boolean) => void) {
    this.#changed = changed;
    // A folder is told as new once its watch has begun: what changed before is found then.
    this.#watcher = watch([], {
      depth: 0,
      persistent: false,
      ignored: (path) => !this.#folders.has(path),
    });
    // The raw events: the others are thinned out, and say nothing of files that are ignored.
    this.#watcher.on('raw', (event, name, details) => {
      const folder = folderOf(details);
      if (folder !== undefined) changed(name === null ? folder : join(folder, name), event === 'rename');
    });
    this.#watcher.on('unlinkDir', (folder) => this.#lost.add(folder));
    this.#watcher.on('addDir', (folder) => this.#found(folder));
    // Too many watches, or a folder that may not be read: the look once a second has to do.
    this.#watcher.on('error', () => {});
  }

  /** Watches a folder, and the one above it, which tells that it came or went. */
  add(folder: string): void {
    const missing = [folder, dirname(folder)].filter((path) => !this.#folders.has(path));
    for (const path of missing) this.#folders.add(path);
    if (missing.length > 0) this.#watcher.add(missing);
  }

  #found(folder: string): void {
    if (this.#lost.delete(folder)) {
      // Else its new inode is not watched.
      this.#watcher.unwatch(folder);
      this.#watcher.add(folder);
    }
    this.#changed(folder, true);
  }

  /** Tells nothing any more. What the watcher still has to tidy up is waited for by nobody: it may take until something else happens. */
  close(): void {
    this.#watcher.close().catch(() => {});
  }
}

function folderOf(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return undefined;
  return typeof details.watchedPath === 'string' ? details.watchedPath : undefined;
}
