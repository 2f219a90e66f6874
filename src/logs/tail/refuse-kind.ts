import type { BigIntStats } from 'node:fs';
import { SysError } from '../../base/sys-error.ts';

/** @throws SysError for what is no regular file, and cannot be read as one. */
export function refuseKind(path: string, stat: BigIntStats): void {
  if (stat.isFile()) return;
  if (stat.isDirectory())
    throw new SysError('EISDIR', 'tail', path, `is a directory: name its files, or a pattern such as '${path}/*.log'`);
  if (stat.isSocket()) throw new SysError('ENXIO', 'tail', path, 'is a socket: only files and pipes are followed');
  if (stat.isFIFO()) throw new SysError('ESPIPE', 'tail', path, 'has become a pipe');
  throw new SysError('ENOTSUP', 'tail', path, 'is a device: only files and pipes are followed');
}
