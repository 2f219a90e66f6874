import { SysError } from '../base/sys-error.ts';
import type { FileHandle, Stat } from '../vfs/file-handle.ts';
import { FileServer } from '../vfs/file-server.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';

/** The tree as the main thread mounts it. Guests reach it through their cpu, which sends requests. */
export class TaskServer extends FileServer {
  override readonly spec: ServerSpec;

  constructor(id: number) {
    super();
    this.spec = { kind: 'task', id, name: 'task' };
  }

  override open(path: string): FileHandle {
    throw new SysError('ENOSYS', 'open', path);
  }

  override stat(path: string): Stat {
    throw new SysError('ENOSYS', 'stat', path);
  }
}
