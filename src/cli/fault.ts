import { arch, release } from 'node:os';
import { hostCode } from '../vfs/host-error.ts';
import { VERSION } from './version.ts';

/** EX_SOFTWARE of sysexits(3). */
export const FAULT_STATUS = 70;

/** What ended wasitop although nobody foresaw it, and the status to exit with. Reads nothing: there may be no descriptor left for it. */
export interface Fault {
  readonly lines: readonly string[];
  readonly status: number;
}

/** What to say of an error that nobody foresaw: all that a report needs; or what to do, where the limits here are to blame. */
export function faultOf(error: unknown): Fault {
  if (hostCode(error) === 'EMFILE' || hostCode(error) === 'ENFILE')
    return {
      lines: [`wasitop: ${(error as Error).message}`, "Try 'ulimit -n 1024'; wasitop doctor tells more."],
      status: 1,
    };
  if (hostCode(error) === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'uv_cwd')
    return { lines: ['wasitop: the folder that it was started in is gone; cd to one that is there'], status: 1 };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const here = `wasitop ${VERSION}, Node.js ${process.versions.node}, ${process.platform} ${release()} ${arch()}`;
  return {
    lines: [
      'wasitop: a fault of its own; please report it with all of these lines, and what you did:',
      here,
      ...text.split('\n'),
    ],
    status: FAULT_STATUS,
  };
}
