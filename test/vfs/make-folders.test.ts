import { statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolders } from '../../src/vfs/make-folders.ts';
import { TemporaryDirectory } from './temporary-directory.ts';

test('folders are made with those above them, and those that are there are left alone', () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'a', 'b', 'c');
  makeFolders(path, 0o700);
  makeFolders(path, 0o755);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test.each([
  ['/proc/self/x/y', 'ENOENT'],
  ['/proc/version/x', 'ENOTDIR'],
])('%s ends with %s, and does not hang', (path, code) => {
  expect(() => makeFolders(path)).toThrow(expect.objectContaining({ code }));
});

test('what is in the way is told', () => {
  using directory = new TemporaryDirectory({ file: '' });
  expect(() => makeFolders(join(directory.path, 'file'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  symlinkSync('loop', join(directory.path, 'loop'));
  expect(() => makeFolders(join(directory.path, 'loop', 'x'))).toThrow(expect.objectContaining({ code: 'ELOOP' }));
});
