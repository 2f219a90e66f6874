import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';

/** bin/wasitop, as it is installed. */
function started(environment: Readonly<Record<string, string>>) {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const { status, stderr } = spawnSync(projectFile('bin/wasitop'), ['--version'], {
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stderr };
}

test.each([
  ['a cache in /proc', { HOME: '/', XDG_CACHE_HOME: '/proc/self/x' }],
  ['no home', { HOME: '' }],
  ['colours forced and refused', { HOME: '/proc', NO_COLOR: '1', FORCE_COLOR: '1' }],
])('%s is no trouble', (_name, environment) => {
  expect(started(environment)).toEqual({ status: 0, stderr: '' });
});

test('a home that is no absolute path has no cache', () => {
  expect(started({ HOME: 'here' }).status).toBe(0);
  expect(existsSync('here')).toBe(false);
});

test('a cache that is no absolute path counts as none', () => {
  using home = new Folder();
  expect(started({ HOME: home.path, XDG_CACHE_HOME: 'here' }).status).toBe(0);
  expect(existsSync(home.file('.cache/wasitop'))).toBe(true);
  expect(existsSync('here')).toBe(false);
});
