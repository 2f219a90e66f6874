import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
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

test.each([
  ['open to others', (path: string) => chmodSync(path, 0o777)],
  ['a link', linkInstead],
  ...(process.geteuid?.() === 0
    ? [['of another user', (path: string) => chownSync(path, 65_534, 65_534)] as const]
    : []),
] as const)('V8 keeps nothing in a cache that is %s', (_name, spoil) => {
  using home = new Folder();
  const cache = home.file('.cache/wasitop');
  expect(started({ HOME: home.path })).toEqual({ status: 0, stderr: '' });
  expect(readdirSync(join(cache, 'code'))).toHaveLength(1);
  rmSync(join(cache, 'code'), { recursive: true });
  spoil(cache);
  expect(started({ HOME: home.path })).toEqual({ status: 0, stderr: '' });
  expect(existsSync(join(cache, 'code'))).toBe(false);
});

/** Puts a link in the place of a folder, to the very same. */
function linkInstead(path: string): void {
  renameSync(path, `${path}.elsewhere`);
  symlinkSync(`${path}.elsewhere`, path);
}
