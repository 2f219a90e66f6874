import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { replaceFile } from '../../src/config/replace-file.ts';
import { type ConfigChanges, saveConfig } from '../../src/config/save-config.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

/** What a file becomes. */
function saved(text: string, changes: ConfigChanges): string {
  using directory = new TemporaryDirectory({ 'config.toml': text });
  const path = join(directory.path, 'config.toml');
  saveConfig(path, changes);
  expect(readdirSync(directory.path)).toEqual(['config.toml']);
  return readFileSync(path, 'utf8');
}

const MINE = `# mine
[plugin."x y"]     # not of wasitop
\td  =  1979-05-27
  s = '''
\traw
'''
big = 0xdead_beef

[screen] # the screen
tab   = "tasks"   # first

  mouse = true
# [tasks] comes later
[tasks]
columns = [
  "pid", # the id
  "cpu",
]
widths = { pid = 5 } # narrow
`;

test.each<[string, ConfigChanges, string, string]>([
  ['a value', { 'screen.tab': 'host' }, 'tab   = "tasks"   # first', 'tab   = "host"   # first'],
  ['a new key', { 'screen.refresh': 2_000 }, '  mouse = true\n', '  mouse = true\n  refresh = "2s"\n'],
  ['a list', { 'tasks.columns': ['pid', 'cpu', 'time'] }, '  "cpu",\n', '  "cpu",\n  "time",\n'],
  ['an entry', { 'tasks.widths.pid': 7 }, 'pid = 5', 'pid = 7'],
  ['a new entry', { 'tasks.widths.cpu': 7 }, 'pid = 5 }', 'pid = 5, cpu = 7 }'],
  ['a new key behind a table', { 'tasks.tree': true }, '} # narrow\n', '} # narrow\ntree = true\n'],
  ['a new table', { 'host.threads': true }, '} # narrow\n', '} # narrow\n\n[host]\nthreads = true\n'],
  ['a new table of widths', { 'host.widths.pid': 4 }, '} # narrow\n', '} # narrow\n\n[host]\nwidths.pid = 4\n'],
])('%s is set, and all else stays', (_name, changes, before, after) => {
  expect(MINE).toContain(before);
  expect(saved(MINE, changes)).toBe(MINE.replace(before, after));
});

test.each<[string, ConfigChanges, string]>([
  ['', { 'screen.tab': 'host', 'screen.mouse': false }, '[screen]\ntab = "host"\nmouse = false\n'],
  ['# only this', { 'screen.tab': 'host' }, '# only this\n\n[screen]\ntab = "host"\n'],
  ['screen.tab = "host" # c\n', { 'screen.mouse': false }, 'screen.tab = "host" # c\nscreen.mouse = false\n'],
  ['screen = { tab = "host" } # c\n', { 'screen.mouse': false }, 'screen = { tab = "host", mouse = false } # c\n'],
  ['[screen] # c', { 'screen.linger': 1_500 }, '[screen] # c\nlinger = "1500ms"'],
  ['[tasks.widths]\npid = 1\n', { 'tasks.widths.cpu': 2 }, '[tasks.widths]\npid = 1\ncpu = 2\n'],
  ['[tasks.widths]\npid = 1\n', { 'tasks.sort': 'pid' }, '[tasks.widths]\npid = 1\n\n[tasks]\nsort = "pid"\n'],
  [
    '\ufeff[screen]\r\ntab = "host"\r\n',
    { 'screen.mouse': false },
    '\ufeff[screen]\r\ntab = "host"\r\nmouse = false\r\n',
  ],
  ['[screen]\nmouse = false\ntab = "host"\n', { 'screen.mouse': true }, '[screen]\ntab = "host"\n'],
  ['[screen]\nmouse = false # mine\n', { 'screen.mouse': true }, '[screen]\nmouse = true # mine\n'],
  ['# only this\n', { 'screen.mouse': true }, '# only this\n'],
])('%j', (text, changes, expected) => {
  expect(saved(text, changes)).toBe(expected);
});

test('what is saved is what is loaded', () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'new', 'folder', 'config.toml');
  saveConfig(path, {
    'screen.refresh': 60_000,
    'screen.linger': 0,
    'header.left': ['cpu:graph', 'swap:text'],
    'tasks.columns': [],
    'tasks.widths.command': 40,
    'host.sort': 'user',
  });
  const { config, problems } = loadConfig(path);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    screen: { refresh: 60_000, linger: 0 },
    header: { left: ['cpu:graph', 'swap:text'] },
    tasks: { columns: [], widths: { command: 40 } },
    host: { sort: 'user' },
  });
  expect(statSync(path).mode & 0o777).toBe(0o644);
});

