import fs from 'node:fs';

/** `/proc/PID/fd`: `/proc/self` is a link, which the host would read at every call. Found out when it is first used. */
let directory: string | undefined;

/**
 * A path that leads to what a descriptor of this process names, whatever has its name by then, as long as it is open.
 * @throws Error of the host's readlink where there is no /proc.
 */
export function linkTo(fd: number): string {
  directory ??= `/proc/${fs.readlinkSync('/proc/self')}/fd`;
  return `${directory}/${fd}`;
}
