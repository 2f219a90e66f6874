import { folderOf, MOST_PATHS } from '../../disk/host-paths.ts';
import type { Namespace } from '../../namespace/namespace.ts';
import { READ_ONLY } from '../../vfs/file-server.ts';

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
