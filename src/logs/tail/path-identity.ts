import fs from 'node:fs';
import { SysError } from '../../base/sys-error.ts';
import { hostError } from '../../vfs/host-error.ts';
import { idOf } from './open-file.ts';

/** What has a path now, behind all links. @throws SysError */
export function onPath(path: string): fs.BigIntStats {
  try {
    return fs.statSync(path, { bigint: true });
  } catch (error) {
    throw hostError(error, 'tail', path);
  }
}

/** What has a path now; undefined where that cannot be told. */
export function identityOf(path: string): { readonly id: string; readonly empty: boolean } | undefined {
  try {
    const stat = onPath(path);
    return { id: idOf(stat), empty: stat.isFile() && stat.size === 0n };
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}
