import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { watch } from 'chokidar';
import type { LoadedConfig } from './check-values.ts';
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
  // What is there at first is announced too: it may have changed before the watch began. `last` tells whether it did.
  const watcher = watch([...wanted.folders], {
    depth: 0,
    ignored: (file) => !wanted.files.has(file) && !wanted.folders.has(file),
  });
  const look = (): void => {
    wanted = wantedOf(path);
    watcher.add([...wanted.folders]);
    const now = loadConfig(path, known);
    if (isDeepStrictEqual(now, last)) return;
    last = now;
    changed(now);
  };
  // A folder that may not be read, or too many watches: a change is not seen then, and all else goes on.
  watcher.on('error', () => {});
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLE_MS);
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

interface Wanted {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
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
  return { files: new Set(files), folders: new Set(folders) };
}
