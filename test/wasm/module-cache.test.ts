import fs from 'node:fs';
import { expect, test } from 'vitest';
import { instrument } from '../../src/wasm/instrument.ts';
import { identityOf, ModuleCache } from '../../src/wasm/module-cache.ts';
import { guestBytes } from '../support/instrumented.ts';
import { Folder } from '../support/programs.ts';

const made = { ...instrument(guestBytes('basic/hello')), hash: 'abc' };

test('what was added is found again, by the build that made it alone', () => {
  using folder = new Folder();
  const cache = new ModuleCache(folder.file('modules'), 'this');
  expect(cache.find('abc')).toBeUndefined();
  cache.add('abc', made);
  expect(Buffer.from(cache.find('abc')?.bytes ?? [])).toEqual(Buffer.from(made.bytes));
  expect(cache.find('abc')?.hash).toBe('abc');
  expect(cache.find('abc')?.info.functionCount).toBe(made.info.functionCount);
  expect(new ModuleCache(folder.file('modules'), 'another').find('abc')).toBeUndefined();
  expect(fs.statSync(folder.file('modules')).mode & 0o777).toBe(0o700);
});

test('a file that was cut off is as good as none, and a directory that cannot be made stops nothing', () => {
  using folder = new Folder();
  const cache = new ModuleCache(folder.path, 'this');
  cache.add('abc', made);
  fs.truncateSync(folder.file('abc-this'), 10);
  expect(cache.find('abc')).toBeUndefined();
  const nowhere = new ModuleCache(folder.file('abc-this/below-a-file'), 'this');
  nowhere.add('abc', made);
  expect(nowhere.find('abc')).toBeUndefined();
});

test('what somebody began to write an hour ago is removed, and what is used stays', () => {
  using folder = new Folder();
  const cache = new ModuleCache(folder.path, 'this');
  const old = new Date(Date.now() - 4_000_000);
  fs.writeFileSync(folder.file('left.1.writing'), 'x');
  fs.utimesSync(folder.file('left.1.writing'), old, old);
  fs.writeFileSync(folder.file('under-way.2.writing'), 'x');
  cache.add('abc', made);
  expect(fs.readdirSync(folder.path).sort()).toEqual(['abc-this', 'under-way.2.writing']);
});

test('a file is another one once its content changed, or another is in its place', () => {
  using folder = new Folder();
  const path = folder.file('module');
  expect(identityOf(path)).toBeUndefined();
  fs.writeFileSync(path, 'one');
  const first = identityOf(path);
  expect(identityOf(path)).toEqual(first);
  fs.writeFileSync(folder.file('other'), 'two');
  fs.renameSync(folder.file('other'), path);
  expect(identityOf(path)).not.toEqual(first);
  expect(identityOf(folder.path)).toBeUndefined();
});
