import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LoadedConfig } from '../../src/config/check-values.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { saveConfig } from '../../src/config/save-config.ts';
import { watchConfig } from '../../src/config/watch-config.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

/** A watch whose news are waited for one by one. */
class Watched implements AsyncDisposable {
  readonly #news: LoadedConfig[] = [];
  #waiting: ((loaded: LoadedConfig) => void) | undefined;
  readonly #end: () => Promise<void>;

  constructor(path: string, before = loadConfig(path)) {
    this.#end = watchConfig(path, before, (loaded) => {
      if (this.#waiting === undefined) this.#news.push(loaded);
      else this.#waiting(loaded);
      this.#waiting = undefined;
    });
  }

  next(): Promise<LoadedConfig> {
    const told = this.#news.shift();
    if (told !== undefined) return Promise.resolve(told);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  async tab(): Promise<string> {
    return (await this.next()).config.screen.tab;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }
}

const tab = (name: string) => `[screen]\ntab = "${name}"\n`;

test('what is written, renamed, removed and saved is told', async () => {
  using directory = new TemporaryDirectory({ 'config.toml': tab('tasks') });
  const path = join(directory.path, 'config.toml');
  await using watched = new Watched(path);
  writeFileSync(path, tab('host'));
  expect(await watched.tab()).toBe('host');
  writeFileSync(join(directory.path, '.config.toml.swp'), tab('tasks'));
  renameSync(join(directory.path, '.config.toml.swp'), path);
  expect(await watched.tab()).toBe('tasks');
  saveConfig(path, { 'screen.tab': 'host' });
  expect(await watched.tab()).toBe('host');
  writeFileSync(path, `${tab('host')}mouse = 1\n`);
  expect((await watched.next()).problems).toEqual([expect.objectContaining({ line: 3, key: 'screen.mouse' })]);
  unlinkSync(path);
  expect(await watched.tab()).toBe('auto');
  writeFileSync(path, tab('host'));
  expect(await watched.tab()).toBe('host');
});

test('a folder that comes, goes and comes again is told', async () => {
  using directory = new TemporaryDirectory();
  const folder = join(directory.path, 'new', 'wasitop');
  const path = join(folder, 'config.toml');
  await using watched = new Watched(path);
  saveConfig(path, { 'screen.tab': 'host' });
  expect(await watched.tab()).toBe('host');
  rmSync(folder, { recursive: true });
  expect(await watched.tab()).toBe('auto');
  mkdirSync(folder);
  writeFileSync(path, tab('host'));
  expect(await watched.tab()).toBe('host');
  // The new folder is watched, and not only looked at once.
  writeFileSync(path, tab('tasks'));
  expect(await watched.tab()).toBe('tasks');
});

test('a link is watched, and what it leads to', async () => {
  using directory = new TemporaryDirectory({
    'dotfiles/one.toml': tab('host'),
    'dotfiles/two.toml': tab('tasks'),
    'config/config.toml': '-> ../dotfiles/one.toml',
  });
  const path = join(directory.path, 'config/config.toml');
  await using watched = new Watched(path);
  writeFileSync(join(directory.path, 'dotfiles/new'), tab('tasks'));
  renameSync(join(directory.path, 'dotfiles/new'), join(directory.path, 'dotfiles/one.toml'));
  expect(await watched.tab()).toBe('tasks');
  writeFileSync(join(directory.path, 'dotfiles/two.toml'), tab('host'));
  symlinkSync('../dotfiles/two.toml', join(directory.path, 'config/new'));
  renameSync(join(directory.path, 'config/new'), path);
  expect(await watched.tab()).toBe('host');
  writeFileSync(join(directory.path, 'dotfiles/two.toml'), tab('tasks'));
  expect(await watched.tab()).toBe('tasks');
});

test('a link that leads back to itself is a problem, and is followed until it is none', async () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'config.toml');
  symlinkSync('other.toml', path);
  symlinkSync('config.toml', join(directory.path, 'other.toml'));
  expect(loadConfig(path).problems).toEqual([expect.objectContaining({ text: 'it cannot be read (ELOOP)' })]);
  expect(() => saveConfig(path, { 'screen.mouse': false })).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  await using watched = new Watched(path);
  unlinkSync(path);
  writeFileSync(path, tab('host'));
  expect(await watched.tab()).toBe('host');
});

test('what was saved after it was read, and before it is watched, is told', async () => {
  using directory = new TemporaryDirectory({ 'config.toml': '[screen]\ntab = "tasks"\n' });
  const path = join(directory.path, 'config.toml');
  const before = loadConfig(path);
  writeFileSync(path, '[screen]\ntab = "host"\n');
  await using watched = new Watched(path, before);
  expect(await watched.tab()).toBe('host');
});
