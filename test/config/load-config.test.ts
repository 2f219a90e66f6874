import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { formatConfigProblem } from '../../src/config/problem.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const KNOWN = { tasks: ['pid', 'cpu', 'command'] };

function load(text: string) {
  using directory = new TemporaryDirectory({ 'config.toml': text });
  const { config, problems } = loadConfig(join(directory.path, 'config.toml'), KNOWN);
  return { config, problems: problems.map((problem) => formatConfigProblem('config.toml', problem)) };
}

test('every key counts', () => {
  const { config, problems } = load(`
    preset = "htop"
    [keys]
    sort-cpu = "P"
    [keys.in-log]
    half-up = ["u", "U"]
    [screen]
    tab = "host"
    mouse = false
    cpu_percent = "machine"
    theme = "nord"
    colors = "256"
    ascii = "never"
    refresh = "250ms"
    linger = "0s"
    [header]
    left = ["cpu:graph"]
    right = []
    [log]
    times = "relative"
    wrap = true
    writers = false
    json = "fields"
    context = 3
    [tasks]
    columns = ["command", "pid"]
    widths = { pid = 9 }
    sort = "pid"
    descending = false
    tree = true
    [host]
    columns = ["user"]
    sort = "user"
    descending = false
    tree = true
    kernel_threads = true
    threads = true
    [host.widths]
    user = 12
  `);
  expect(problems).toEqual([]);
  expect(config).toEqual({
    top: { preset: 'htop', keys: { 'sort-cpu': 'P', 'in-log': { 'half-up': ['u', 'U'] } } },
    screen: {
      tab: 'host',
      mouse: false,
      cpu_percent: 'machine',
      theme: 'nord',
      colors: '256',
      ascii: 'never',
      refresh: 250,
      accessible: false,
      linger: 0,
    },
    accessible: { summary: 30_000 },
    header: { left: ['cpu:graph'], right: [] },
    log: { times: 'relative', wrap: true, writers: false, json: 'fields', context: 3 },
    tasks: { columns: ['command', 'pid'], widths: { pid: 9 }, sort: 'pid', descending: false, tree: true },
    host: {
      columns: ['user'],
      widths: { user: 12 },
      sort: 'user',
      descending: false,
      tree: true,
      kernel_threads: true,
      threads: true,
    },
  });
});

