import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wasitop } from '../support/command.ts';
import { guest } from '../support/guests.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wasitop-run-'));
  writeFileSync(join(directory, 'greeting.txt'), 'good morning\n');
  writeFileSync(join(directory, 'empty.wasm'), '');
  writeFileSync(join(directory, 'truncated.wasm'), readFileSync(guest('basic/hello')).subarray(0, 1_000));
  writeFileSync(join(directory, 'component.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0));
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]) => wasitop(['run', ...args]);

test.each([
  ['a program that says hello', ['basic/hello'], [], 0, 'hello\n'],
  ['its own status', ['basic/exit-code'], ['3'], 3, ''],
  ['arguments that look like ours', ['basic/echo-args'], ['--dir', '--', '-h', ''], 0, '--dir\n--\n-h\n\n'],
] as const)('runs %s', async (_name, [name], args, status, stdout) => {
  expect(await run(guest(name), ...args)).toEqual({ status, stdout, stderr: '' });
});

test.each([
  ['a trap', [], 'basic/trap-unreachable', 134, 'trap: unreachable'],
  ['a stack that overflows', [], 'basic/stack-overflow', 134, 'trap: stack overflow'],
  ['a time limit', ['--timeout', '100ms'], 'basic/spin', 124, 'limit: wall'],
  ['a limit of CPU time', ['--cpu-time', '100ms'], 'basic/spin', 124, 'limit: cpu'],
  ['fuel', ['--fuel', '5M'], 'basic/spin-fib', 137, 'limit: fuel'],
  ['memory under kill', ['--memory', '16M', '--memory-policy', 'kill'], 'basic/memory-eater', 137, 'limit: memory'],
  ['imports that there are not', [], 'basic/unknown-imports', 126, 'unknown imports: env.foo, env.bar'],
  ['a file that is not there', [], 'basic/nothing', 127, 'no such file'],
] as const)('says why it ended by %s', async (_name, options, name, status, stderr) => {
  const result = await run(...options, guest(name));
  expect(result.status).toBe(status);
  expect(result.stderr).toContain(stderr);
});

test.each([
  ['empty.wasm', 'the file is empty'],
  ['greeting.txt', 'not a WebAssembly module'],
  ['truncated.wasm', 'not a valid module'],
  ['component.wasm', 'it is a component; only core modules run so far'],
])('refuses %s with 126', async (name, message) => {
  const { status, stderr } = await run(join(directory, name));
  expect(status).toBe(126);
  expect(stderr).toContain(message);
});

