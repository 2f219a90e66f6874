import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Child } from './children.ts';

/** The next process to be started gets the PID after this one, if nobody else starts one meanwhile. @returns false if that cannot be had */
function steerTo(pid: number): boolean {
  try {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1));
    return true;
  } catch {
    // Not writable for us: PIDs come round by themselves, if there are not too many.
    if (Number(readFileSync('/proc/sys/kernel/pid_max', 'utf8')) > 65_536) return false;
    const forks = `until [ "$last" = ${pid - 1} ]; do : & last=$!; wait; done`;
    return spawnSync('sh', ['-c', forks], { timeout: 20_000 }).status === 0;
  }
}

/** Whether a PID can be had again here. */
export function canSteer(): boolean {
  return steerTo(process.pid);
}

/** @returns a process with this PID; undefined if others were faster, again and again */
export async function startAs(pid: number, attempts: number): Promise<Child | undefined> {
  for (let attempt = 0; attempt < attempts && steerTo(pid); attempt++) {
    const child = await Child.start('sleep', ['2000']);
    if (child.pid === pid) return child;
    await child.kill();
  }
  return undefined;
}
