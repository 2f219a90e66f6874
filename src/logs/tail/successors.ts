import { SysError } from '../../base/sys-error.ts';
import { OpenFile } from './open-file.ts';
import { rotatedNames } from './rotated-names.ts';

/** Rotations that may happen while the files are collected; then what was found is taken. */
const MOST_LOOKS = 16;

/** Rotated files that are opened at most: whoever rotates faster than that is not read to the last line. */
const MOST_FILES = 256;

/**
 * The files that came after one that was rotated away, opened, oldest first; the last is the one that has the path now. More than one
 * where rotation was faster than we looked: those between were rotated already, to names such as `app.log.1` or `app-2026-11-20.log`. They are
 * told by the time of their birth; where the file system has none, only the last is found. A file that was changed before its birth is a
 * copy with the times of another, and none of them. @param isKnown whether a file between was read, is read by somebody else, or is a copy
 * of what was read
 */
export function successorsOf(path: string, old: OpenFile, isKnown: (file: OpenFile) => boolean): OpenFile[] {
  const found = new Map<string, OpenFile>();
  const siblings = old.knowsBirth;
  let last = openNext(path, found);
  for (let look = 0; look < MOST_LOOKS; look++) {
    if (siblings) for (const sibling of rotatedNames(path)) openNext(sibling, found);
    const now = openNext(path, found);
    if (now === last) break;
    last = now;
  }
  const after = [...found.values()].filter((file) => file !== last && file.born >= old.born && !file.isDatedBack);
  const taken = after.filter((file) => !isKnown(file) && (last === undefined || file.born <= last.born));
  const between = withoutCopies(taken.sort(byBirth).slice(-MOST_FILES), last);
  const all = [...between, ...(last === undefined || last.id === old.id ? [] : [last])];
  for (const file of found.values()) if (!all.includes(file)) file.close();
  return all;
}

/** Opens what a path is now, unless it is open. @returns undefined where it cannot be read, which whoever opens it by its name will tell. */
function openNext(path: string, found: Map<string, OpenFile>): OpenFile | undefined {
  try {
    const file = new OpenFile(path);
    const known = found.get(file.id);
    if (known !== undefined) file.close();
    else found.set(file.id, file);
    return known ?? file;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

/** Leaves out what is the same as an earlier one, or only the beginning of another one. @param files oldest first */
function withoutCopies(files: readonly OpenFile[], last: OpenFile | undefined): OpenFile[] {
  const all = last === undefined ? files : [...files, last];
  return files.filter((file, at) => {
    const { end } = file;
    if (end.offset === 0) return true;
    return !all.some(
      (other, otherAt) => other !== file && other.holds(end) && (otherAt < at || !file.holds(other.end)),
    );
  });
}

function byBirth(first: OpenFile, second: OpenFile): number {
  if (first.born !== second.born) return first.born < second.born ? -1 : 1;
  return first.changedAtFirst - second.changedAtFirst;
}
