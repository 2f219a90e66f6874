import { randomBytes } from 'node:crypto';
import { isWithin } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { type OpenHow, READ_ONLY } from '../vfs/file-server.ts';
import { copiedMounts, type Image } from './image.ts';
import type { Contents } from './memory-files.ts';

const NEW_FILE: OpenHow = { ...READ_ONLY, write: true, create: true, exclusive: true };

/**
 * Brings what a task changed to its mounts, as far as they may be written to. Each file is replaced by one rename: whenever this is
 * cut off, it is as it was or as it is to be. What cannot be brought is reported at the end, and holds up nothing else.
 * @param stop asked between files: whether to give up
 * @returns what went wrong, by path
 */
export async function writeBack(
  namespace: Namespace,
  before: Image,
  after: Contents,
  stop: () => boolean,
): Promise<string[]> {
  const mounts = copiedMounts(namespace).filter(({ layers }) => layers.some(({ readOnly }) => !readOnly));
  const isOurs = (path: string) => mounts.some(({ at }) => isWithin(path, at));
  const failures: string[] = [];
  const bring = async (path: string, run: () => unknown): Promise<void> => {
    if (stop()) return;
    try {
      if (!isOurs(path)) throw new SysError('EROFS', 'write back', path);
      await run();
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      failures.push(`${path}: ${error.code}`);
    }
  };
  for (const path of after.directories)
    if (!before.directories.has(path)) await bring(path, () => namespace.makeDirectory('/', path.slice(1)));
  for (const [path, bytes] of after.files) {
    const old = before.files.get(path);
    if (old === undefined || !isSame(old.bytes, bytes))
      await bring(path, () => replace(namespace, old?.path ?? path, bytes));
  }
  for (const path of before.files.keys())
    if (!after.files.has(path)) await bring(path, () => namespace.unlink('/', path.slice(1)));
  for (const path of [...before.directories].reverse())
    if (!after.directories.has(path)) await bring(path, () => namespace.removeDirectory('/', path.slice(1)));
  for (const path of before.leftOver.filter(isOurs)) await bring(path, () => namespace.unlink('/', path.slice(1)));
  return failures;
}

function isSame(first: Uint8Array, second: Uint8Array): boolean {
  return Buffer.compare(first, second) === 0;
}

/** Writes a file beside the one that it is to be, all the way to the disk, and renames it. */
async function replace(namespace: Namespace, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path.slice(0, path.lastIndexOf('/') + 1)}.wasitop-${randomBytes(6).toString('hex')}`;
  const opened = namespace.open('/', temporary.slice(1), NEW_FILE, false);
  if (opened instanceof Promise) throw new SysError('ENOTSUP', 'write back', path);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += await opened.handle.write(bytes.subarray(at), at);
      await opened.handle.sync(true);
    } finally {
      opened.handle.close();
    }
    namespace.rename('/', temporary.slice(1), '/', path.slice(1));
  } catch (error) {
    namespace.unlink('/', temporary.slice(1));
    throw error;
  }
}
