import { SysError } from '../base/sys-error.ts';
import { Devices } from './devices.ts';
import type { FileServer } from './file-server.ts';
import { HostDirectory } from './host-directory.ts';
import { RamDirectory } from './ram-directory.ts';
import type { ServerSpec } from './server-spec.ts';

/** Makes this thread's object for a server. @throws SysError ENOSYS for the kinds that other rooms make. */
export function openServer(spec: ServerSpec): FileServer {
  switch (spec.kind) {
    case 'host':
      return new HostDirectory(spec);
    case 'ram':
      return new RamDirectory(spec);
    case 'dev':
      return new Devices(spec);
    case 'task':
      throw new SysError('ENOSYS', 'open server', spec.name);
  }
}
