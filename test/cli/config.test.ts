import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/command-line.ts';
import { fileFindings } from '../../src/cli/doctor/files.ts';
import { IS_ROOT } from '../host/processes/children.ts';
import { projectFile } from '../support/guests.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

/** Runs `wasitop config` with these variables alone, in a folder. */
function config(cwd: string, environment: Readonly<Record<string, string>>, ...args: string[]) {
  const command = [projectFile('dist/start.js'), 'config', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, env: environment, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each([
  [{ HOME: '/home/you' }, '/home/you/.config/wasitop/config.toml'],
  [{ HOME: '/home/you', XDG_CONFIG_HOME: '/etc/mine' }, '/etc/mine/wasitop/config.toml'],
  [{ HOME: '/home/you', XDG_CONFIG_HOME: 'relative' }, '/home/you/.config/wasitop/config.toml'],
  [{ HOME: 'relative' }, `${userInfo().homedir}/.config/wasitop/config.toml`],
  [{ HOME: '' }, `${userInfo().homedir}/.config/wasitop/config.toml`],
  [{ HOME: '/home/you', XDG_CONFIG_HOME: '/etc/mine', WASITOP_CONFIG: 'my.toml' }, 'my.toml'],
])('with %j it lies in %s', (environment, path) => {
  expect(config('/', environment, 'path')).toEqual({ status: 0, stdout: `${path}\n`, stderr: '' });
});

test.runIf(IS_ROOT)('a user that the system does not know, without HOME, has / as in a container', () => {
  const drop = ['--reuid=54321', '--regid=54321', '--clear-groups'];
  const command = ['setpriv', ...drop, process.execPath, projectFile('dist/start.js'), 'config', 'path'];
  const { status, stdout, stderr } = spawnSync('env', ['-i', `PATH=${process.env['PATH']}`, ...command], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '/.config/wasitop/config.toml\n', stderr: '' });
});

test('a right file is right, a wrong one is not', () => {
  using directory = new TemporaryDirectory({
    'right.toml': '[tasks]\nsort = "mem"\n',
    'wrong.toml': '[tasks]\nsort = "mme"\ntree = 1\n',
  });
  const environment = { WASITOP_CONFIG: 'right.toml' };
  const stderr = [
    "wrong.toml:2: tasks.sort: there is no column 'mme'; did you mean 'mem'?",
    'wrong.toml:3: tasks.tree: must be true or false, not a number\n',
  ].join('\n');
  const check = (...args: string[]) => config(directory.path, environment, 'check', ...args);
  expect(check()).toEqual({ status: 0, stdout: 'right.toml is right\n', stderr: '' });
  expect(check('wrong.toml')).toEqual({ status: 1, stdout: '', stderr });
  expect(check('none.toml')).toEqual({ status: 1, stdout: '', stderr: 'none.toml: no such file\n' });
});

test('without a file all keys have their defaults', () => {
  using directory = new TemporaryDirectory();
  const path = join(directory.path, 'config.toml');
  expect(config('/', { WASITOP_CONFIG: path }, 'check')).toEqual({
    status: 0,
    stdout: `${path} is not there: all keys have their defaults\n`,
    stderr: '',
  });
});

test('what counts is shown, and what does not is told beside it', () => {
  using directory = new TemporaryDirectory({ 'my.toml': '[screen]\ntab = "host"\nmouse = 1\n' });
  const { status, stdout, stderr } = config(directory.path, { WASITOP_CONFIG: 'my.toml' }, 'show');
  expect(status).toBe(0);
  expect(stderr).toBe('my.toml:3: screen.mouse: must be true or false, not a number\n');
  expect(stdout).toMatch(
    /\n\[screen\]\n# what the monitor shows at first; auto is the host where no task is started\ntab = "host" {2}# changed; the default is "auto"\n/,
  );
  expect(stdout).toContain('mouse = true\n');
});

test('themes are listed, and checked where no file is named', () => {
  using directory = new TemporaryDirectory({
    'wasitop/themes/mine.toml': 'about = "my\\u001b[31m own"\n[roles]\nbad = "bleu"\n',
    'right.toml': '[screen]\ntheme = "mine"\n',
  });
  const environment = { XDG_CONFIG_HOME: directory.path };
  const path = join(directory.path, 'wasitop/themes/mine.toml');
  const { status, stdout } = config(directory.path, environment, 'themes');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^default +the 16 colours of the terminal's own palette\n/);
  expect(stdout).toMatch(/\nnord +after Nord: /);
  expect(stdout).toContain(`something is wrong in it: wasitop config check (${path})\n`);
  expect(config(directory.path, environment, 'check')).toEqual({
    status: 1,
    stdout: '',
    stderr: `${path}:3: roles.bad: there is no colour or attribute 'bleu'; did you mean 'blue'?\n`,
  });
  expect(config(directory.path, environment, 'check', 'right.toml').status).toBe(0);
});

test('a theme that is not there is told, with the nearest one', () => {
  using directory = new TemporaryDirectory({ 'my.toml': '[screen]\ntheme = "nrod"\ncolors = 256\nascii = true\n' });
  expect(config(directory.path, { WASITOP_CONFIG: 'my.toml' }, 'check').stderr).toBe(
    [
      "my.toml:2: screen.theme: there is no theme 'nrod'; did you mean 'nord'?",
      'my.toml:3: screen.colors: must be "auto" or "always" or "none" or "16" or "256" or "truecolor", not 256: write "256"',
      'my.toml:4: screen.ascii: must be "auto" or "always" or "never", not true: write "always"\n',
    ].join('\n'),
  );
});

test('config alone says what there is', () => {
  const { status, stderr } = config('/', {});
  expect(status).toBe(2);
  expect(stderr).toContain('missing command; there are config path, config show, config check, config themes');
});

test('a link that leads back to itself is there, and wrong', () => {
  using directory = new TemporaryDirectory();
  symlinkSync('my.toml', join(directory.path, 'my.toml'));
  const stderr = 'my.toml: it cannot be read (ELOOP)\n';
  expect(config(directory.path, {}, 'check', 'my.toml')).toEqual({ status: 1, stdout: '', stderr });
  expect(config(directory.path, { WASITOP_CONFIG: 'my.toml' }, 'check')).toEqual({ status: 1, stdout: '', stderr });
  const files = fileFindings({ HOME: directory.path, WASITOP_CONFIG: join(directory.path, 'my.toml') });
  expect(files).toContainEqual(expect.objectContaining({ name: 'config', level: 'warning' }));
});

test('colours that are never wanted have both names', () => {
  using directory = new TemporaryDirectory({ 'my.toml': '[screen]\ncolors = "never"\n' });
  expect(config(directory.path, { WASITOP_CONFIG: 'my.toml' }, 'show').stdout).toContain('colors = "none"');
});

test('what a theme says of itself is told without what a terminal would obey', () => {
  using directory = new TemporaryDirectory({ 'wasitop/themes/mine.toml': 'about = "my\\u001b[31m own"\n' });
  const path = join(directory.path, 'wasitop/themes/mine.toml');
  const { stdout } = config(directory.path, { XDG_CONFIG_HOME: directory.path }, 'themes');
  expect(stdout).toContain(`my\\x1b[31m own (${path})\n`);
});

test('themes that cannot be read, and files that are none, are told', () => {
  using directory = new TemporaryDirectory({ 'wasitop/themes/My Theme.toml': '' });
  const themes = join(directory.path, 'wasitop/themes');
  symlinkSync('nothing.toml', join(themes, 'gone.toml'));
  const { status, stderr } = config(directory.path, { XDG_CONFIG_HOME: directory.path }, 'check');
  expect(status).toBe(1);
  expect(stderr).toBe(
    `${themes}/My Theme.toml: a theme is NAME.toml, and NAME of small letters, digits, - and _\n` +
      `${themes}/gone.toml: it leads to no file\n`,
  );
});

test.each([
  [
    ['config', 'shwo'],
    "unknown command 'config shwo'; there are config path, config show, config check, config themes; did you mean 'show'?",
  ],
  [['manifest', 'foo'], "unknown command 'manifest foo'; there is manifest check"],
  [['completion', 'tcsh'], "unknown shell 'tcsh'; there are bash, zsh, fish"],
  [['tpo'], "the commands are run, top, demo, manifest, config, doctor, completion, help; did you mean 'top'?"],
  [['top', '--batch', '--color', '16'], '--color goes without --batch'],
  [['--accessible', 'doctor'], '--accessible is nothing for doctor'],
  [['help', 'foo'], "no help on 'foo'; the commands are run, top, demo, manifest, config, doctor, completion"],
])('%j is told in our words', (argv, text) => {
  expect(() => parseCommandLine(argv, '1')).toThrow(
    expect.objectContaining({ message: expect.stringContaining(text) }),
  );
});

test('help on a command below another is its own help', () => {
  const help = parseCommandLine(['help', 'config', 'check'], '1');
  expect(help).toEqual(parseCommandLine(['config', 'check', '--help'], '1'));
  expect(parseCommandLine(['help', 'help'], '1')).toEqual(parseCommandLine(['--help'], '1'));
});

test('wrong keys are told at the lines that are wrong', () => {
  const text = '[keys]\nhelp = []\n[keys.in-logg]\nhalf-up = "u"\n[keys.in-log]\nhelp = "f3"\n';
  using directory = new TemporaryDirectory({ 'my.toml': text });
  expect(config(directory.path, {}, 'check', 'my.toml').stderr).toBe(
    'my.toml:2: keys.help: help needs a key in every pane: ? stays\n' +
      'my.toml:3: keys.in-logg: must be a key such as "ctrl-s", or a list of them, not a table; ' +
      'the tables are in-table, in-log, in-details\n',
  );
});
