import { folderOf, MOST_PATHS } from '../../disk/host-paths.ts';
import type { Namespace } from '../../namespace/namespace.ts';
import { READ_ONLY } from '../../vfs/file-server.ts';
import { piecesOf } from '../../vfs/listing.ts';

/** Paths of a namespace that begin so. */
export async function guestPaths(namespace: Namespace, prefix: string): Promise<string[]> {
  const folder = folderOf(prefix) || '/';
  const start = prefix.slice(folderOf(prefix).length);
  try {
    const { handle } = await namespace.open('/', folder.slice(1) || '.', { ...READ_ONLY, directory: true }, true);
    using directory = handle;
    const paths: string[] = [];
    for await (const piece of piecesOf(directory)) {
      const matching = piece.filter(({ name }) => name.startsWith(start));
      paths.push(...matching.map(({ name, type }) => `${folder}${name}${type === 'directory' ? '/' : ''}`));
      if (paths.length >= MOST_PATHS) break;
    }
    return paths.slice(0, MOST_PATHS).sort();
  } catch {
    return [];
  }
}

/** The directories of the host that a namespace leads into. */
export function hostFolders({ mounts }: Namespace): string[] {
  const specs = mounts.flatMap(({ layers }) => layers.map(({ server }) => server.spec));
  return specs.flatMap((spec) => (spec.kind === 'host' ? [spec.directory] : []));
}
