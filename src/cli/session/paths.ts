import { readdirSync, statSync } from 'node:fs';
import type { Namespace } from '../../namespace/namespace.ts';
import { READ_ONLY } from '../../vfs/file-server.ts';

/** Paths that are offered at a time. */
const MOST_PATHS = 200;

/** Paths of the host that begin so; directories end in a slash. Nothing where there is nothing, or nothing that may be read. */
export function hostPaths(prefix: string): string[] {
  const folder = folderOf(prefix);
  const start = prefix.slice(folder.length);
  try {
    return readdirSync(folder || '.', { withFileTypes: true })
      .filter((entry) => entry.name.startsWith(start) && (start !== '' || !entry.name.startsWith('.')))
      .slice(0, MOST_PATHS)
      .map((entry) => {
        const path = `${folder}${entry.name}`;
        return entry.isDirectory() || (entry.isSymbolicLink() && isDirectory(path)) ? `${path}/` : path;
      })
      .sort();
  } catch {
    return [];
  }
}

/** All up to the last slash. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Paths of a namespace that begin so. */
export async function guestPaths(namespace: Namespace, prefix: string): Promise<string[]> {
  const folder = folderOf(prefix) || '/';
  const start = prefix.slice(folderOf(prefix).length);
  try {
    const { handle } = await namespace.open('/', folder.slice(1) || '.', { ...READ_ONLY, directory: true }, true);
    using directory = handle;
    const entries = await directory.entries();
    return entries
      .filter(({ name }) => name !== '.' && name !== '..' && name.startsWith(start))
      .slice(0, MOST_PATHS)
      .map(({ name, type }) => `${folder}${name}${type === 'directory' ? '/' : ''}`)
      .sort();
  } catch {
    return [];
  }
}
