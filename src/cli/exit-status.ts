import type { Reason } from '../base/reason.ts';

/** The status that a process exits with for the end of the one task that it ran. */
export function exitStatus(reason: Reason): number {
  switch (reason.kind) {
    case 'exit':
      return reason.code & 0xff;
    case 'signal':
      return 128 + reason.signal;
    case 'trap':
      return 134;
    case 'limit':
      return reason.limit === 'wall' || reason.limit === 'cpu' ? 124 : 137;
    case 'load':
      // An address that is taken is, like a directory that is not there, something that was asked for and cannot be given.
      if (reason.code === 'EADDRINUSE') return 2;
      return reason.code === 'ENOENT' || reason.code === 'ENOTDIR' ? 127 : 126;
    case 'internal':
      return 70;
  }
}
