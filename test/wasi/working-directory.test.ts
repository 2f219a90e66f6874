import fs from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { guest } from '../support/guests.ts';
import { Folder, ProgramKernel } from '../support/programs.ts';

const os = new ProgramKernel();
afterAll(() => os[Symbol.asyncDispose]());

/** A root with the folders `work`, which has one of its own name and one of a mount's name, and `other`. */
let root = new Folder();
beforeEach(() => {
  root[Symbol.dispose]();
  root = new Folder();
  for (const name of ['work/work', 'work/dev', 'other']) fs.mkdirSync(root.file(name), { recursive: true });
  for (const name of ['top', 'work/near', 'work/work/deep', 'work/dev/null', 'other/far'])
    fs.writeFileSync(root.file(name), name);
});
afterAll(() => root[Symbol.dispose]());

/** What a C program says that works in `cwd`; nothing where all went well. */
async function files(args: readonly string[], mounts = [`${root.path}::/`], cwd = '/work'): Promise<string> {
  return (await os.finish('files', guest('basic/files'), args, mounts, {}, cwd)).text;
}

test.each([
  ['near', 'work/near'],
  ['./near', 'work/near'],
  ['/work/near', 'work/near'],
  ['work/deep', 'work/work/deep'],
  ['/work/work/deep', 'work/work/deep'],
  ['/other/far', 'other/far'],
  ['../other/far', 'other/far'],
  ['/other/../work/near', 'work/near'],
  ['work/../near', 'work/near'],
  ['/top', 'top'],
  ['../top', 'top'],
  ['dev/null', 'work/dev/null'],
])('%s is the file %s', async (path, file) => {
  expect(await files(['read', path])).toBe(file);
});

test('what is in neither is not there, and nothing leads above the root', async () => {
  expect(await files(['read', 'nothing'])).toBe('nothing: No such file or directory');
  expect(await files(['read', '/other/nothing'])).toBe('/other/nothing: No such file or directory');
  expect(await files(['read', '../../top'])).toBe('../../top: Operation not permitted');
});

test.each([
  ['made', 'work/made'],
  ['top', 'work/top'],
  ['/other/made', 'other/made'],
  ['../made', 'made'],
  ['/work/made', 'work/made'],
])('%s is made as %s', async (path, file) => {
  // A folder of the same name in the working directory comes first.
  fs.rmSync(root.file('work/work'), { recursive: true });
  expect(await files(['write', path, 'new'])).toBe('');
  expect(fs.readFileSync(root.file(file), 'utf8')).toBe('new');
  fs.rmSync(root.file(file));
  expect(await files(['make', path])).toBe('');
  expect(fs.statSync(root.file(file)).isDirectory()).toBe(true);
});

test('a lone name is changed in the working directory alone', async () => {
  expect(await files(['remove', 'top'])).toBe('top: No such file or directory');
  expect(await files(['move', 'top', 'near'])).toBe('top: No such file or directory');
  expect(fs.readFileSync(root.file('top'), 'utf8')).toBe('top');
  expect(await files(['move', 'near', 'top'])).toBe('');
  expect(fs.readFileSync(root.file('work/top'), 'utf8')).toBe('work/near');
});

test('other directories are changed by their whole paths', async () => {
  expect(await files(['move', '/other/far', '/other/farther'])).toBe('');
  expect(await files(['remove', '../other/farther'])).toBe('');
  expect(fs.readdirSync(root.file('other'))).toEqual([]);
});

test.each(['/data', '.', './'])('a directory that was given as %s is the working directory', async (name) => {
  expect(await files(['read', 'near'], [`${root.file('work')}::${name}`], '/data')).toBe('work/near');
});
