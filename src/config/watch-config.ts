import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type FSWatcher, watch } from 'chokidar';
import type { LoadedConfig } from './check-values.ts';
import { folderStamp } from './folder-stamp.ts';
import type { KnownNames } from './kinds.ts';
import { loadConfig } from './load-config.ts';
import { linkedPaths } from './replace-file.ts';

/** Editors write a file in several steps: milliseconds to wait for the last one. */
const SETTLE_MS = 150;

/**
 * Watches a configuration, and what it is a link to. Tells what it became, whenever that is something else than before: also when the
 * file, or the folder that it is in, comes to be or goes.
 *
 * @param loaded what it was when it was read: a change since then is told too
 * @returns a function that ends it
 */
export function watchConfig(
  path: string,
  loaded: LoadedConfig,
  changed: (loaded: LoadedConfig) => void,
  known: KnownNames = {},
): () => Promise<void> {
  let last = loaded;
  let wanted = wantedOf(path);
  let timer: NodeJS.Timeout | undefined;
  let watcher = begin();
  let closed: Promise<unknown> = Promise.resolve();

  function begin(): FSWatcher {
    const { files, folders } = wanted;
    // What is there at first is announced too: it may have changed before the watch began. `last` tells whether it did.
    const begun = watch([...folders.keys()].filter(existsSync), {
      depth: 0,
      ignored: (file) => !files.has(file) && !folders.has(file),
    });
    // A folder that may not be read, or too many watches: a change is not seen then, and all else goes on.
    begun.on('error', () => {});
    return begun.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE_MS);
    });
  }

  function look(): void {
    const before = wanted;
    wanted = wantedOf(path);
    if (!isDeepStrictEqual(wanted, before)) {
      // Another folder in the place of one that was watched, or of none, would not be looked into.
      closed = Promise.all([closed, watcher.close()]);
      watcher = begin();
    }
    const now = loadConfig(path, known);
    if (isDeepStrictEqual(now, last)) return;
    last = now;
    changed(now);
  }

  return async () => {
    clearTimeout(timer);
    await Promise.all([closed, watcher.close()]);
  };
}

interface Wanted {
  readonly files: ReadonlySet<string>;
  /** With what tells each from another one in its place. */
  readonly folders: ReadonlyMap<string, string>;
}

/** The file with what it is a link to; and their folders, each with the nearest one above it that is there. */
function wantedOf(path: string): Wanted {
  const files = linkedPaths(path);
  const folders = files.flatMap((file) => {
    const above = [dirname(file)];
    do above.push(dirname(above.at(-1) as string));
    while (!existsSync(above.at(-1) as string));
    return above;
  });
  return { files: new Set(files), folders: new Map(folders.map((folder) => [folder, folderStamp(folder)])) };
}
