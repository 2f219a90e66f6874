import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Task } from '../../src/kernel/task.ts';
import { findEntry } from '../../src/manifest/find-entry.ts';
import { parseManifest } from '../../src/manifest/parse-manifest.ts';
import { type Ends, startEntry } from '../../src/manifest/start-entry.ts';
import { guest, projectFile } from '../support/guests.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const LOGGED: Ends = [{ kind: 'null' }, { kind: 'log', stream: 1 }, { kind: 'log', stream: 2 }];

const hashOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(guest(`basic/${name}`)))
    .digest('hex');

/** An entry for a guest of ours; `more` begins with a comma. */
const entry = (name: string, module: string, more = '', { method = '_start', hash = hashOf(module) } = {}) =>
  `- { name: ${name}, kind: process.wasm, fs: guests, path: ${module}.wasm, hash: 'sha256:${hash}', method: ${method}${more} }\n`;

function start(os: TestKernel, entries: string, name: string, args: string[] = [], folder = '/'): Task[] {
  const guests = projectFile('test/guests/basic');
  const text = `version: '1.0'\nnamespace: t\nentries:\n- { name: guests, kind: fs.directory, directory: ${guests} }\n${entries}`;
  const plan = parseManifest(text, join(folder, 'wasitop.yaml'), {});
  return startEntry(os.kernel, plan, findEntry(plan, name), LOGGED, { args });
}

const only = ([task]: Task[]): Task => task as Task;

test('an entry runs under its own name, with its arguments, variables and level', async () => {
  await using os = new TestKernel();
  const task = only(start(os, entry('say', 'echo-args', ', priority: high, wasi: { args: [a] }'), 'say', ['b']));
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect({ name: task.name, level: task.level, text: os.text(task) }).toEqual({ name: 'say', level: 1, text: 'a\nb' });
  const env = '- { name: lang, kind: env.variable, default: en }\n';
  const other = only(
    start(os, env + entry('env', 'echo-env', ', wasi: { cwd: /dev, env: [{ id: lang, name: LANG }] }'), 'env'),
  );
  await os.end(other);
  expect(os.text(other)).toBe('LANG=en\nPWD=/dev');
});

test('a module of another hash is not started', async () => {
  await using os = new TestKernel();
  const wrong = '0'.repeat(64);
  const message = `hash mismatch: expected sha256:${wrong}, got sha256:${hashOf('hello')}`;
  const run = (hash: string) => os.end(only(start(os, entry('a', 'hello', '', { hash }), 'a')));
  expect(await run(wrong)).toEqual({ kind: 'load', code: 'EPERM', message });
  // What was loaded once does not pass for what was asked for.
  expect(await run(hashOf('hello'))).toEqual({ kind: 'exit', code: 0 });
  expect(await run(wrong)).toEqual({ kind: 'load', code: 'EPERM', message });
});

test('a module imports nothing outside of its list', async () => {
  await using os = new TestKernel();
  const run = (module: string, imports: string) =>
    os.end(only(start(os, entry('a', module, `, imports: [${imports}]`), 'a')));
  const refused = (name: string) => ({
    kind: 'load',
    code: 'ENOEXEC',
    message: `unsupported wasm host import: ${name}`,
  });
  expect(await run('hello', '"wasi:cli"')).toEqual(refused('wasi_snapshot_preview1'));
  expect(await run('hello', '')).toEqual(refused('wasi_snapshot_preview1'));
  expect(await run('unknown-imports', 'preview1')).toEqual(refused('env'));
  expect(await run('hello', 'wasi-preview1')).toEqual({ kind: 'exit', code: 0 });
});

test('a method is called with the arguments that its signature asks for', async () => {
  await using os = new TestKernel();
  const add = entry('add', 'add', ", wasi: { args: ['40'] }", { method: 'add' });
  const task = only(start(os, add, 'add', ['2']));
  await os.end(task);
  expect(task.results).toEqual(['42']);
  expect(await os.end(only(start(os, add, 'add')))).toMatchObject({ kind: 'load' });
});

test('mounts are seen as the entry has them, and made where it says so', async () => {
  await using os = new TestKernel();
  using directory = new TemporaryDirectory({ 'data/a.txt': 'good morning\n' });
  const text =
    '- { name: data, kind: fs.directory, directory: data }\n- { name: made, kind: fs.directory, directory: new/one, auto_init: true }\n' +
    entry(
      'f',
      'files',
      ', wasi: { cwd: /d, mounts: [{ fs: data, guest: /d, read_only: true }, { fs: made, guest: /m }] }',
    );
  const run = async (...args: string[]) => {
    const task = only(start(os, text, 'f', args, directory.path));
    await os.end(task);
    return os.text(task);
  };
  expect(await run('read', 'a.txt')).toBe('good morning');
  expect(await run('write', '/d/b', 'x')).toBe('/d/b: Read-only file system');
  expect(await run('write', '/m/b', 'x')).toBe('');
  expect(existsSync(join(directory.path, 'new/one/b'))).toBe(true);
});

test('a working directory stands beside a mount at the root', async () => {
  await using os = new TestKernel();
  using directory = new TemporaryDirectory({ top: 'top', 'work/near': 'work/near' });
  const text =
    '- { name: data, kind: fs.directory, directory: . }\n' +
    entry('f', 'files', ', wasi: { cwd: /work, mounts: [{ fs: data, guest: / }] }');
  for (const [path, found] of [
    ['near', 'work/near'],
    ['/work/near', 'work/near'],
    ['/top', 'top'],
  ] as const) {
    const task = only(start(os, text, 'f', ['read', path], directory.path));
    await os.end(task);
    expect(os.text(task)).toBe(found);
  }
});

test('limits hold', async () => {
  await using os = new TestKernel();
  const end = (limits: string) => os.end(only(start(os, entry('s', 'spin', `, limits: { ${limits} }`), 's')));
  expect(await end('max_execution_ms: 50')).toEqual({ kind: 'limit', limit: 'wall' });
  expect(await end('cpu_ms: 20')).toEqual({ kind: 'limit', limit: 'cpu' });
  expect(await end('fuel: 5M')).toEqual({ kind: 'limit', limit: 'fuel' });
});

test('stdin joins entries by a pipe', async () => {
  await using os = new TestKernel();
  const text =
    entry('a', 'echo-args', ', wasi: { args: [one, two] }') +
    entry('b', 'cat', ', wasi: { stdin: a }') +
    entry('c', 'cat', ', wasi: { stdin: b }');
  const tasks = start(os, text, 'c');
  expect(tasks.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(await os.end(tasks[2] as Task)).toEqual({ kind: 'exit', code: 0 });
  expect(os.text(tasks[2] as Task)).toBe('one\ntwo');
});

test('what an entry reads from is killed with it', async () => {
  await using os = new TestKernel(2);
  const [spin, reader] = start(os, entry('a', 'spin') + entry('b', 'hello', ', wasi: { stdin: a }'), 'b') as [
    Task,
    Task,
  ];
  expect(await os.end(reader)).toEqual({ kind: 'exit', code: 0 });
  expect(await os.end(spin)).toEqual({ kind: 'signal', signal: 9 });
});

test('a reader comes to an end where its producer cannot be loaded', async () => {
  await using os = new TestKernel();
  const text = entry('a', 'hello', '', { hash: '0'.repeat(64) }) + entry('b', 'cat', ', wasi: { stdin: a }');
  const [producer, reader] = start(os, text, 'b') as [Task, Task];
  expect(await os.end(producer)).toMatchObject({ kind: 'load' });
  expect(await os.end(reader)).toEqual({ kind: 'exit', code: 0 });
});
