import { type Stats, statSync } from 'node:fs';
import { hostCode } from '../vfs/host-error.ts';

/** Tells a folder from another one in its place: an inode alone is used again at once. Empty for what is not there, or may not be looked at. */
export function folderStamp(path: string): string {
  const stat = statOf(path);
  return stat === undefined ? '' : `${stat.ino} ${stat.birthtimeMs}`;
}

/** Undefined for what is not there, or may not be looked at. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hostCode(error) === undefined) throw error;
    return undefined;
  }
}
