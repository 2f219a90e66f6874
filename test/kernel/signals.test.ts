import { expect, test } from 'vitest';
import { control } from '../../src/kernel/control.ts';
import { TestKernel } from '../support/test-kernel.ts';

test.each(['basic/spin', 'basic/spin-fib', 'basic/spin-indirect', 'basic/start-loop', 'basic/sleep-forever'])(
  'KILL ends %s',
  async (name) => {
    await using os = new TestKernel();
    const task = os.spawn(name);
    await os.until(() => task.state.phase === 'running');
    os.kernel.signal(task.pid, 'KILL');
    expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
  },
);

test('STOP pauses a busy loop, CONT lets it go on', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/spin');
  await os.running(task);
  os.kernel.signal(task.pid, 'STOP');
  await os.until(() => task.slot.word('run') === 2);
  const paused = task.slot.get('cpuTime');
  // Another task's whole life passes on the same cpu meanwhile.
  await os.end(os.spawn('basic/burn', { args: ['20'] }));
  expect(task.slot.get('cpuTime')).toBe(paused);
  os.kernel.signal(task.pid, 'CONT');
  await os.until(() => task.slot.get('cpuTime') > paused);
});

test('a paused task can be killed', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/spin');
  await os.running(task);
  os.kernel.signal(task.pid, 'STOP');
  await os.until(() => task.slot.word('run') === 2);
  os.kernel.signal(task.pid, 'KILL');
  expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
});

test('TERM is a note to a task that reads its notes, and the end of one that does not', async () => {
  await using os = new TestKernel();
  const listening = os.spawn('basic/note-reader');
  await os.until(() => os.text(listening).includes('listening'));
  os.kernel.signal(listening.pid, 'HUP');
  await os.until(() => os.text(listening).includes('got HUP'));
  os.kernel.signal(listening.pid, 'TERM');
  expect(await os.end(listening)).toEqual({ kind: 'exit', code: 7 });
  const deaf = os.spawn('basic/spin');
  await os.running(deaf);
  os.kernel.signal(deaf.pid, 'TERM');
  expect(await os.end(deaf)).toEqual({ kind: 'signal', signal: 15 });
});

test('each open note file reads every note, and the last to be closed gives signals their effect back', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/two-notes');
  expect(await os.end(task)).toEqual({ kind: 'signal', signal: 10 });
  expect(os.text(task)).toBe('first: USR1\nsecond: USR1\nfirst: HUP');
});

test('a task that has ended gets no signal', async () => {
  await using os = new TestKernel();
  const task = os.spawn('basic/hello');
  await os.end(task);
  expect(() => os.kernel.signal(task.pid, 'TERM')).toThrow(/ESRCH/);
});

test.each([
  ['dance', 'the commands are start kill stop'],
  ['kill 99', 'the signals are HUP=1'],
  ['kill TERM now', 'usage: kill [SIGNAL]'],
  ['level 8', 'Priority must be 0-7'],
  ['nice 20', 'a nice value is from -20 to 19'],
  ['memlimit lots', 'a size is a number'],
])('the control line "%s" fails and says why', async (line, message) => {
  await using os = new TestKernel();
  const task = os.spawn('basic/sleep-forever');
  expect(() => control(os.kernel, task.pid, line)).toThrow(message);
});

test.each([
  ['level 6', 6],
  ['level high', 1],
  ['level normal+', 3],
  ['nice 0', 4],
  ['nice -20', 0],
  ['nice 19', 7],
])('the control line "%s" sets level %i', async (line, level) => {
  await using os = new TestKernel();
  const task = os.spawn('basic/sleep-forever');
  control(os.kernel, task.pid, line);
  expect(task.level).toBe(level);
});
