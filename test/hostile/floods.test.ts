import { expect, test } from 'vitest';
import { FLOODS, observe } from '../../fuzz/floods.ts';
import { makePipe } from '../../src/vfs/pipe.ts';
import { sampled } from '../support/sampled.ts';
import { TestKernel } from '../support/test-kernel.ts';

/** Milliseconds of CPU time of each flood; `npm run fuzz -- floods` takes ten seconds, and measures what is promised. */
const SHORT_MS = sampled({ whole: 800, sample: 150 });

test.each(Object.keys(FLOODS))('beside a flood others run, and it can be killed: %s', async (name) => {
  const floods = FLOODS[name]?.() ?? [];
  const { share, ended } = await observe(floods, SHORT_MS);
  expect(ended).toBe(0);
  // Half is promised; a fifth shows that nobody is starved, however busy the machine is.
  expect(share).toBeGreaterThan(0.2);
});

test('who makes long calls that never wait gives way between them', async () => {
  await using os = new TestKernel();
  const flood = os.spawn('hostile/flood', { args: ['timers'] });
  await os.until(() => flood.slot.get('calls') >= 500);
  expect(flood.slot.get('switches')).toBeGreaterThan(15);
  os.kernel.signal(flood.pid, 'KILL');
  expect(await os.end(flood)).toEqual({ kind: 'signal', signal: 9 });
});

test('two tasks that wait for each other wait without using the cpu, and end when they are killed', async () => {
  await using os = new TestKernel();
  const [there, back] = [makePipe(), makePipe()];
  const spawn = (input: typeof there, output: typeof there) =>
    os.spawn('hostile/flood', {
      args: ['deadlock'],
      stdio: [
        { kind: 'pipe', pipe: input, end: 'read' },
        { kind: 'pipe', pipe: output, end: 'write' },
        { kind: 'log', stream: 2 },
      ],
    });
  const tasks = [spawn(there, back), spawn(back, there)];
  await os.until(() => tasks.every((task) => task.slot.word('run') === 1));
  for (const task of tasks) os.kernel.signal(task.pid, 'KILL');
  for (const task of tasks) expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
});

test('a task that makes tasks without end is refused, and the others go on', async () => {
  await using os = new TestKernel();
  const bomb = os.spawn('basic/sleep-forever');
  const neighbour = os.spawn('basic/spin');
  await os.running(bomb);
  await os.running(neighbour);
  const children = Array.from({ length: 1_000 }, () => os.spawn('basic/sleep-forever', { parent: bomb.pid }));
  expect(() => os.spawn('basic/sleep-forever', { parent: bomb.pid })).toThrow(
    `task ${bomb.pid} may have 1000 children at a time (EAGAIN)`,
  );
  const before = neighbour.slot.get('cpuTime');
  await os.until(() => neighbour.slot.get('cpuTime') > before + 20e6);
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
  for (const child of children) os.kernel.signal(child.pid, 'KILL');
  await Promise.all(children.map((child) => os.end(child)));
}, 60_000);

test('no more tasks live than the process can hold, whoever makes them', async () => {
  await using os = new TestKernel();
  const spawn = () => os.kernel.create({ module: 'no module', namespace: os.spawn('basic/hello').namespace });
  const first = spawn();
  const more = Array.from({ length: 12_000 }, () => {
    try {
      return os.kernel.create(first.spec);
    } catch (error) {
      return String(error);
    }
  });
  expect(more.at(-1)).toContain('12000 tasks are alive, which is the most; end some first (EAGAIN)');
  for (const task of [first, ...more]) if (typeof task !== 'string') os.kernel.signal(task.pid, 'KILL');
  expect(await os.end(os.spawn('basic/hello'))).toEqual({ kind: 'exit', code: 0 });
});
