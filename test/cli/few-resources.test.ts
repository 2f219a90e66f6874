import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { projectFile } from '../support/guests.ts';

/** wasitop under a limit of the shell. */
function limited(limit: string, ...args: string[]) {
  const shell = `ulimit ${limit}; exec "$0" "$@"`;
  const command = ['-c', shell, process.execPath, projectFile('dist/start.js'), ...args];
  const { status, stdout, stderr } = spawnSync('sh', command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each([24, 32])('%d open files are too few, and that is what is said', (files) => {
  const { status, stderr } = limited(`-n ${files}`, 'top', '--batch', '--host');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^wasitop: EMFILE.*\nTry 'ulimit -n 1024'/);
});

test('100 open files do for all processes of the machine', () => {
  const { status, stdout, stderr } = limited('-n 100', 'top', '--batch', '--host');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('PID');
});

test.each([
  ['-n 40', /problem {2}open files: 40, and wasitop itself needs \d+\n +-> ulimit -n 65536/],
  ['-v 20000000', /problem {2}address space: 19G, .*: hardly a task can run\n +-> ulimit -v unlimited/],
])('the doctor calls ulimit %s a problem', (limit, text) => {
  const { status, stdout } = limited(limit, 'doctor');
  expect(stdout).toMatch(text);
  expect(status).toBe(1);
});
