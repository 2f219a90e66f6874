import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const CHILD = new URL('./blame-child.ts', import.meta.url).pathname;

test('an error that reaches nobody ends the task for which it was begun, and no other', () => {
  const { stdout } = spawnSync(process.execPath, [CHILD], { encoding: 'utf8' });
  expect(stdout).toBe('Error: thrown where nobody awaits it\nError: rejected where nobody awaits it\nrunning\n');
});
