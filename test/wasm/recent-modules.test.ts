import { expect, test } from 'vitest';
import { MAX_LOADED_BYTES, MAX_LOADED_MODULES } from '../../src/base/limits.ts';
import { loadModule } from '../../src/wasm/load-module.ts';
import { RecentModules } from '../../src/wasm/recent-modules.ts';
import { exitWith, sha256Of } from '../support/exit-module.ts';

/** A module that is as large as somebody says. */
async function moduleOf(size: number) {
  const bytes = exitWith(0);
  return { ...(await loadModule({ bytes, hash: sha256Of(bytes) })), size };
}

test('so many modules are kept, and the oldest goes', async () => {
  const recent = new RecentModules();
  for (let index = 0; index <= MAX_LOADED_MODULES; index++) await recent.add(`${index}`, moduleOf(1));
  expect(recent.find('0')).toBeUndefined();
  expect(recent.find('1')).toBeDefined();
});

test('so many bytes are kept, and at least the newest', async () => {
  const recent = new RecentModules();
  await recent.add('half', moduleOf(MAX_LOADED_BYTES / 2));
  await recent.add('other half', moduleOf(MAX_LOADED_BYTES / 2));
  expect(recent.find('half')).toBeDefined();
  await recent.add('one more', moduleOf(1));
  expect(recent.find('half')).toBeUndefined();
  expect(recent.find('other half')).toBeDefined();
  await recent.add('too large', moduleOf(2 * MAX_LOADED_BYTES));
  expect(recent.find('one more')).toBeUndefined();
  expect(recent.find('too large')).toBeDefined();
});

test('a failure is not kept', async () => {
  const recent = new RecentModules();
  await expect(recent.add('failed', Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
  expect(recent.find('failed')).toBeUndefined();
});
