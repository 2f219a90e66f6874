import { expect, test } from 'vitest';
import { endingSignal } from '../../../src/host/processes/process-control.ts';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { Child } from './children.ts';
import { FakeProc } from './fake-proc.ts';
import { rowOf, sweep } from './sweep.ts';

/** A parent that says the PID of its child, and waits for it. The child begins when there is a line to read. */
function parentOf(body: string): Promise<Child> {
  return Child.start('sh', ['-c', `exec 3<&0; sh -c 'read go <&3; ${body}' & echo $!; wait; exec sleep 1000`]);
}

/** Waits for its end. */
function reasonOf(sampler: ProcessSampler, pid: number): string | undefined {
  for (;;) {
    const row = sweep(sampler).find((one) => one.pid === pid);
    if (row === undefined || row.reason !== undefined) return row?.reason;
  }
}

test.each([
  ['exit 3', 'exit 3'],
  ['exit 0', 'exit 0'],
  ['kill -KILL $$', 'signal KILL'],
  ['kill -SEGV $$', 'signal SEGV'],
])('a zombie tells how it ended: %s', async (body, reason) => {
  await using parent = await parentOf(body);
  const pid = Number(await parent.says());
  using sampler = new ProcessSampler();
  expect(rowOf(sampler, pid)?.state).toMatch(/[RSD]/);
  parent.process.kill('SIGSTOP');
  parent.process.stdin?.write('go\n');
  while (rowOf(sampler, pid)?.state !== 'Z');
  parent.process.kill('SIGCONT');
  expect(reasonOf(sampler, pid)).toBe(reason);
});

test.each([
  ['KILL', 0, 'ended after KILL'],
  ['HUP', 61_000, 'ended'],
  [undefined, 0, 'ended'],
])('one that we sent %s to, %i ms before', (signal, later, reason) => {
  using proc = new FakeProc();
  let now = 0;
  proc.process(7);
  using sampler = new ProcessSampler({ root: proc.root, now: () => now });
  sweep(sampler);
  sampler.expectChange(7, signal);
  sampler.expectChange(7);
  now = later;
  proc.remove('proc/7');
  expect(sweep(sampler)[0]?.reason).toBe(reason);
});

test('a signal to a thread is one to its process', () => {
  using proc = new FakeProc();
  proc.process(7, { threads: 2 });
  proc.stat('proc/7/task/7');
  proc.stat('proc/7/task/8');
  using sampler = new ProcessSampler(proc);
  sampler.want({ threads: true, shared: false, io: false });
  expect(sweep(sampler).map(({ pid }) => pid)).toEqual([7, 8]);
  sampler.expectChange(8, 'TERM');
  proc.remove('proc/7');
  expect(sweep(sampler).map(({ pid, reason }) => [pid, reason])).toEqual([[7, 'ended after TERM']]);
});

test.each([
  ['of a process that we may look into', { argsAddress: 1 }, 'exit 0'],
  ['of one that we may not', { argsAddress: 0 }, 'ended'],
  ['of a first thread that ended before the others', { argsAddress: 1, threads: 2 }, 'ended'],
])('an exit code of 0 %s', (_, stat, reason) => {
  using proc = new FakeProc();
  proc.process(7, stat);
  using sampler = new ProcessSampler({ root: proc.root, descriptors: 0 });
  sweep(sampler);
  proc.process(7, { ...stat, argsAddress: 0, state: 'Z' });
  sweep(sampler);
  proc.remove('proc/7');
  expect(sweep(sampler)[0]?.reason).toBe(reason);
});

test.each([
  ['kill 15', 'TERM'],
  [' kill  sigkill', 'KILL'],
  ['kill CONT', undefined],
  ['stop', undefined],
  ['nice 5', undefined],
])('the signal of %j that may end a process', (line, signal) => expect(endingSignal(line)).toBe(signal));