test.each([
  ['[screen\n', '1: this is not TOML: Expected table closing "]", found end of file'],
  ['[screen]\ntab = tru\n', '2: this is not TOML: Invalid integer "tru"'],
  ['[screen]\ntab = "tasks"\ntab = "host"\n', '3: this is not TOML: Value already defined for screen.tab'],
  ['[screen]\ntab = "tasks\n', '2: this is not TOML: Newline (0x0A) not allowed in basic strings'],
  [`a = ${'['.repeat(200_000)}`, ' it is nested too deep'],
  ['[scren]\ntab = "host"\n', "1: scren: there is no such key; did you mean 'screen'?"],
  ['tab = "host"\n', "1: tab: there is no such key; did you mean 'screen.tab'?"],
  ['[screen]\n\nmuose = false\n', "3: screen.muose: there is no such key; did you mean 'mouse'?"],
  ['theme = "mono"\n', "1: theme: there is no such key; did you mean 'screen.theme'?"],
  ['[log]\ncolums = []\n', "2: log.colums: there is no such key; did you mean 'tasks.columns'?"],
  ['[screen.mous.x]\ny = 1\n', "1: screen.mous: there is no such key; did you mean 'mouse'?"],
  ['["a\\u001bb"]\n', '1: "a\\u001bb": there is no such key'],
  ['screen = 1\n', '1: screen: must be a table, as [screen] begins one, not a number'],
  ['[[screen]]\ntab = "host"\n', '1: screen: must be a table, as [screen] begins one, not a list'],
  ['screen = 1979-05-27\n', '1: screen: must be a table, as [screen] begins one, not a date'],
  [
    '[screen]\ntab = "hots"\n',
    '2: screen.tab: must be "auto" or "tasks" or "host", not "hots"; did you mean \'host\'?',
  ],
  ['[screen]\ntab = 1\n', '2: screen.tab: must be "auto" or "tasks" or "host", not 1'],
  ['[screen]\nmouse = "yes"\n', '2: screen.mouse: must be true or false, not a text'],
  ['[screen]\nmouse = 1\n', '2: screen.mouse: must be true or false, not a number'],
  ['[screen]\nrefresh = 1\n', '2: screen.refresh: must be a duration from 100ms to 1m in quotes, such as "1s", not 1'],
  [
    '[screen]\nrefresh = "soon"\n',
    '2: screen.refresh: must be a duration from 100ms to 1m in quotes, such as "1s", not "soon"',
  ],
  [
    '[screen]\nrefresh = "99ms"\n',
    '2: screen.refresh: must be a duration from 100ms to 1m in quotes, such as "1s", not "99ms"',
  ],
  ['[screen]\nlinger = "2h"\n', '2: screen.linger: must be a duration from 0s to 1h in quotes, such as "1s", not "2h"'],
  ['[header]\nleft = "cpus:bar"\n', '2: header.left: must be a list of METER:MODE, such as ["cpus:bar"], not a text'],
  ['[header]\nleft = [\n  "cpuz:bar",\n]\n', "3: header.left[0]: there is no meter 'cpuz'; did you mean 'cpus'?"],
  [
    '[header]\nleft = ["cpu:bra"]\n',
    "2: header.left[0]: there is no mode 'bra'; the modes are bar, graph, text; did you mean 'bar'?",
  ],
  [
    '[header]\nleft = ["cpu"]\n',
    '2: header.left[0]: the mode is missing: write cpu:text; the modes are bar, graph, text',
  ],
  ['[header]\nleft = [1]\n', '2: header.left[0]: must be METER:MODE, such as "cpus:bar", not 1'],
  [`[header]\nleft = [${'"cpu:bar",'.repeat(33)}]\n`, '2: header.left: must have at most 32 meters'],
  ['[tasks]\ncolumns = "pid"\n', '2: tasks.columns: must be a list of columns, such as ["pid", "cpu"], not a text'],
  ['[tasks]\ncolumns = ["pdi"]\n', "2: tasks.columns[0]: there is no column 'pdi'; did you mean 'pid'?"],
  ['[tasks]\ncolumns = [1]\n', '2: tasks.columns[0]: must be a column in quotes, such as "cpu", not 1'],
  ['[tasks]\nwidths = 5\n', '2: tasks.widths: must be a table of widths, such as { command = 40 }, not a number'],
  ['[tasks]\nwidths.pid = 0\n', '2: tasks.widths.pid: must be a whole number from 1 to 200, not 0'],
  ['[tasks]\nwidths = { pid = 1.5 }\n', '2: tasks.widths.pid: must be a whole number from 1 to 200, not 1.5'],
  ['[tasks.widths]\npid = 201\n', '2: tasks.widths.pid: must be a whole number from 1 to 200, not 201'],
  ['[tasks.widths]\npdi = 5\n', "2: tasks.widths.pdi: there is no column 'pdi'; did you mean 'pid'?"],
  ['[tasks]\nsort = "mem"\n', "2: tasks.sort: there is no column 'mem'"],
  ['[host]\nsort = "a b"\n', "2: host.sort: there is no column 'a b'"],
])('%j', (text, expected) => {
  const { config, problems } = load(text);
  expect(problems).toEqual([`config.toml:${expected}`]);
  expect(config).toEqual(DEFAULTS);
});