test('a link stays a link, and the mode stays', () => {
  using directory = new TemporaryDirectory({
    'dotfiles/wasitop.toml': '# mine\n',
    'config.toml': '-> dotfiles/wasitop.toml',
  });
  const [path, target] = [join(directory.path, 'config.toml'), join(directory.path, 'dotfiles/wasitop.toml')];
  chmodSync(target, 0o600);
  saveConfig(path, { 'screen.tab': 'host' });
  expect(readlinkSync(path)).toBe('dotfiles/wasitop.toml');
  expect(readFileSync(target, 'utf8')).toBe('# mine\n\n[screen]\ntab = "host"\n');
  expect(statSync(target).mode & 0o777).toBe(0o600);
});

test('a link to what is not there yet makes it', () => {
  using directory = new TemporaryDirectory({ 'config.toml': '-> dotfiles/wasitop.toml' });
  saveConfig(join(directory.path, 'config.toml'), { 'screen.tab': 'host' });
  expect(lstatSync(join(directory.path, 'config.toml')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(directory.path, 'dotfiles/wasitop.toml'), 'utf8')).toBe('[screen]\ntab = "host"\n');
});

test('a link in a folder that is a link leads on from where it really lies', () => {
  using directory = new TemporaryDirectory({
    'dotfiles/shared.toml': '# mine\n',
    'dotfiles/wasitop/config.toml': '-> ../shared.toml',
    'config/wasitop': '-> ../dotfiles/wasitop',
  });
  saveConfig(join(directory.path, 'config/wasitop/config.toml'), { 'screen.tab': 'host' });
  expect(readFileSync(join(directory.path, 'dotfiles/shared.toml'), 'utf8')).toContain('# mine\n\n[screen]');
  expect(readdirSync(join(directory.path, 'config'))).toEqual(['wasitop']);
});

test('the file is replaced by another, never written to', () => {
  using directory = new TemporaryDirectory({ 'config.toml': '# long before\n'.repeat(10_000) });
  const path = join(directory.path, 'config.toml');
  execFileSync('ln', [path, join(directory.path, 'old')]);
  saveConfig(path, { 'screen.tab': 'host' });
  expect(readFileSync(join(directory.path, 'old'), 'utf8')).toBe('# long before\n'.repeat(10_000));
  expect(readFileSync(path, 'utf8')).toContain('tab = "host"');
});

test('what others changed meanwhile stays', () => {
  using directory = new TemporaryDirectory({ 'config.toml': '[screen]\ntab = "tasks"\n' });
  const path = join(directory.path, 'config.toml');
  loadConfig(path);
  writeFileSync(path, '[screen]\ntab = "tasks"\nmouse = false # by hand\n');
  saveConfig(path, { 'screen.tab': 'host' });
  expect(readFileSync(path, 'utf8')).toBe('[screen]\ntab = "host"\nmouse = false # by hand\n');
});

test('a file that changes just before it is replaced is left as it is', () => {
  using directory = new TemporaryDirectory({ 'config.toml': '# theirs\n' });
  const path = join(directory.path, 'config.toml');
  expect(replaceFile(path, '# ours\n', () => false)).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('# theirs\n');
  expect(readdirSync(directory.path)).toEqual(['config.toml']);
});

test.each<[string, ConfigChanges, string]>([
  ['[screen]\ntab = \n', { 'screen.tab': 'host' }, 'config.toml:2: this is not TOML: '],
  ['screen = 5\n', { 'screen.tab': 'host' }, 'something else stands where screen.tab would be'],
  ['[[screen]]\ntab = "host"\n', { 'screen.tab': 'host' }, 'something else stands where screen.tab would be'],
  ['[screen.tab]\nx = 1\n', { 'screen.tab': 'host' }, 'something else stands where screen.tab would be'],
  ['# fine\n', { 'screen.refresh': 5 }, 'must be a duration from 100ms to 1m in quotes, such as "1s", not "5ms"'],
  ['# fine\n', { 'tasks.widths.pid': 0 }, 'must be a whole number from 1 to 200, not 0'],
])('%j is left alone', (text, changes, expected) => {
  using directory = new TemporaryDirectory({ 'config.toml': text });
  const path = join(directory.path, 'config.toml');
  expect(() => saveConfig(path, changes)).toThrow(expected);
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(readdirSync(directory.path)).toEqual(['config.toml']);
});

test('a FIFO and a directory are left alone', () => {
  using directory = new TemporaryDirectory({ 'folder/': '' });
  const path = join(directory.path, 'pipe');
  execFileSync('mkfifo', [path]);
  expect(() => saveConfig(path, { 'screen.tab': 'host' })).toThrow(
    'must be a file, and this is none; nothing was changed',
  );
  expect(() => saveConfig(join(directory.path, 'folder'), { 'screen.tab': 'host' })).toThrow('this is a directory');
  expect(lstatSync(path).isFIFO()).toBe(true);
});
