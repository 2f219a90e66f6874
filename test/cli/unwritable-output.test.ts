import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFile } from '../support/guests.ts';

test.each([
  ['config show', 'config', 'show'],
  ['help', '--help'],
  ['doctor', 'doctor'],
  ['a snapshot', 'top', '--batch', '--host'],
  ['the words of completion', 'completion', 'bash'],
])('%s that cannot be written is no success', (_name, ...args) => {
  const full = openSync('/dev/full', 'w');
  const command = [projectFile('dist/start.js'), ...args];
  const { status, stderr } = spawnSync(process.execPath, command, {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(stderr).toBe('wasitop: standard output cannot be written (ENOSPC)\n');
  expect(status).toBe(74);
});

test('a reader that leaves is no failure', () => {
  const shell = 'set -o pipefail; "$0" "$@" | head -n 1; echo $?';
  const command = ['-c', shell, process.execPath, projectFile('dist/start.js'), 'config', 'show'];
  const { stdout, stderr } = spawnSync('bash', command, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/\n0\n$/);
});
