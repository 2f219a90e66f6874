import { expect, test } from 'vitest';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import { controlNamespace } from '../../src/kernel/namespace-control.ts';
import type { Task } from '../../src/kernel/task.ts';
import { TaskInput } from '../../src/kernel/task-input.ts';
import { makePipe } from '../../src/vfs/pipe.ts';
import { Space } from '../../src/vfs/space.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { WorkerThreads } from '../support/worker-threads.ts';

const LOST = { kind: 'internal', message: 'its cpu was lost: its thread ended' };
const LOG: StdioSpec = { kind: 'log', stream: 1 };

test('a cpu whose thread is killed is replaced, and its tasks end with that reason', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel();
  const spinning = os.spawn('basic/spin');
  const sleeping = os.spawn('basic/sleep-forever');
  await os.running(spinning);
  await os.running(sleeping);
  await threads.kill(0);
  expect(await os.end(spinning)).toEqual(LOST);
  expect(await os.end(sleeping)).toEqual(LOST);
  expect(os.events).toContainEqual({ type: 'cpu.lost', cpu: 0, message: 'its thread ended' });
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
});

test('what the tasks of a lost cpu said before is kept', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel();
  const flooding = os.spawn('basic/forever-newline');
  await os.until(() => os.text(flooding).length > 0);
  await threads.kill(0);
  expect(await os.end(flooding)).toEqual(LOST);
  expect(os.text(flooding).length).toBeGreaterThan(0);
});

test('who reads from a pipe finds its end when the writer is lost', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel(2);
  const pipe = makePipe();
  const writer = os.spawn('basic/sleep-forever', {
    stdio: [{ kind: 'null' }, { kind: 'pipe', pipe, end: 'write' }, LOG],
  });
  await os.running(writer);
  const reader = os.spawn('basic/cat', { stdio: [{ kind: 'pipe', pipe, end: 'read' }, LOG, LOG] });
  await os.running(reader);
  expect(reader.cpuIndex).not.toBe(writer.cpuIndex);
  await threads.kill(writer.cpuIndex);
  expect(await os.end(writer)).toEqual(LOST);
  expect(await os.end(reader)).toEqual({ kind: 'exit', code: 0 });
});

test('who writes to a pipe is told when the reader is lost', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel();
  const input = new TaskInput();
  const reader = os.spawn('basic/sleep-forever', { stdio: [input.source, LOG, LOG] });
  await os.running(reader);
  input.write('unread');
  await threads.kill(0);
  expect(await os.end(reader)).toEqual(LOST);
  expect(() => input.write('more')).toThrow('EPIPE');
});

test('a thread that one task has for itself is lost with it alone', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel();
  const neighbour = os.spawn('basic/spin');
  await os.running(neighbour);
  const alone = os.spawn('basic/spin', { isolation: 'thread' });
  await os.running(alone);
  await threads.kill(threads.started.length - 1);
  expect(await os.end(alone)).toEqual(LOST);
  expect(neighbour.state.phase).toBe('running');
});

test('threads are killed at any moment, and every task ends', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel();
  const tasks: Task[] = [];
  // In every other round, the last one included, the tasks are on the cpu before it is killed.
  for (let round = 0; round < 9; round++) {
    const others = round === 0 ? 0 : 1;
    for (const name of ['basic/hello', 'basic/spin', 'basic/sleep-forever', 'basic/forever-write'])
      tasks.push(os.spawn(name));
    if (round % 2 === 0) await os.until(() => tasks.slice(-4).every(({ cpuIndex }) => cpuIndex >= 0));
    // The loader's thread is the second that was started; the others are cpus, the last of them in use.
    await threads.kill(round === 0 ? 0 : threads.started.length - others);
  }
  await Promise.all(tasks.map((task) => os.end(task)));
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
});

test('a loader whose thread is killed is replaced', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel();
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
  await threads.kill(1);
  expect(await os.end(os.spawn('basic/echo-args'))).toEqual({ kind: 'exit', code: 0 });
});

test('a ram disk gets back what the tasks of a lost cpu had open on it', async () => {
  using threads = new WorkerThreads();
  await using os = new TestKernel(2);
  const holder = os.spawn('basic/sleep-forever');
  await os.running(holder);
  await controlNamespace(os.kernel, holder.pid, 'mount ram 1M /m');
  const spec = holder.namespace.mounts.find(({ at }) => at === '/m')?.layers[0]?.server.spec;
  if (spec?.kind !== 'ram') throw new Error('no ram disk');
  const space = new Space(spec.space);
  const preopens = [{ name: '/m', path: '/m' }];
  const hoarding = os.spawn('hostile/hoard', { namespace: holder.namespace, preopens });
  await os.until(() => os.text(hoarding) === 'held');
  expect([space.used, space.inodes]).toEqual([300, 3]);
  expect(hoarding.cpuIndex).not.toBe(holder.cpuIndex);
  await threads.kill(hoarding.cpuIndex);
  expect(await os.end(hoarding)).toEqual(LOST);
  expect([space.used, space.inodes]).toEqual([0, 0]);
});
