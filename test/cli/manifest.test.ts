import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

const hashOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(guest(`basic/${name}`)))
    .digest('hex');

/** An entry for a guest of ours; `more` begins with a comma. */
const entry = (name: string, module: string, more = '', method = '_start') =>
  `- { name: ${name}, kind: process.wasm, fs: guests, path: ${module}.wasm, hash: 'sha256:${hashOf(module)}', method: ${method}${more} }\n`;

const command = (name: string, short = '') => `meta: { command: { name: ${name}, short: '${short}' } }`;

const MANIFEST = `version: '1.0'
namespace: t
entries:
- { name: guests, kind: fs.directory, directory: '${projectFile('test/guests/basic')}' }
- { name: data, kind: fs.directory, directory: data }
- { name: lang, kind: env.variable, default: en }
${entry('spinner', 'spin', ', priority: idle')}\
${entry('echo', 'echo-args', `, wasi: { args: [one] }, ${command('say', 'says its arguments')}`)}\
${entry('reader', 'cat', `, wasi: { stdin: echo }, ${command('piped')}`)}\
${entry('sum', 'add', `, wasi: { args: ['40'] }, ${command('sum')}`, 'add')}\
${entry('env', 'echo-env', `, wasi: { env: [{ id: lang, name: LANG }] }, ${command('env')}`)}\
${entry('look', 'files', `, wasi: { mounts: [{ fs: data, guest: /data, read_only: true }] }, ${command('look')}`)}\
${entry('loop', 'spin', `, limits: { max_execution_ms: 60000 }, ${command('loop')}`)}\
${entry('guarded', 'hello', `, capabilities: [sys:notifications], ${command('guarded')}`)}\
`;

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wasitop-manifest-'));
  mkdirSync(join(directory, 'data'));
  mkdirSync(join(directory, 'empty'));
  writeFileSync(join(directory, 'data', 'a.txt'), 'good morning\n');
  writeFileSync(join(directory, 'wasitop.yaml'), MANIFEST);
  writeFileSync(join(directory, 'bad.yaml'), MANIFEST.replace('priority: idle', 'priority: 9').replace("'1.0'", '3'));
  writeFileSync(join(directory, 'changed.yaml'), MANIFEST.replace(hashOf('echo-args'), '0'.repeat(64)));
  writeFileSync(join(directory, 'none.yaml'), "version: '1.0'\nnamespace: t\nentries: []\n");
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a user does, in the folder of the manifest. */
function wasitop(args: readonly string[], folder = ''): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [projectFile('dist/start.js'), ...args], { cwd: join(directory, folder) });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.stdin.end('');
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

const run = (...args: string[]) => wasitop(['run', ...args]);

test.each([
  ['a command', ['say'], 'one\n'],
  ['a command with more arguments', ['say', 'two', '--level'], 'one\ntwo\n--level\n'],
  ['an entry', ['--exec', 't:echo', 'two'], 'one\ntwo\n'],
  ['an entry without its namespace', ['--exec', 'echo'], 'one\n'],
  ['entries joined by a pipe', ['piped'], 'one\n'],
  ['a method', ['sum', '2'], '42\n'],
  ['with its variables', ['env'], 'LANG=en\n'],
  ['with variables of the command line', ['--env', 'LANG=fr', '--env', 'A=1', 'env'], 'LANG=fr\nA=1\n'],
  ['with its directories', ['look', 'read', '/data/a.txt'], 'good morning\n'],
  ['another method', ['--invoke', 'square', '--exec', 'sum'], '1600\n'],
  ['a file with the name of a path', [guest('basic/hello')], 'hello\n'],
] as const)('runs %s', async (_name, args, stdout) => {
  expect(await run(...args)).toEqual({ status: 0, stdout, stderr: '' });
});

