import { SysError } from '../base/sys-error.ts';
import type { FileHandle, Stat } from './file-handle.ts';
import { FileServer } from './file-server.ts';
import { ListedDirectory } from './listed-directory.ts';
import type { ServerSpec } from './server-spec.ts';

/** The attributes of a directory that no server has. */
export const EMPTY_DIRECTORY: Stat = {
  dev: 0n,
  ino: 1n,
  type: 'directory',
  nlink: 1n,
  size: 0n,
  atim: 0n,
  mtim: 0n,
  ctim: 0n,
};

/** An empty directory that cannot be changed: the root of a namespace in which nothing is mounted there. */
export class Nothing extends FileServer {
  override readonly spec: ServerSpec = { kind: 'dev', id: 0, name: 'nothing' };

  override open(path: string): FileHandle {
    if (path !== '') throw new SysError('ENOENT', 'open', path);
    return new ListedDirectory([], EMPTY_DIRECTORY);
  }

  override stat(path: string): Stat {
    if (path !== '') throw new SysError('ENOENT', 'stat', path);
    return EMPTY_DIRECTORY;
  }
}
