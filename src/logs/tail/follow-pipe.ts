import fs from 'node:fs';
import { builtin } from '../../base/builtin.ts';
import { hostCode, onHost } from '../../vfs/host-error.ts';

const { O_NOCTTY, O_NONBLOCK, O_RDONLY, O_RDWR } = fs.constants;

/** What becomes of a pipe. */
interface PipeNews {
  readonly bytes: (bytes: Buffer) => void;
  /** Nobody writes to it any more. @param forGood it has no name by which another writer could open it */
  readonly ended: (forGood: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** A pipe that is read. */
export interface FollowedPipe {
  pause(): void;
  resume(): void;
  close(): void;
}

/**
 * Reads a pipe as it comes, one with a name or one that we were started with (`/dev/fd/63`, of `<(command)`).
 *
 * @throws SysError
 */
export function followPipe(path: string, news: PipeNews): FollowedPipe {
  const { fd, forGood } = onHost('tail', path, () => open(path));
  const stream = new builtin.net.Socket({ fd, readable: true, writable: false });
  stream.unref();
  stream.on('data', news.bytes);
  stream.on('end', () => news.ended(forGood));
  stream.on('error', news.failed);
  return {
    pause: () => stream.pause(),
    resume: () => stream.resume(),
    close: () => {
      stream.removeAllListeners('data').removeAllListeners('end');
      stream.destroy();
    },
  };
}

/** A named pipe is opened for writing too, so that it does not end whenever a writer goes. One without a name shall end with its last writer. */
function open(path: string): { fd: number; forGood: boolean } {
  const fd = fs.openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith('pipe:')) return { fd, forGood: true };
  try {
    const both = fs.openSync(path, O_RDWR | O_NONBLOCK | O_NOCTTY);
    fs.closeSync(fd);
    return { fd: both, forGood: false };
  } catch (error) {
    if (hostCode(error) === undefined) throw error;
    return { fd, forGood: false };
  }
}
