import { type Dirent, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { currentMounts, type Mount, mountBehind, mountOver } from '../vfs/mounts.ts';

/** Paths that are offered at a time. */
export const MOST_PATHS = 200;

/**
 * Paths of the host that begin so; directories end in a slash. Nothing where there is nothing, or nothing that may be read. A link to a mount
 * that may hang counts as a directory, and is not followed: its folder is on another disk.
 */
export async function hostPaths(prefix: string): Promise<string[]> {
  const folder = folderOf(prefix);
  const start = prefix.slice(folder.length);
  try {
    const begun = readdirSync(folder || '.', { withFileTypes: true })
      .filter((entry) => entry.name.startsWith(start) && (start !== '' || !entry.name.startsWith('.')))
      .slice(0, MOST_PATHS);
    const mounts = currentMounts();
    return (await Promise.all(begun.map((entry) => withSlash(entry, `${folder}${entry.name}`, mounts)))).sort();
  } catch {
    return [];
  }
}

async function withSlash(entry: Dirent, path: string, mounts: readonly Mount[]): Promise<string> {
  return entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToDirectory(path, mounts))) ? `${path}/` : path;
}

async function leadsToDirectory(path: string, mounts: readonly Mount[]): Promise<boolean> {
  const [here, there] = [mountOver(resolve(path), mounts), await mountBehind(resolve(path), mounts)];
  if (there?.mayHang === true && there !== here) return true;
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** All up to the last slash. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
