import { expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { control } from '../../src/kernel/control.ts';
import { TestKernel } from '../support/test-kernel.ts';

test('a task runs, writes to its log, and ends with its status', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/hello');
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(os.text(task)).toBe('hello');
  const phases = os.events.flatMap((event) => (event.type === 'task.state' ? [event.to] : []));
  expect(phases).toEqual(['created', 'starting', 'running', 'exited']);
});

test('a status other than 0 is kept', async () => {
  await using os = new TestKernel();
  expect(await os.end(os.spawn('basic/exit-code', { args: ['42'] }))).toEqual({ kind: 'exit', code: 42 });
});

test('all kinds of output reach the log, partial lines and bytes that are no text included', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/output-kinds');
  await os.end(task);
  const lines = os.lines(task).map(({ stream, text }) => `${stream} ${text}`);
  expect(lines).toEqual(['1 first line', '1 \ufffd\ufffd binary', '2 an error', '1 no newline']);
});

test('a trap keeps its message and the functions that led there', async () => {
  await using os = new TestKernel();
  const reason = await os.end(os.spawn('basic/trap-unreachable'));
  expect(reason).toMatchObject({ kind: 'trap', message: 'unreachable' });
  expect(reason.kind === 'trap' && reason.stack[0]).toMatch(/^inner_function \(wasm-function\[\d+\]:0x[0-9a-f]+\)$/);
});

test('endless recursion is a trap, and everything else goes on', async () => {
  await using os = new TestKernel();
  const sleeper = os.spawn('basic/sleep-forever');
  expect(await os.end(os.spawn('basic/stack-overflow'))).toMatchObject({ kind: 'trap', message: 'stack overflow' });
  expect(sleeper.state.phase).toBe('running');
});

test.each([
  ['basic/unknown-imports', 'ENOEXEC', 'unknown imports: env.foo, env.bar'],
  ['basic/add', 'ENOEXEC', 'the module exports no _start: it is a library; call one of its functions with --invoke'],
  ['basic/there-is-none', 'ENOENT', 'no such file or directory'],
  ['wasm/start-takes', 'ENOEXEC', 'its _start takes (i64); it may neither take nor return anything'],
  ['wasm/start-returns', 'ENOEXEC', 'its _start returns (i32); it may neither take nor return anything'],
])('%s is not started, and says why', async (name, code, message) => {
  await using os = new TestKernel();
  expect(await os.end(os.spawn(name))).toEqual({ kind: 'load', code, message });
});

test('an _initialize that takes anything is refused, too', async () => {
  await using os = new TestKernel();
  const entry = { kind: 'invoke', name: 'answer', args: [] } as const;
  expect(await os.end(os.spawn('wasm/initialize-takes', { entry }))).toMatchObject({
    code: 'ENOEXEC',
    message: 'its _initialize takes (i32); it may neither take nor return anything',
  });
});

test('a memory that begins above the limit is refused before it starts', async () => {
  await using os = new TestKernel();
  const reason = await os.end(os.spawn('basic/hello', { limits: { memory: 65_536 } }));
  expect(reason).toMatchObject({ kind: 'load', code: 'ENOMEM' });
});

test('an ended task stays until it is reaped, and is then gone', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/hello');
  await os.end(task);
  expect(os.kernel.table.find(task.pid)).toBe(task);
  control(os.kernel, task.pid, 'reap');
  expect(() => os.kernel.table.get(task.pid)).toThrow(SysError);
});

test('a live task is not reaped', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/sleep-forever');
  expect(() => control(os.kernel, task.pid, 'reap')).toThrow(/EBUSY/);
});

test('children of a dead parent go to init', async () => {
  await using os = new TestKernel();
  const parent = os.spawn('basic/sleep-forever');
  const child = os.spawn('basic/sleep-forever', { parent: parent.pid });
  os.kernel.signal(parent.pid, 'KILL');
  await os.end(parent);
  expect(child.parent).toBe(1);
});

test('a task has no more children than it may', async () => {
  await using os = new TestKernel();
  const parent = os.spawn('basic/sleep-forever', { limits: { children: 1 } });
  os.spawn('basic/sleep-forever', { parent: parent.pid });
  expect(() => os.spawn('basic/sleep-forever', { parent: parent.pid })).toThrow(/may have 1 children at a time/);
  expect(os.events).toContainEqual({ type: 'task.limit', pid: parent.pid, limit: 'children' });
});

test('shutdown ends all, by force those that do not listen', async () => {
  const os = new TestKernel();
  const spinning = os.spawn('basic/spin');
  const listening = os.spawn('basic/note-reader');
  await os.until(() => os.text(listening).includes('listening'));
  await os.kernel.shutdown();
  expect(spinning.state).toMatchObject({ phase: 'exited', reason: { kind: 'signal', signal: 15 } });
  expect(listening.state).toMatchObject({ phase: 'exited', reason: { kind: 'exit', code: 7 } });
  expect(() => os.spawn('basic/hello')).toThrow(/shutting down/);
});
