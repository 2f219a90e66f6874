import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { watch } from 'chokidar';

/** Editors write a file in several steps: milliseconds to wait for the last one. */
const SETTLE_MS = 150;

/** Watches the TOML files of a folder, also when the folder comes to be or goes. @returns a function that ends it */
export function watchFolder(folder: string, changed: () => void): () => Promise<void> {
  let above = foldersAbove(folder);
  let timer: NodeJS.Timeout | undefined;
  const isOurs = (path: string) =>
    path === folder || above.includes(path) || (dirname(path) === folder && path.endsWith('.toml'));
  const watcher = watch([folder, ...above], { depth: 0, ignoreInitial: true, ignored: (path) => !isOurs(path) });
  watcher.on('all', () => {
    above = foldersAbove(folder);
    watcher.add([folder, ...above]);
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

/** Up to the nearest one that is there, and the one above that. */
function foldersAbove(folder: string): string[] {
  const above = [dirname(folder)];
  while (!existsSync(above.at(-1) as string)) above.push(dirname(above.at(-1) as string));
  return above;
}
