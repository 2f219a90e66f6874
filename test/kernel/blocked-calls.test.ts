import { afterEach, expect, test, vi } from 'vitest';
import type { StdioSpec } from '../../src/cpu/messages.ts';
import { TimerHeap } from '../../src/cpu/timer-heap.ts';
import { TaskInput } from '../../src/kernel/task-input.ts';
import { TaskFiles } from '../../src/taskfs/task-files.ts';
import { makePipe, PipeHandle } from '../../src/vfs/pipe.ts';
import { TestKernel } from '../support/test-kernel.ts';

const LOG: StdioSpec = { kind: 'log', stream: 2 };

afterEach(() => vi.restoreAllMocks());

test('what fails for a task that is ending ends nobody else', async () => {
  await using os = new TestKernel();
  const neighbour = os.spawn('basic/spin');
  const tasks = Array.from({ length: 5 }, () => os.spawn('basic/open-nothing', { limits: { cpuMs: 20 } }));
  for (const task of tasks) expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'cpu' });
  expect(neighbour.state.phase).toBe('running');
  expect(os.events.filter(({ type }) => type === 'cpu.lost')).toEqual([]);
});

test('what nobody waits for may fail', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/open-nothing', { args: ['100'] });
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(os.events.filter(({ type }) => type === 'cpu.lost')).toEqual([]);
});

test('what a task leaves unanswered is answered at its end', async () => {
  await using os = new TestKernel();
  const files = new TaskFiles(os.kernel);
  let [asked, answered] = [0, 0];
  os.kernel.serveFiles({
    request: async (pid, request) => {
      asked++;
      const reply = await files.request(pid, request);
      answered++;
      return reply;
    },
  });
  const task = os.spawn('basic/leave-note');
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  await os.until(() => answered === asked);
  expect(asked).toBeGreaterThan(1);
});

test('an error of the kernel in a request ends the task that asked, and says what it was', async () => {
  await using os = new TestKernel();
  os.kernel.serveFiles({ request: () => Promise.reject(new Error('nobody foresaw this')) });
  const task = os.spawn('basic/note-reader');
  expect(await os.end(task)).toMatchObject({ kind: 'internal', message: expect.stringContaining('nobody foresaw') });
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
});

test('a thousand polls that are woken leave no timer and no watcher', async () => {
  // A cpu on this thread, where what it holds can be counted.
  await using os = new TestKernel(0);
  const timers = countHeld(TimerHeap.prototype, 'add');
  const watchers = countHeld(PipeHandle.prototype, 'watch');
  const [input, back] = [new TaskInput(), makePipe()];
  if (input.source.kind !== 'pipe') throw new Error('an input is a pipe');
  const tasks = [
    os.spawn('basic/poll-often', { args: ['1000'], stdio: [input.source, end(back, 'write'), LOG] }),
    os.spawn('basic/poll-often', {
      args: ['1000'],
      stdio: [end(back, 'read'), end(input.source.pipe, 'write'), LOG],
    }),
  ];
  input.write('.');
  await os.until(() => tasks.every((task) => os.text(task) === 'done' && task.slot.word('wait') !== 0));
  expect(timers.begun).toBeGreaterThanOrEqual(1_000);
  expect(timers.held).toBe(0);
  // Each task still waits in its last read.
  expect(watchers.held).toBe(2);
});

test('buffers of no length are taken at any address, also after the memory has grown', async () => {
  await using os = new TestKernel();
  expect(await os.end(os.spawn('wasm/empty-buffers'))).toEqual({ kind: 'exit', code: 0 });
});

function end(pipe: ReturnType<typeof makePipe>, which: 'read' | 'write'): StdioSpec {
  return { kind: 'pipe', pipe, end: which };
}

/** Counts how often a method was called that gives back a function, and how many of these were not called yet. */
function countHeld<K extends string>(
  prototype: Record<K, (...args: never[]) => () => void>,
  method: K,
): { begun: number; held: number } {
  const count = { begun: 0, held: 0 };
  const original = prototype[method];
  vi.spyOn(prototype as Record<string, (...args: never[]) => () => void>, method).mockImplementation(function (
    this: unknown,
    ...args
  ) {
    const giveBack = original.apply(this, args);
    count.begun++;
    count.held++;
    return () => {
      count.held--;
      giveBack();
    };
  });
  return count;
}
