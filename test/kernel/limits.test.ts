import { expect, test } from 'vitest';
import { type Code, i32 } from '../../fuzz/assembly.ts';
import { ModuleBuilder } from '../../fuzz/module-builder.ts';
import { control } from '../../src/kernel/control.ts';
import { TestKernel } from '../support/test-kernel.ts';

test.each([
  ['fuel', { fuel: 10_000_000 }],
  ['cpu', { cpuMs: 30 }],
  ['wall', { wallMs: 50 }],
] as const)('a loop ends at its limit of %s', async (limit, limits) => {
  await using os = new TestKernel();
  const task = os.spawn('basic/spin', { limits });
  expect(await os.end(task)).toEqual({ kind: 'limit', limit });
  expect(os.events).toContainEqual({ type: 'task.limit', pid: task.pid, limit });
});

test('counts are in thousands, and sizes in steps of 1024', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/sleep-forever');
  for (const line of ['fuel 10M', 'files 1K', 'children 2k', 'memlimit 10M']) control(os.kernel, task.pid, line);
  expect(task.limits).toMatchObject({ fuel: 10e6, files: 1_000, children: 2_000, memory: 10 * 1024 ** 2 });
});

test('a sleeping task ends at its limit of wall time', async () => {
  await using os = new TestKernel();
  expect(await os.end(os.spawn('basic/sleep-forever', { limits: { wallMs: 50 } }))).toEqual({
    kind: 'limit',
    limit: 'wall',
  });
});

test('growth past the limit of memory is refused, and told', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/memory-eater', { limits: { memory: 64 * 1024 * 1024 } });
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(Number.parseInt(os.text(task), 10)).toBeLessThanOrEqual(1_024);
  expect(task.slot.get('memoryPeak')).toBeLessThanOrEqual(64 * 1024 * 1024);
  expect(os.events).toContainEqual({ type: 'task.limit', pid: task.pid, limit: 'memory' });
});

test('a task that asks for more memory without end is told of from time to time, and ends in time', async () => {
  await using os = new TestKernel();
  const grow: Code = [0x03, 0x40, i32(1_000), 0x40, 0, 0x1a, 0x0c, 0, 0x0b];
  const builder = new ModuleBuilder();
  builder.add('memory', [0, 1]);
  const task = os.spawn('', { module: builder.start([], grow).finish(), limits: { wallMs: 300, memory: 2 ** 20 } });
  expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'wall' });
  const told = os.events.filter((event) => event.type === 'task.limit' && event.limit === 'memory').length;
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(20);
});

test('under the policy kill it ends the task', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/memory-eater', { limits: { memory: 64 * 1024 * 1024 }, memoryPolicy: 'kill' });
  expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'memory' });
});

test('a table cannot grow past the limit either', async () => {
  await using os = new TestKernel();
  expect(await os.end(os.spawn('basic/table-grow', { limits: { memory: 4 * 1024 * 1024 } }))).toEqual({
    kind: 'exit',
    code: 0,
  });
});

test('no more files are opened than may be', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/many-files', { limits: { files: 20 } });
  await os.end(task);
  expect(os.text(task)).toBe('16, then No file descriptors available');
  expect(os.events).toContainEqual({ type: 'task.limit', pid: task.pid, limit: 'files' });
});

test('limits change while a task runs', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/spin');
  await os.running(task);
  control(os.kernel, task.pid, 'cputime 1ms');
  expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'cpu' });
});

test('a task that floods its log is slowed to its rate, and slows nobody else', async () => {
  await using os = new TestKernel();
  const flood = os.spawn('basic/forever-write', { limits: { logRate: 1024 * 1024 } });
  await os.until(() => os.events.some((event) => event.type === 'task.limit' && event.limit === 'log'));
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
  expect(flood.state.phase).toBe('running');
  await os.until(() => flood.slot.word('run') === 1);
});

test('a task whose own objects fill the heap ends alone, by the limit of the heap', async () => {
  await using os = new TestKernel();
  const neighbour = os.spawn('basic/sleep-forever');
  // A list of structs that grows for ever: this text tool has no words for it.
  const list = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 11, 2, 0x5f, 2, 0x63, 0, 1, 0x7e, 1, 0x60, 0, 0],
    ...[3, 2, 1, 1, 7, 5, 1, 1, 0x66, 0, 0],
    ...[10, 21, 1, 19, 1, 1, 0x63, 0, 0x03, 0x40, 0x20, 0, 0x42, 1, 0xfb, 0, 0, 0x21, 0, 0x0c, 0, 0x0b, 0x0b],
  );
  const entry = { kind: 'invoke', name: 'f', args: [] } as const;
  const task = os.spawn('list', { module: list, entry, limits: { memory: 32 * 1024 * 1024 } });
  expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'heap' });
  expect(neighbour.state.phase).toBe('running');
});

test('time in which wasitop itself is suspended is no wall time', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/spin');
  await os.running(task);
  const due = Date.now() + 300;
  os.kernel.setLimits(task.pid, { wallMs: due - task.wallStart });
  os.kernel.suspendedFor(3_600_000);
  await os.until(() => Date.now() > due + 100);
  expect(task.state.phase).toBe('running');
});
