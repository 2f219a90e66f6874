import { SysError } from '../base/sys-error.ts';
import type { Disks } from './disks.ts';

/** Milliseconds between two looks at a file that no watch tells of. */
const LOOK_MS = 2_000;

/** Looks again and again whether a file on a mount that may hang is another one: changes by other machines are told by no watch. @returns a function that ends it */
export function watchFar(disks: Disks, path: string, changed: () => void): () => void {
  let last: string | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const stamp = await disks.ask('stamp', path);
      if (last !== undefined && stamp !== last) changed();
      last = stamp;
    } catch (error) {
      // Looked at again once the disk answers.
      if (!(error instanceof SysError)) throw error;
    } finally {
      isLooking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return () => clearInterval(timer);
}
