import { statSync } from 'node:fs';
import { hostCode } from '../vfs/host-error.ts';

/** Tells a file from what it was before: it is another text for another file, size or time; `''` where there is none. */
export function stampOf(path: string): string {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.dev}:${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.mode}`;
  } catch (error) {
    const code = hostCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
