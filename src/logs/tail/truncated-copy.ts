import { SysError } from '../../base/sys-error.ts';
import { OpenFile } from './open-file.ts';
import { copyNames } from './rotated-names.ts';

/** Siblings that are opened at most, to see whether they are a copy. */
const MOST_OPENED = 256;

/**
 * The copy that was made of a file before it was truncated, open at the place to which the file was read: the longest one that has the same
 * bytes at its beginning and before that place. @returns undefined where there is none, or only a compressed one
 */
export function copyOfTruncated(path: string, { id, place }: OpenFile): OpenFile | undefined {
  if (place.offset === 0) return undefined;
  let copy: OpenFile | undefined;
  for (const name of copyNames(path).slice(-MOST_OPENED)) {
    const file = openCopy(name);
    if (file === undefined) continue;
    if (file.id !== id && file.holds(place) && file.sizeAtFirst > (copy?.sizeAtFirst ?? -1)) {
      copy?.close();
      copy = file;
    } else file.close();
  }
  copy?.goOn(place);
  return copy;
}

function openCopy(path: string): OpenFile | undefined {
  try {
    return new OpenFile(path);
  } catch (error) {
    // Gone again, a folder, or not for us to read: no copy then.
    if (error instanceof SysError) return undefined;
    throw error;
  }
}
