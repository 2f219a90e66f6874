import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, normalize, relative } from 'node:path';
import { SysError } from '../base/sys-error.ts';

/**
 * The file that a path inside a directory of the host names, links followed. A leading slash means the directory itself.
 * @throws SysError EACCES where it leads out, by words or by links; ENOENT where nothing is there; EINVAL for what is no file.
 */
export function modulePath(directory: string, path: string): string {
  const inside = normalize(path).replace(/^\/+/, '');
  if (leadsOut(inside)) throw outside(path);
  const file = real(join(directory, inside), path);
  if (leadsOut(relative(real(directory, path), file))) throw outside(path);
  // A FIFO would hold up the thread that reads modules.
  if (!statSync(file).isFile()) throw new SysError('EINVAL', 'load', path, `path is no file: ${path}`);
  return file;
}

function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

function outside(path: string): SysError {
  return new SysError('EACCES', 'load', path, `path leads out of its fs: ${path}`);
}

function real(file: string, path: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP') throw new SysError('ELOOP', 'load', path);
    if (code === 'EACCES') throw new SysError('EACCES', 'load', path);
    throw new SysError('ENOENT', 'load', path, `no such file: ${path}`);
  }
}
