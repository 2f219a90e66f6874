import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fileFindings } from '../../src/cli/doctor/files.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { limitFindings } from '../../src/cli/doctor/limits.ts';
import { multiplexerFindings } from '../../src/cli/doctor/multiplexer.ts';
import { nodeFindings, readRuntime } from '../../src/cli/doctor/node.ts';
import { processFindings } from '../../src/cli/doctor/processes.ts';
import { type TerminalFacts, terminalFindings } from '../../src/cli/doctor/terminal.ts';
import { parseAnswers } from '../../src/cli/doctor/terminal-answers.ts';
import { projectFile } from '../support/guests.ts';
import { Folder } from '../support/programs.ts';
import { TerminalProgram } from '../support/terminal.ts';

function doctor(environment: Readonly<Record<string, string>>, ...args: string[]) {
  const command = [projectFile('dist/start.js'), 'doctor', ...args];
  return spawnSync(process.execPath, command, { env: environment, encoding: 'utf8' });
}

/** What is not right, as `name: advice`. */
const wrong = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== 'ok').map(({ name, advice }) => `${name}: ${advice}`);

const GOOD: TerminalFacts = {
  environment: { TERM: 'xterm-256color', LANG: 'de_DE.UTF-8', COLORTERM: 'truecolor' },
  input: true,
  output: true,
  columns: 120,
  rows: 40,
  answers: { any: true, wide: 2, synchronized: true },
  colours: 'auto',
  ascii: 'auto',
};

const withEnvironment = (environment: Readonly<Record<string, string>>): TerminalFacts => ({
  ...GOOD,
  environment: { ...GOOD.environment, ...environment },
});

test('in a terminal it asks the terminal, and leaves it as it was', async () => {
  using home = new Folder();
  using program = new TerminalProgram(['doctor'], 120, 50, { HOME: home.path });
  await program.until('standard input and output are a terminal of 120 x 50');
  await program.until('a wide letter takes 2 columns');
  await program.until('All is well.');
  expect(await program.exited).toBe(0);
  expect(program.screen.startsWith('wasitop\n')).toBe(true);
});