test('what is right counts beside what is wrong, item by item', () => {
  const { config, problems } = load(`
[tasks]
tree = true
sort = 5
columns = ["pid", "nothing", "command", "pid", "none", "pid"]
widths = { pid = 9, command = 1000, nothing = 5 }
[screen]
color = "red"
tab = "host"
`);
  expect(problems).toEqual([
    'config.toml:4: tasks.sort: must be a column in quotes, such as "cpu", not 5',
    "config.toml:5: tasks.columns[1]: there is no column 'nothing'",
    "config.toml:5: tasks.columns[3]: 'pid' stands there twice",
    "config.toml:5: tasks.columns[4]: there is no column 'none'",
    "config.toml:5: tasks.columns[5]: 'pid' stands there twice",
    'config.toml:6: tasks.widths.command: must be a whole number from 1 to 200, not 1000',
    "config.toml:6: tasks.widths.nothing: there is no column 'nothing'",
    "config.toml:8: screen.color: there is no such key; did you mean 'colors'?",
  ]);
  expect(config).toEqual({
    ...DEFAULTS,
    tasks: { ...DEFAULTS.tasks, tree: true, columns: ['pid', 'command'], widths: { pid: 9 } },
    screen: { ...DEFAULTS.screen, tab: 'host' },
  });
});

test('names that objects have of themselves are keys like others', () => {
  expect(load('[__proto__]\na = 1\n[constructor]\n[tasks.widths]\nvalueOf = 5\n').problems).toEqual([
    expect.stringContaining('1: __proto__: there is no such key'),
    expect.stringContaining('3: constructor: there is no such key'),
    expect.stringContaining("5: tasks.widths.valueOf: there is no column 'valueOf'"),
  ]);
});

test('a byte order mark and Windows line ends are no problem', () => {
  const { config, problems } = load('\ufeff[screen]\r\ntab = "host"\r\nx = 1\r\n');
  expect(config.screen.tab).toBe('host');
  expect(problems).toEqual([expect.stringMatching(/^config.toml:3: screen.x: /)]);
});

test('of many problems the first hundred are told', () => {
  const { problems } = load(Array.from({ length: 50_000 }, (_, index) => `k${index} = 1\n`).join(''));
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toBe('config.toml: and 49900 more problems');
});

test('a file that is not there is no problem', () => {
  using directory = new TemporaryDirectory();
  expect(loadConfig(join(directory.path, 'none', 'config.toml'))).toEqual({ config: DEFAULTS, problems: [] });
});

test.each<[string, (path: string) => void, string]>([
  ['a directory', (path) => execFileSync('mkdir', [path]), 'must be a file, and this is a directory'],
  ['a FIFO', (path) => execFileSync('mkfifo', [path]), 'must be a file, and this is none'],
  [
    'a link to a FIFO',
    (path) => execFileSync('sh', ['-c', `mkfifo ${path}.f; ln -s ${path}.f ${path}`]),
    'this is none',
  ],
  ['a link to itself', (path) => execFileSync('ln', ['-s', path, path]), 'it cannot be read (ELOOP)'],
  ['a device', (path) => execFileSync('ln', ['-s', '/dev/zero', path]), 'must be a file, and this is none'],
  ['a huge file', (path) => writeFileSync(path, ' '.repeat(1_048_577)), 'it has 1048577 bytes, the most is 1048576'],
  ['what is no text', (path) => execFileSync('sh', ['-c', `printf 'a = "\\377"' > ${path}`]), 'this is not UTF-8 text'],
])('%s is one problem', (_name, make, expected) => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'config.toml');
  make(path);
  const { config, problems } = loadConfig(path);
  expect(config).toBe(DEFAULTS);
  expect(problems.map(({ text }) => text)).toEqual([expect.stringContaining(expected)]);
});

test('what lies below a file is one problem', () => {
  using directory = new TemporaryDirectory({ file: '' });
  expect(loadConfig(join(directory.path, 'file', 'config.toml')).problems).toEqual([
    expect.objectContaining({ text: 'it cannot be read (ENOTDIR)' }),
  ]);
});
