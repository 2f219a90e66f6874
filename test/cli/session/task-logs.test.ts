import { expect, test } from 'vitest';
import { KernelLog } from '../../../src/cli/session/kernel-log.ts';
import { TaskLogs } from '../../../src/cli/session/task-logs.ts';
import type { LogSource } from '../../../src/logs/log-source.ts';
import { TestKernel } from '../../support/test-kernel.ts';

const textsOf = (source: LogSource) => source.lines(0, source.next).map(({ text }) => text);

test('the log of all keeps the lines of tasks that are reaped, and their names', async () => {
  await using os = new TestKernel();
  const logs = new TaskLogs(os.kernel);
  const all = logs.merged();
  const task = os.spawn('basic/trap-unreachable');
  logs.append(task.pid, 1, 1, Buffer.from('before it failed\n'));
  await os.end(task);
  os.kernel.reap(task.pid);
  expect(textsOf(all)[0]).toBe('before it failed');
  expect(textsOf(all)[1]).toMatch(/^trap: /);
  expect(logs.nameOf(task.pid)).toBe('trap-unreachable');
});

test('wasitop itself tells what happens to tasks, and what was refused', async () => {
  await using os = new TestKernel();
  const log = new KernelLog(os.kernel);
  const task = os.spawn('basic/trap-unreachable');
  await os.end(task);
  log.refused('2 ctl kil TERM', new Error('unknown verb'));
  expect(textsOf(log.source)).toEqual([
    `info: ${task.pid} trap-unreachable starts`,
    expect.stringMatching(new RegExp(`^error: ${task.pid} trap-unreachable failed: trap: `)),
    'error: 2 ctl kil TERM: unknown verb',
  ]);
});