test('without a terminal it says so, and is no failure', () => {
  using home = new Folder();
  const { status, stdout, stderr } = doctor({ HOME: home.path, TERM: 'xterm', LANG: 'C.UTF-8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('input and output are no terminal');
  expect(stdout).not.toContain('\u001b');
  expect(status).toBe(0);
});

test('as JSON each finding has a name, and advice where something is to be done', () => {
  using home = new Folder();
  writeFileSync(home.file('config.toml'), '[tasks]\ntree = 1\nsort = "mme"\n');
  const environment = { HOME: home.path, WASITOP_CONFIG: home.file('config.toml') };
  const { findings, warnings } = JSON.parse(doctor(environment, '--json').stdout) as {
    findings: Finding[];
    warnings: number;
  };
  expect(findings.filter(({ level }) => level === 'warning')).toHaveLength(warnings);
  expect(findings).toContainEqual({
    area: 'Files',
    name: 'config',
    level: 'warning',
    text: `${home.file('config.toml')}:2: tasks.tree: must be true or false, not a number, and 1 more`,
    advice: 'wasitop config check tells all of it',
  });
});

test.each([
  ['nope', ":2: screen.theme: there is no theme 'nope'; did you mean 'nord'?"],
  ['own', '/own.toml:1: about: must be a text, not a number'],
])('the theme %s, which cannot be shown, is a warning', (theme, text) => {
  using home = new Folder();
  writeFileSync(home.file('config.toml'), `[screen]\ntheme = "${theme}"\n`);
  mkdirSync(home.file('wasitop/themes'), { recursive: true });
  writeFileSync(home.file('wasitop/themes/own.toml'), 'about = 3\n');
  const environment = { XDG_CONFIG_HOME: home.path, WASITOP_CONFIG: home.file('config.toml') };
  const found = fileFindings(environment).find(({ name }) => name === 'config');
  expect(found?.level).toBe('warning');
  expect(found?.text).toContain(text);
});

test('what keeps wasitop from working is a problem, with status 1', () => {
  using home = new Folder();
  const { status, stdout } = doctor({ HOME: home.path, NODE_OPTIONS: '--jitless' });
  expect(stdout).toMatch(/problem .*WebAssembly/);
  expect(status).toBe(1);
});

test('the Node that runs the tests is right', () => {
  expect(wrong(nodeFindings(readRuntime()))).toEqual([]);
});

test.each([
  [{ version: '24.1.0' }, 'version', 'problem'],
  [{ hasPromises: false }, 'jspi', 'problem'],
  [{ hasMemory: false }, 'memory', 'problem'],
  [{ flags: ['--no-opt', '--title=x'] }, 'flags', 'warning'],
] as const)('Node with %j', (changes, name, level) => {
  const found = nodeFindings({ ...readRuntime(), flags: [], ...changes }).filter((finding) => finding.level !== 'ok');
  expect(found).toEqual([expect.objectContaining({ name, level })]);
});

test('a good terminal needs nothing', () => {
  expect(wrong(terminalFindings(GOOD))).toEqual([]);
});

test.each<[string, TerminalFacts, RegExp]>([
  ['no terminal', { ...GOOD, output: false }, /^tty: use wasitop top --batch/],
  ['a small one', { ...GOOD, columns: 60 }, /^size: 80 x 24/],
  ['no TERM', withEnvironment({ TERM: '' }), /^term: export TERM=/],
  ['NO_COLOR', withEnvironment({ NO_COLOR: '1' }), /^colour: unset NO_COLOR/],
  ['FORCE_COLOR=0', withEnvironment({ FORCE_COLOR: '0', NO_COLOR: '1' }), /^colour: unset FORCE_COLOR/],
  ['no colours chosen', { ...GOOD, colours: 'none' }, /^colour: take screen.colors out/],
  ['no UTF-8', withEnvironment({ LC_ALL: 'C' }), /^locale: export LANG=/],
  ['no answers', { ...GOOD, answers: parseAnswers('') }, /^answers: nothing, unless/],
  ['narrow letters', { ...GOOD, answers: parseAnswers('\u001b[5;2R\u001b[?62c') }, /^width: lines with Chinese/],
])('a terminal with %s', (_name, facts, advice) => {
  expect(wrong(terminalFindings(facts))).toEqual([expect.stringMatching(advice)]);
});

test("the kernel's own console has nothing wrong with its locale, and neither has who chose ASCII", () => {
  expect(wrong(terminalFindings(withEnvironment({ TERM: 'linux', COLORTERM: '' }))).join()).not.toMatch(/locale/);
  const chosen = { ...withEnvironment({ LC_ALL: 'C' }), ascii: 'always' } as const;
  expect(wrong(terminalFindings(chosen))).toEqual([]);
});

test('a cache that is no absolute path counts as none', () => {
  using home = new Folder();
  const textOf = (environment: Readonly<Record<string, string>>) =>
    fileFindings(environment).find(({ name }) => name === 'cache')?.text;
  expect(textOf({ HOME: home.path, XDG_CACHE_HOME: 'here' })).toContain(`${home.path}/.cache/wasitop`);
  expect(textOf({ HOME: '' })).toContain('no place for a cache');
});

test('a cache that others may write to is told, for it is not used', () => {
  using home = new Folder();
  mkdirSync(home.file('wasitop'));
  chmodSync(home.file('wasitop'), 0o777);
  const findings = fileFindings({ HOME: home.path, XDG_CACHE_HOME: home.path });
  expect(findings.find(({ name }) => name === 'cache')).toMatchObject({
    level: 'warning',
    text: `${home.file('wasitop')} is not used: other users may write to it`,
  });
});

test('a cache that cannot be looked at is told', () => {
  using home = new Folder();
  writeFileSync(home.file('wasitop'), '');
  const findings = fileFindings({ HOME: home.path, XDG_CACHE_HOME: home.path });
  expect(findings.find(({ name }) => name === 'cache')?.text).toBe(
    `${home.path}/wasitop cannot be looked at (ENOTDIR)`,
  );
});

test('answers of terminals', () => {
  expect(parseAnswers('\u001b[3;3R\u001b[?2026;2$y\u001b[?64;1;2c')).toEqual({
    any: true,
    wide: 2,
    synchronized: true,
  });
  expect(parseAnswers('\u001b[?2026;0$y\u001b[?1;2c')).toEqual({ any: true, wide: undefined, synchronized: false });
});

test('tmux is asked how it is set', () => {
  const asked: string[] = [];
  const set: Readonly<Record<string, string>> = { 'set-clipboard': 'external\n', 'escape-time': '500\n' };
  const findings = multiplexerFindings({ TMUX: '/tmp/t,1,0', TERM: 'screen' }, (program, args) => {
    asked.push([program, ...args].join(' '));
    return set[args.at(-1) ?? ''];
  });
  expect(asked).toEqual(['tmux show-options -gsv set-clipboard', 'tmux show-options -gsv escape-time']);
  expect(wrong(findings)).toEqual([
    expect.stringContaining('default-terminal tmux-256color'),
    expect.stringContaining('set -s set-clipboard on'),
    expect.stringContaining('set -s escape-time 10'),
  ]);
  expect(wrong(multiplexerFindings({ TMUX: 'x', TERM: 'tmux-256color' }, () => undefined))).toEqual([
    'tmux: look whether tmux is on the PATH',
  ]);
  expect(multiplexerFindings({ TERM: 'xterm' }, () => undefined)).toEqual([]);
  expect(wrong(multiplexerFindings({ STY: '1.x', TERM: 'screen' }, () => undefined))).toHaveLength(2);
});

test('limits that will bite', () => {
  using root = new Folder();
  const write = (path: string, text: string) => {
    mkdirSync(root.file(path.replace(/\/[^/]*$/, '')), { recursive: true });
    writeFileSync(root.file(path), text);
  };
  write('proc/self/limits', LIMITS);
  write('proc/sys/vm/max_map_count', '2048\n');
  write('proc/sys/fs/inotify/max_user_watches', '8192\n');
  write('proc/sys/fs/inotify/max_user_instances', '8\n');
  write('proc/self/cgroup', '0::/\n');
  write('sys/fs/cgroup/cgroup.controllers', 'cpu memory\n');
  write('sys/fs/cgroup/memory.max', `${128 * 1024 ** 2}\n`);
  write('sys/fs/cgroup/memory.current', `${64 * 1024 ** 2}\n`);
  write('sys/fs/cgroup/cpu.max', '50000 100000\n');
  write('sys/fs/cgroup/cpu.stat', 'usage_usec 1\n');
  const findings = limitFindings(root.path);
  expect(wrong(findings).map((line) => line.replace(/:.*/, ''))).toEqual([
    'files',
    'addresses',
    'maps',
    'threads',
    'memory',
    'cpu',
    'watches',
  ]);
  expect(findings.map(({ text }) => text)).toContain('memory: 64M of 128M of the cgroup are left');
});

test('where nothing can be read, nothing is wrong', () => {
  using root = new Folder();
  expect(wrong(limitFindings(root.path))).toEqual([]);
  expect(wrong(processFindings(root.path, 1000))).toEqual([expect.stringMatching(/^proc: /)]);
});

test('processes of others may be hidden, and keep what they read and write to themselves', () => {
  using root = new Folder();
  for (const pid of ['self', '12']) mkdirSync(root.file(`proc/${pid}`), { recursive: true });
  writeFileSync(root.file('proc/self/stat'), '1 (x) S');
  writeFileSync(root.file('proc/self/mounts'), 'proc /proc proc rw,nosuid,hidepid=2 0 0\n');
  writeFileSync(root.file('proc/12/status'), 'Name:\tinit\nUid:\t0\t0\t0\t0\n');
  const names = (uid: number) => wrong(processFindings(root.path, uid)).map((line) => line.replace(/:.*/, ''));
  expect(names(1000)).toEqual(['proc', 'io']);
  expect(names(0)).toEqual([]);
});

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units
Max processes             32                   32                   processes
Max open files            256                  256                  files
Max address space         17179869184          17179869184          bytes
`;
