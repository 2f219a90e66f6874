import { statSync } from 'node:fs';
import { unspell } from '../base/spelling.ts';
import { onHost } from '../vfs/host-error.ts';
import { mayHang } from '../vfs/mounts.ts';

/** Milliseconds within which two writes to a file may have the same time: some file systems count whole seconds. */
const TIME_STEP_MS = 2_000;

/**
 * Names the content of a regular file: while inode, size and times are the same, only somebody who sets the machine's clock can have
 * changed it. Undefined for pipes and devices, for a file that is not there, for one that changed just now, as its next change could
 * have the same time, and for one on a mount that may hang, which this thread does not touch.
 */
export async function identityOf(path: string): Promise<string | undefined> {
  return (await mayHang(path)) ? undefined : identityNow(path);
}

/** The same at once, for a path that is known to lie on no mount that may hang. */
export function identityNow(path: string): string | undefined {
  const found = onHost('load', path, () => statSync(unspell(path), { bigint: true, throwIfNoEntry: false }));
  if (!found?.isFile()) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = found;
  const isSettled = Date.now() - Number(ctimeMs) > TIME_STEP_MS;
  return isSettled ? [dev, ino, size, mtimeNs, ctimeNs].join('-') : undefined;
}
