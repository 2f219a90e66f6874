import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostCode } from './host-error.ts';

/**
 * Makes a folder, and those above it that are not there. Node's own way of this tries for ever where a folder above is there and
 * takes none, as all in /proc.
 *
 * @param mode of folders that are new
 * @throws what node:fs throws
 */
export function makeFolders(path: string, mode = 0o777): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolders(above, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (hostCode(error) !== 'EEXIST') throw error;
    // Somebody else was faster; or it is no folder, and that is what is told.
    if (!statSync(path).isDirectory()) readdirSync(path);
  }
}
