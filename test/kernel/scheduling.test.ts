import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TestKernel } from '../support/test-kernel.ts';

/** Milliseconds of CPU after which shares are compared. */
const ENOUGH_MS = 600;

test('levels share a cpu by weight: each has twice the next', async () => {
  await using os = new TestKernel();
  const [high, middle, low] = [3, 4, 5].map((level) => os.spawn('basic/spin', { level }));
  if (high === undefined || middle === undefined || low === undefined) throw new Error('three tasks were spawned');
  await Promise.all([high, middle, low].map((task) => os.running(task)));
  const used = () => [high, middle, low].map(({ slot }) => slot.get('cpuTime') / 1e6) as [number, number, number];
  const before = used();
  await os.until(() => used().reduce((sum, ms, index) => sum + ms - (before[index] ?? 0), 0) > ENOUGH_MS);
  const shares = used().map((ms, index) => ms - (before[index] ?? 0));
  const total = shares.reduce((sum, ms) => sum + ms, 0);
  expect(shares.map((ms) => ms / total)).toEqual([
    expect.closeTo(4 / 7, 1),
    expect.closeTo(2 / 7, 1),
    expect.closeTo(1 / 7, 1),
  ]);
});

test('an idle task runs only when nothing else is ready, and still ends', async () => {
  await using os = new TestKernel();
  const busy = os.spawn('basic/spin', { level: 6 });
  await os.running(busy);
  const idle = os.spawn('basic/burn', { level: 7, args: ['1'] });
  const before = busy.slot.get('cpuTime');
  await os.until(() => busy.slot.get('cpuTime') - before > 100e6);
  expect(idle.slot.get('cpuTime')).toBe(0);
  os.kernel.signal(busy.pid, 'STOP');
  expect(await os.end(idle)).toEqual({ kind: 'exit', code: 0 });
});

test('a renice acts while the task runs', async () => {
  await using os = new TestKernel();
  const first = os.spawn('basic/spin', { level: 6 });
  const second = os.spawn('basic/spin', { level: 6 });
  await os.running(first);
  await os.running(second);
  os.kernel.setLevel(first.pid, 1);
  const [one, two] = [first.slot.get('cpuTime'), second.slot.get('cpuTime')];
  await os.until(() => first.slot.get('cpuTime') - one > 300e6);
  expect((first.slot.get('cpuTime') - one) / (second.slot.get('cpuTime') - two)).toBeGreaterThan(10);
});

test('many sleepers and a spinning task live side by side', async () => {
  await using os = new TestKernel();
  const sleepers = Array.from({ length: 1_000 }, () => os.spawn('basic/sleep-ms', { args: ['60000'] }));
  await os.until(() => sleepers.every((task) => task.slot.word('run') === 1 && task.state.phase === 'running'));
  const spinning = os.spawn('basic/spin');
  await os.running(spinning);
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
}, 60_000);

test('a sleeper wakes although the cpu is busy', async () => {
  await using os = new TestKernel();
  await os.running(os.spawn('basic/spin', { level: 2 }));
  const sleeper = os.spawn('basic/sleep-ms', { level: 2, args: ['20'] });
  expect(await os.end(sleeper)).toEqual({ kind: 'exit', code: 0 });
  expect(os.text(sleeper)).toBe('awake');
});

test('a task with a thread of its own runs like any other, and can be killed', async () => {
  await using os = new TestKernel();
  const alone = os.spawn('basic/spin', { isolation: 'thread' });
  await os.running(alone);
  expect(alone.cpuIndex).toBe(-1);
  os.kernel.signal(alone.pid, 'KILL');
  expect(await os.end(alone)).toEqual({ kind: 'signal', signal: 9 });
});

test('tasks are placed on the cpu that has least to do', async () => {
  await using os = new TestKernel(2);
  const [first, second] = [os.spawn('basic/spin'), os.spawn('basic/spin')];
  await os.running(first);
  await os.running(second);
  expect(new Set([first.cpuIndex, second.cpuIndex]).size).toBe(2);
});

test('the level of a task with a thread of its own is the nice value of that thread', async () => {
  await using os = new TestKernel();
  const niceValues = () =>
    readdirSync('/proc/self/task').map((id) =>
      Number(readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]),
    );
  const alone = os.spawn('basic/spin', { isolation: 'thread', level: 4 });
  await os.running(alone);
  expect(niceValues()).not.toContain(19);
  os.kernel.setLevel(alone.pid, 7);
  expect(niceValues()).toContain(19);
  expect(alone.level).toBe(7);
});