test.each([
  [['run'], 'missing required argument'],
  [['run', '--bogus', 'x.wasm'], "unknown option '--bogus'"],
  [['run', '--level', '9', 'x.wasm'], 'Priority must be 0-7'],
  [['run', '--memory', 'much', 'x.wasm'], 'a size is a number'],
  [['run', '--timeout', 'soon', 'x.wasm'], 'a duration is a number'],
  [['run', '--cwd', 'here', 'x.wasm'], 'the working directory must be absolute'],
  [['run', '--listen', 'nowhere', 'x.wasm'], 'an address is host:port'],
  [['run', '--isolation', 'none', 'x.wasm'], 'Allowed choices are shared, thread'],
  [['top', '-n', '0'], 'a whole number from 1'],
])('the command line %j is a usage error', async (args, message) => {
  const { status, stderr } = await wasitop(args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test('stdin is read, and its end is seen', async () => {
  expect(await wasitop(['run', guest('basic/ask')], 'Ada\n')).toMatchObject({
    status: 0,
    stdout: 'What is your name? Hello, Ada!\n',
  });
  const text = 'x'.repeat(300_000);
  expect(await wasitop(['run', guest('basic/cat')], text)).toMatchObject({ status: 0, stdout: text });
});

test('a directory is seen under the name it is given, and nothing else is', async () => {
  const path = join(directory, 'greeting.txt');
  expect(await run('--dir', `${directory}::/data`, guest('basic/files'), 'read', '/data/greeting.txt')).toMatchObject({
    status: 0,
    stdout: 'good morning\n',
  });
  expect(await run('--dir', `${directory}::/data`, guest('basic/files'), 'read', path)).toMatchObject({
    status: 1,
    stdout: '',
  });
  expect(await run('--preopen', `${directory}::/data`, guest('basic/files'), 'list', '/data')).toMatchObject({
    stdout: expect.stringContaining('greeting.txt\n'),
  });
  expect(await run(guest('basic/files'), 'list', '/')).toMatchObject({
    status: 1,
    stderr: '/: Capabilities insufficient\n',
  });
});

test('a read-only directory is not written to', async () => {
  const { status, stderr } = await run(
    '--dir',
    `${directory}::/data:ro`,
    guest('basic/files'),
    'write',
    '/data/new',
    'text',
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '/data/new: Read-only file system\n' });
});

test('variables are given, or handed on', async () => {
  const { stdout } = await run('--env', 'A=1', '--env', 'PATH', '--env', 'NOT_THERE', guest('basic/echo-env'));
  expect(stdout).toBe(`A=1\nPATH=${process.env['PATH']}\n`);
});

test.each([
  ['add', ['2', '3'], '5\n'],
  ['add', ['-1', '0x10'], '15\n'],
  ['halve', ['5'], '2.5\n'],
  ['square', ['3000000000'], '9000000000000000000\n'],
])('--invoke %s %j', async (name, args, stdout) => {
  expect(await run('--invoke', name, guest('basic/add'), ...args)).toEqual({ status: 0, stdout, stderr: '' });
});

test('--invoke names what is wrong', async () => {
  expect((await run('--invoke', 'subtract', guest('basic/add'))).stderr).toContain(
    'it exports _initialize, add, halve, square, spin',
  );
  expect((await run('--invoke', 'add', guest('basic/add'), '1')).stderr).toContain(
    'it takes 2 arguments (i32, i32), not 1',
  );
  const { status, stderr } = await run('--invoke', 'add', guest('basic/add'), '1', 'two');
  expect(stderr).toContain("the argument 'two' is no i32");
  expect(status).toBe(2);
});

test('INT and TERM end the program, with the status that shells expect', async () => {
  const signal = (name: NodeJS.Signals) =>
    wasitop(['run', guest('basic/forever-write')], '', (child) => child.kill(name));
  expect((await signal('SIGINT')).status).toBe(130);
  expect((await signal('SIGTERM')).status).toBe(143);
});

test('a program that reads its notes decides itself', async () => {
  const result = await wasitop(['run', '--ns', guest('basic/note-reader')], '', (child) => child.kill('SIGTERM'));
  expect(result).toEqual({ status: 7, stdout: 'listening\ngot TERM\n', stderr: '' });
});

test('a closed pipe ends it quietly', async () => {
  const result = await wasitop(['run', guest('basic/forever-write')], '', (child) => child.stdout?.destroy());
  expect(result).toMatchObject({ status: 141, stderr: '' });
});

test('it prints its help and its version', async () => {
  expect((await wasitop(['--help'])).stdout).toContain('Examples:');
  expect((await wasitop(['run', '--help'])).stdout).toContain('Exit status');
  expect((await wasitop(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('snapshots come as text and as JSON', async () => {
  const json = await wasitop(['top', '--batch', '--json', '-n', '2', '-d', '100ms', guest('basic/spin')]);
  const snapshots = json.stdout.trimEnd().split('\n');
  expect(snapshots).toHaveLength(2);
  const { processes } = JSON.parse(snapshots[1] ?? '') as { processes: { pid: number; name: string; state: string }[] };
  expect(processes).toEqual([expect.objectContaining({ pid: 2, name: 'spin', state: 'running', reason: null })]);
  expect((await wasitop(['top', '--batch', guest('basic/hello')])).stdout).toContain('hello [exit 0]');
});

test('without a terminal the monitor says what to do, and the demo prints a snapshot', async () => {
  expect(await wasitop([guest('basic/hello')])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('top --batch'),
  });
  const { status, stdout } = await wasitop(['demo']);
  expect(status).toBe(0);
  for (const name of ['weblog', 'primes-first', 'primes-last', 'average', 'trap', 'ask', 'sleeper'])
    expect(stdout).toContain(name);
});
