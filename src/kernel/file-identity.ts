import { stat } from 'node:fs';
import { hostError } from '../vfs/host-error.ts';

/** Milliseconds within which two writes to a file may have the same time: some file systems count whole seconds. */
const TIME_STEP_MS = 2_000;

/**
 * Names the content of a regular file: while path, inode, size and times are the same, only somebody who sets the machine's clock can have
 * changed it. Undefined for pipes and devices, for a file that is not there, and for one that changed just now, as its next change could
 * have the same time.
 */
export function identityOf(path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    stat(path, { bigint: true }, (error, found) => {
      if (error?.code === 'ENOENT') return resolve(undefined);
      if (error !== null) return reject(hostError(error, 'load', path));
      const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = found;
      const isSettled = Date.now() - Number(ctimeMs) > TIME_STEP_MS;
      resolve(found.isFile() && isSettled ? [dev, ino, size, mtimeNs, ctimeNs, path].join(' ') : undefined);
    });
  });
}
