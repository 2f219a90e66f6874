import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { hostCode } from '../vfs/host-error.ts';
import { folderStamp, statOf } from './folder-stamp.ts';

/** Editors write a file in several steps: milliseconds to wait for the last one. */
const SETTLE_MS = 150;

/** Watches the TOML files of a folder, also when the folder comes to be or goes. @returns a function that ends it */
export function watchFolder(folder: string, changed: () => void): () => Promise<void> {
  let [stamp, place] = [stampOf(folder), nearestStamp(folder)];
  let timer: NodeJS.Timeout | undefined;
  let watcher = begin();
  let closed: Promise<unknown> = Promise.resolve();

  function begin(): FSWatcher {
    const above = foldersAbove(folder);
    const isOurs = (path: string) =>
      path === folder || above.includes(path) || (dirname(path) === folder && path.endsWith('.toml'));
    const begun = watch([folder, ...above].filter(existsSync), { depth: 0, ignored: (path) => !isOurs(path) });
    // A folder that may not be read, or too many watches: a change is not seen then, and all else goes on.
    begun.on('error', () => {});
    return begun.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE_MS);
    });
  }

  function look(): void {
    const [stampBefore, placeBefore] = [stamp, place];
    [stamp, place] = [stampOf(folder), nearestStamp(folder)];
    if (place !== placeBefore) {
      // Another folder in the place of one that was watched, or of none, would not be looked into.
      closed = Promise.all([closed, watcher.close()]);
      watcher = begin();
    }
    if (stamp !== stampBefore) changed();
  }

  return async () => {
    clearTimeout(timer);
    await Promise.all([closed, watcher.close()]);
  };
}

/** Its own folder, and all above up to one that stands in a folder that is there. */
function foldersAbove(folder: string): string[] {
  const above = [dirname(folder)];
  do above.push(dirname(above.at(-1) as string));
  while (!existsSync(above.at(-1) as string));
  return above;
}

/** Another text whenever a file of the folder is another one. What is announced at first has not changed. */
function stampOf(folder: string): string {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.toml'));
    return files.map((name) => `${name} ${fileStamp(join(folder, name))}`).join('\n');
  } catch (error) {
    if (hostCode(error) === undefined) throw error;
    return '';
  }
}

/** Of a folder, or of the nearest one above that is there: another one when one of them comes to be or goes. */
function nearestStamp(path: string): string {
  const stamp = folderStamp(path);
  return stamp === '' && dirname(path) !== path ? nearestStamp(dirname(path)) : stamp;
}

function fileStamp(path: string): string {
  const stat = statOf(path);
  return stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}
