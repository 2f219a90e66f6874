import type fs from 'node:fs';
import type { FileType } from './file-handle.ts';

/** What a file of the host is. */
export function typeOf(stat: fs.BigIntStats): FileType {
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'directory';
  if (stat.isSymbolicLink()) return 'symlink';
  if (stat.isCharacterDevice()) return 'char';
  if (stat.isBlockDevice()) return 'block';
  if (stat.isFIFO()) return 'fifo';
  return stat.isSocket() ? 'socket' : 'unknown';
}
