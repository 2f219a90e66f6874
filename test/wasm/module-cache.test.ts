import fs from 'node:fs';
import { expect, test } from 'vitest';
import { instrument } from '../../src/wasm/instrument.ts';
import { ModuleCache } from '../../src/wasm/module-cache.ts';
import { guestBytes } from '../support/instrumented.ts';
import { Folder } from '../support/programs.ts';

const made = instrument(guestBytes('basic/hello'));
const MODULES = 'wasitop/modules';
const KEPT = `${MODULES}/abc-this`;

/** A folder for caches that holds one module. */
function filled(): { folder: Folder; cache: ModuleCache } {
  const folder = new Folder();
  const cache = new ModuleCache(folder.path, 'this');
  cache.add('abc', made);
  return { folder, cache };
}

test('what was added is found again, by the build that made it alone', () => {
  const { folder, cache } = filled();
  using _removed = folder;
  expect(cache.find('other')).toBeUndefined();
  expect(Buffer.from(cache.find('abc')?.bytes ?? [])).toEqual(Buffer.from(made.bytes));
  expect(cache.find('abc')?.info.functionCount).toBe(made.info.functionCount);
  expect(new ModuleCache(folder.path, 'another').find('abc')).toBeUndefined();
  for (const name of ['wasitop', MODULES]) expect(fs.statSync(folder.file(name)).mode & 0o777).toBe(0o700);
});

test('a file that was cut off is as good as none, and a directory that cannot be made stops nothing', () => {
  const { folder, cache } = filled();
  using _removed = folder;
  fs.truncateSync(folder.file(KEPT), 10);
  expect(cache.find('abc')).toBeUndefined();
  const nowhere = new ModuleCache(folder.file(`${KEPT}/below-a-file`), 'this');
  nowhere.add('abc', made);
  expect(nowhere.find('abc')).toBeUndefined();
});

test('what somebody began to write an hour ago is removed, and what is used stays', () => {
  const { folder, cache } = filled();
  using _removed = folder;
  const old = new Date(Date.now() - 4_000_000);
  const left = folder.file(`${MODULES}/left.1.writing`);
  fs.writeFileSync(left, 'x');
  fs.utimesSync(left, old, old);
  fs.writeFileSync(folder.file(`${MODULES}/under-way.2.writing`), 'x');
  cache.add('abc', made);
  expect(fs.readdirSync(folder.file(MODULES)).sort()).toEqual(['abc-this', 'under-way.2.writing']);
});

test('a file is taken for the module that it was made of, whatever its name', () => {
  const { folder, cache } = filled();
  using _removed = folder;
  fs.renameSync(folder.file(KEPT), folder.file(`${MODULES}/def-this`));
  expect(cache.find('def')).toBeUndefined();
});

test('what is kept is found by another name, never taken for a hash', () => {
  const { folder, cache } = filled();
  using _removed = folder;
  cache.name('abc', 'identity');
  cache.name('none', 'other');
  expect(cache.findNamed('identity')?.hash).toBe('abc');
  expect(cache.findNamed('other')).toBeUndefined();
  expect(cache.find('identity')).toBeUndefined();
});

const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

test.each([
  ['the folder is open to others', (folder: Folder) => fs.chmodSync(folder.file('wasitop'), 0o777)],
  ['the folder is open to its group', (folder: Folder) => fs.chmodSync(folder.file(MODULES), 0o770)],
  ['the file is open to others', (folder: Folder) => fs.chmodSync(folder.file(KEPT), 0o666)],
  ['the folder is a link', (folder: Folder) => linkInstead(folder, 'wasitop')],
  ['the folder of modules is a link', (folder: Folder) => linkInstead(folder, MODULES)],
  ['the file is a link', (folder: Folder) => linkInstead(folder, KEPT)],
])('nothing is taken from a cache where %s', (_name, spoil) => {
  const { folder, cache } = filled();
  using _removed = folder;
  spoil(folder);
  expect(cache.find('abc')).toBeUndefined();
});

test.runIf(isRoot).each(['wasitop', MODULES, KEPT])(
  'nothing is taken from a cache where %s is of another user',
  (name) => {
    const { folder, cache } = filled();
    using _removed = folder;
    fs.chownSync(folder.file(name), NOBODY, NOBODY);
    expect(cache.find('abc')).toBeUndefined();
  },
);

test.each(['wasitop', MODULES])('nothing is written or removed where %s leads elsewhere', (name) => {
  const { folder, cache } = filled();
  using _removed = folder;
  linkInstead(folder, name);
  const elsewhere = folder.file(`elsewhere${MODULES.slice(name.length)}`);
  const old = new Date(0);
  fs.writeFileSync(`${elsewhere}/mine.writing`, 'x');
  fs.utimesSync(`${elsewhere}/mine.writing`, old, old);
  cache.add('def', made);
  expect(fs.readdirSync(elsewhere).sort()).toEqual(['abc-this', 'mine.writing']);
});

/** Puts a link in the place of a file or folder, to the very same. */
function linkInstead(folder: Folder, name: string): void {
  fs.renameSync(folder.file(name), folder.file('elsewhere'));
  fs.symlinkSync(folder.file('elsewhere'), folder.file(name));
}