test('options of the command line go before those of the manifest', async () => {
  expect(await run('--timeout', '100ms', 'loop')).toMatchObject({
    status: 124,
    stderr: expect.stringContaining('t:loop: limit: wall'),
  });
  expect(await run('--dir', '.::/data', 'look', 'write', '/data/data/b.txt', 'x')).toMatchObject({ status: 0 });
  expect(readFileSync(join(directory, 'data/b.txt'), 'utf8')).toBe('x');
});

test('the commands are listed', async () => {
  const { status, stdout } = await run('list');
  expect(status).toBe(0);
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    'say      says its arguments  t:echo',
    'piped                        t:reader',
  ]);
});

test.each([
  [['run', 'sya'], 127, "wasitop.yaml has no command 'sya'; did you mean 'say'?"],
  [['run', '--exec', 't:ekko'], 127, "wasitop.yaml has no entry 't:ekko'; did you mean 't:echo'?"],
  [['run', '-m', 'changed.yaml', 'say'], 126, 't:echo: not loaded: hash mismatch: expected sha256:0000'],
  [['run', '-m', 'none.yaml', 'say'], 127, "none.yaml has no command 'say'"],
  [['run', '-m', 'nothing.yaml', 'say'], 2, 'nothing.yaml: no such file'],
  [['-m', 'nothing.yaml'], 2, 'nothing.yaml: no such file'],
  [['manifest', 'check', 'changed.yaml'], 2, 't:echo: hash mismatch: expected sha256:0000'],
])('%j is refused', async (args, status, stderr) => {
  expect(await wasitop(args)).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(stderr) });
});

test.each([
  [['-m', 'bad.yaml']],
  [['top', '--batch', '-m', 'bad.yaml']],
  [['run', '-m', 'bad.yaml', 'say']],
  [['manifest', 'check', 'bad.yaml']],
])('%j tells all that is wrong with a manifest', async (args) => {
  expect(await wasitop(args)).toEqual({
    status: 2,
    stdout: '',
    stderr: "bad.yaml:1: version must be '1.0'\nbad.yaml:7: t:spinner: Priority must be 0-7\n",
  });
});

test('a good manifest is counted, and what has no effect yet is said', async () => {
  const note = 'wasitop.yaml:14: t:guarded: capabilities are not enforced yet\n';
  expect(await wasitop(['manifest', 'check'])).toEqual({
    status: 0,
    stdout: 'ok: 11 entries, 1 tasks, 7 commands\n',
    stderr: note,
  });
  expect(await run('guarded')).toEqual({ status: 0, stdout: 'hello\n', stderr: note });
});

test('without a manifest a bare word says what to do', async () => {
  expect(await wasitop(['run', 'say'], 'empty')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(
      "there is no wasitop.yaml here, and so no command 'say'\nIf it is a module, write ./say.",
    ),
  });
  expect(await wasitop(['manifest', 'check'], 'empty')).toMatchObject({
    status: 2,
    stderr: 'wasitop.yaml: no such file\n',
  });
});

test.each([
  [['top', '--batch', '--json'], '', ['spinner']],
  [['top', '--batch', '--json', '-m', '../wasitop.yaml'], 'empty', ['spinner']],
  [['top', '--batch', '--json'], 'empty', []],
  [['top', '--batch', '--json', guest('basic/sleep-forever')], '', ['sleep-forever']],
  [['top', '--batch', '--json', '-m', 'wasitop.yaml', guest('basic/sleep-forever')], '', ['sleep-forever', 'spinner']],
])('%j in %j starts %j', async (args, folder, names) => {
  const { stdout } = await wasitop(args, folder);
  const { processes } = JSON.parse(stdout) as { processes: { name: string }[] };
  expect(processes.map(({ name }) => name).toSorted()).toEqual(names);
});

test('the monitor opens on a manifest', async () => {
  using program = new TerminalProgram(['-m', join(directory, 'wasitop.yaml')], 80, 24);
  await program.until(/7 R .*spinner/);
  program.press('q');
  await program.until('End it and quit?');
  program.press('y');
  expect(await program.exited).toBe(0);
});
