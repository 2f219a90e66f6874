import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wasitop } from '../support/command.ts';
import { guest } from '../support/guests.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'wasitop-descriptors-'));
  mkdirSync(join(root, 'work'));
  writeFileSync(join(root, 'work/near'), 'near\n');
  writeFileSync(join(root, 'top'), '');
});
afterAll(() => rmSync(root, { recursive: true }));

/** What a program finds open from descriptor 3 on. */
async function descriptors(...options: string[]): Promise<string> {
  const { stdout } = await wasitop(['run', ...options, guest('basic/list-descriptors')]);
  return stdout.trimEnd().split('\n').join(', ');
}

const SOCKET = ['--listen', '127.0.0.1:0'];

test.each([
  ['nothing that was not asked for', [], ''],
  ['a directory', ['--dir', '/tmp::/data'], '3 /data'],
  ['the namespace', ['--ns'], '3 /'],
  ['the working directory, last', ['--dir', '/tmp::/data', '--cwd', '/data'], '3 /data, 4 /, 5 .'],
  ['a socket', SOCKET, '3 socket, LISTEN_FDS=1'],
  [
    'sockets behind a directory',
    ['--dir', '/tmp::/data', ...SOCKET, ...SOCKET],
    '3 /data, 4 socket, 5 socket, LISTEN_FDS=2',
  ],
  ['a socket, and what the caller says of it', [...SOCKET, '--env', 'LISTEN_FDS=9'], '3 socket, LISTEN_FDS=9'],
])('a program finds open %s', async (_name, options, found) => {
  expect(await descriptors(...options)).toBe(found);
});

test('a port that the system chose is told', async () => {
  const { stderr } = await wasitop(['run', ...SOCKET, guest('basic/list-descriptors')]);
  expect(stderr).toMatch(/^wasitop: listening on 127\.0\.0\.1:[1-9]\d*\n$/);
});

test('a directory asked for stands in the place of /dev', async () => {
  const options = ['--ns', '--dir', `${root}::/dev`];
  const { stdout } = await wasitop(['run', ...options, guest('basic/files'), 'read', '/dev/work/near']);
  expect(stdout).toBe('near\n');
});

test.each([
  ['a directory', ['--dir', '/nowhere/x::/data'], 'open directory /nowhere/x: no such file or directory'],
  ['an address', ['--listen', '192.0.2.1:0'], 'listen 192.0.2.1:0: this machine does not have that address'],
])('%s that there is not is named as it was asked for', async (_name, options, message) => {
  const { status, stderr } = await wasitop(['run', ...options, guest('basic/hello')]);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test('paths are found from the working directory and from the root', async () => {
  const read = async (path: string) => {
    const options = ['--dir', `${root}::/`, '--cwd', '/work'];
    return (await wasitop(['run', ...options, guest('basic/files'), 'read', path])).stdout;
  };
  expect(await Promise.all(['near', '/work/near'].map(read))).toEqual(['near\n', 'near\n']);
});

test.each(['/nowhere', '/top'])('a working directory that is none is refused: %s', async (cwd) => {
  const { status, stderr } = await wasitop(['run', '--dir', `${root}::/`, '--cwd', cwd, guest('basic/hello')]);
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`^wasitop: open working directory ${cwd}: it is no directory of the namespace`));
});
