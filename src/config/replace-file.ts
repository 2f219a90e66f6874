import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { hostCode } from '../vfs/host-error.ts';

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** Where a path leads to through links; that may not be there yet. @throws SysError ELOOP */
export function linkTarget(path: string): string {
  const last = linkedPaths(path).at(-1) as string;
  if (linkOf(last) !== undefined) throw new SysError('ELOOP', 'follow', path);
  return last;
}

/** The path itself, and what it leads to through links, the last of which may not be there yet; of a loop each link once. */
export function linkedPaths(path: string): string[] {
  const paths = new Set<string>();
  for (let next: string | undefined = resolve(path); next !== undefined; next = linkOf(next)) {
    if (paths.has(next) || paths.size > MOST_LINKS) break;
    paths.add(next);
  }
  return [...paths];
}

function linkOf(path: string): string | undefined {
  try {
    const target = readlinkSync(path);
    // `..` in it goes up from where the link really lies.
    return resolve(realpathSync(dirname(path)), target);
  } catch (error) {
    // Something else than a link, or nothing.
    if (hostCode(error) !== undefined) return undefined;
    throw error;
  }
}

/**
 * Puts a text in the place of a file, wholly or not at all, whatever happens meanwhile; the file keeps its mode.
 *
 * @param isStill asked right before the text takes the file's place; where it says no, nothing is changed
 * @param mode of a file that is new
 * @returns whether the text is there
 */
export function replaceFile(path: string, text: string, isStill: () => boolean, mode = 0o644): boolean {
  const temporary = `${path}.${builtin.crypto.randomUUID()}.tmp`;
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    try {
      const before = statSync(path, { throwIfNoEntry: false })?.mode;
      if (before !== undefined) fchmodSync(descriptor, before & 0o7777);
      writeAll(descriptor, Buffer.from(text));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!isStill()) return false;
    renameSync(temporary, path);
    syncFolder(dirname(path));
    return true;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** The rename itself is on the disk after this. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
