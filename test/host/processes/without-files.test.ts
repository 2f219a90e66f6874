import { spawnSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { Child } from './children.ts';

const PROGRAM = new URL('without-files.ts', import.meta.url).pathname;
const UNREAD = 'it cannot be checked now, too many open files; try again (EAGAIN)';

/** What the program says that has no more files to open. */
function tryWith(pid: number, descriptors: number): readonly string[] {
  const script = 'ulimit -n 400; exec "$@"';
  const args = ['-c', script, 'sh', process.execPath, PROGRAM, String(pid), String(descriptors)];
  return spawnSync('sh', args, { encoding: 'utf8' }).stdout.split('\n');
}

test('a process that cannot be checked gets no signal and no nice value', async () => {
  await using child = await Child.sleep();
  const [kill, renice, nice, details] = tryWith(child.pid, 0);
  expect(kill).toBe(`kill ${child.pid}: ${UNREAD}`);
  expect(renice).toBe(`renice ${child.pid}: ${UNREAD}`);
  expect(nice).toBe(`nice ${child.pid}: ${UNREAD}`);
  expect(details).toBe('undefined');
  expect(getPriority(child.pid)).toBe(0);
});

test('one whose descriptor is kept gets the signal, but no nice value for threads that cannot be listed', async () => {
  await using child = await Child.sleep();
  const [kill, renice] = tryWith(child.pid, 300);
  expect(kill).toBe(`sent WINCH to ${child.pid}`);
  expect(renice).toBe(`nice ${child.pid}: ${UNREAD}`);
  expect(getPriority(child.pid)).toBe(0);
});
