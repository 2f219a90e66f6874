import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { historyPath, keepHistory, readHistory } from '../../src/cli/command-history.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

test('it lies where the state of programs lies', () => {
  expect(historyPath({ XDG_STATE_HOME: '/state', HOME: '/home/ann' })).toBe('/state/wasitop/history');
  expect(historyPath({ HOME: '/home/ann' })).toBe('/home/ann/.local/state/wasitop/history');
  expect(historyPath({ XDG_STATE_HOME: 'state', HOME: '/home/ann' })).toBe('/home/ann/.local/state/wasitop/history');
});

test('what was entered goes behind what others entered meanwhile, each line once', () => {
  using directory = new TemporaryDirectory({});
  const path = join(directory.path, 'wasitop', 'history');
  keepHistory(path, [], ['kill 3', 'sort mem']);
  expect(readHistory(path)).toEqual(['kill 3', 'sort mem']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  keepHistory(path, ['kill 3', 'sort mem'], ['kill 3', 'sort mem', 'tree']);
  keepHistory(path, ['kill 3', 'sort mem'], ['sort mem', 'kill 3', 'now']);
  expect(readHistory(path)).toEqual(['sort mem', 'tree', 'kill 3', 'now']);
});

test('nothing is written where nothing was entered', () => {
  using directory = new TemporaryDirectory({});
  const path = join(directory.path, 'history');
  keepHistory(path, ['kill 3', 'tree'], ['kill 3', 'tree']);
  expect(() => readFileSync(path)).toThrow('ENOENT');
});

test('it is bounded, and what is no text of ours harms nobody', () => {
  using directory = new TemporaryDirectory({});
  const path = join(directory.path, 'history');
  writeFileSync(path, `${'x'.repeat(9_000)}\n\u001b[2Jtree\n\n`);
  expect(readHistory(path)).toEqual(['x'.repeat(2_000), 'tree']);
  const lines = Array.from({ length: 700 }, (_, index) => `sort ${index}`);
  keepHistory(path, [], lines);
  expect(readHistory(path)).toEqual(lines.slice(-500));
  writeFileSync(path, Buffer.from([0xff, 0xfe]));
  expect(readHistory(path)).toEqual([]);
  expect(() => keepHistory(path, [], ['tree'])).toThrow('this is not UTF-8 text');
  expect(() => keepHistory('/dev/null/x/history', [], ['tree'])).toThrow('ENOTDIR');
});
