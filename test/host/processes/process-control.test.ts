import type { SpawnOptions } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { describe, expect, test } from 'vitest';
import { controlProcess } from '../../../src/host/processes/process-control.ts';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { UserNames } from '../../../src/host/processes/user-names.ts';
import { Child, IS_ROOT, NOBODY, STRANGER, withoutRights } from './children.ts';
import { FakeProc } from './fake-proc.ts';
import { rowOf } from './sweep.ts';

/** Takes every process for the one that is meant. */
const BLIND = { proc: { path: '/proc', users: new UserNames('') }, presence: () => 'there' as const };

/** Obeys a line for a process that is there. */
function control(pid: number, line: string): string {
  using sampler = new ProcessSampler();
  return controlProcess(sampler, pid, rowOf(sampler, pid)?.startedAt ?? 0, line);
}

test.each([
  ['kill TERM', 'SIGTERM', 'sent TERM'],
  ['kill 15', 'SIGTERM', 'sent TERM'],
  ['kill sigkill', 'SIGKILL', 'sent KILL'],
  [' kill  IOT ', 'SIGABRT', 'sent ABRT'],
  ['kill USR2', 'SIGUSR2', 'sent USR2'],
])('%s', async (line, signal, said) => {
  await using child = await Child.sleep();
  expect(control(child.pid, line)).toBe(`${said} to ${child.pid} (sleep)`);
  expect(await child.ended()).toBe(signal);
});

test('stop and cont', async () => {
  await using child = await Child.sleep();
  using sampler = new ProcessSampler();
  const { startedAt } = rowOf(sampler, child.pid)!;
  const state = (wanted: RegExp) => {
    let row = rowOf(sampler, child.pid);
    while (!wanted.test(row?.state ?? 'X')) row = rowOf(sampler, child.pid);
    return row?.state;
  };
  expect(controlProcess(sampler, child.pid, startedAt, 'stop')).toBe(`sent STOP to ${child.pid} (sleep)`);
  expect(state(/[TX]/)).toBe('T');
  expect(controlProcess(sampler, child.pid, startedAt, 'cont')).toBe(`sent CONT to ${child.pid} (sleep)`);
  expect(state(/[SX]/)).toBe('S');
});

test('nice is set, raised to the end of the scale, and told', async () => {
  await using child = await Child.sleep();
  expect(control(child.pid, 'nice 5')).toBe(`nice 5 for ${child.pid} (sleep), was 0`);
  expect(control(child.pid, 'nice +1')).toBe(`nice 6 for ${child.pid} (sleep), was 5`);
  expect(control(child.pid, 'nice +99')).toBe(`nice 19 for ${child.pid} (sleep), was 6`);
  expect(control(child.pid, 'nice +1')).toBe(`${child.pid} (sleep) has nice 19 already`);
  expect(getPriority(child.pid)).toBe(19);
});

test.runIf(IS_ROOT)('root may lower nice', async () => {
  await using child = await Child.sleep();
  control(child.pid, 'nice -1');
  expect(getPriority(child.pid)).toBe(-1);
});

test('nice is that of all threads; of one, if that is named', async () => {
  await using child = await Child.start(process.execPath, ['-e', "console.log('on'); setInterval(() => 0, 1e6)"]);
  await child.says();
  const tids = () => readdirSync(`/proc/${child.pid}/task`).map(Number);
  control(child.pid, 'nice 3');
  expect(new Set(tids().map((tid) => getPriority(tid)))).toEqual(new Set([3]));
  const last = Math.max(...tids());
  using sampler = new ProcessSampler();
  sampler.want({ threads: true, shared: false, io: false });
  const row = rowOf(sampler, last)!;
  expect(row.thread).toBe(true);
  controlProcess(sampler, last, row.startedAt, 'nice 7');
  expect(tids().filter((tid) => getPriority(tid) === 7)).toEqual([last]);
});

/** A process of several threads. */
async function threaded(options?: SpawnOptions): Promise<{ child: Child; tids: readonly number[]; name: string }> {
  const script = "console.log('on'); setInterval(() => 0, 1e6)";
  const child = await Child.start(process.execPath, ['-e', script], options);
  await child.says();
  const tids = readdirSync(`/proc/${child.pid}/task`).map(Number);
  using sampler = new ProcessSampler();
  return { child, tids, name: rowOf(sampler, child.pid)!.name };
}

test('a step is one from the level of each thread', async () => {
  const { child, tids, name } = await threaded();
  await using _ = child;
  for (const [index, tid] of tids.entries()) setPriority(tid, index);
  const most = tids.length - 1;
  expect(control(child.pid, 'nice +1')).toBe(`nice 1 to ${most + 1} for ${child.pid} (${name}), was 0 to ${most}`);
  expect(tids.map((tid) => getPriority(tid))).toEqual(tids.map((_, index) => index + 1));
  control(child.pid, 'nice +15');
  expect(tids.map((tid) => getPriority(tid))).toEqual(tids.map((_, index) => Math.min(19, index + 16)));
  expect(control(child.pid, 'renice 19')).toBe(
    `nice 19 for ${child.pid} (${name}), was 16 to ${Math.min(19, most + 16)}`,
  );
  expect(control(child.pid, 'nice +1')).toBe(`${child.pid} (${name}) has nice 19 already`);
});

test('a signal to a thread says which process it reaches', async () => {
  const { child, tids, name } = await threaded();
  await using _ = child;
  const last = Math.max(...tids);
  using sampler = new ProcessSampler();
  sampler.want({ threads: true, shared: false, io: false });
  const { startedAt } = rowOf(sampler, last)!;
  expect(controlProcess(sampler, last, startedAt, 'kill TERM')).toBe(
    `sent TERM to ${child.pid} (${name}), of which ${last} is a thread`,
  );
  expect(await child.ended()).toBe('SIGTERM');
});

test('names are read where the sampler reads', async () => {
  await using child = await Child.sleep();
  using proc = new FakeProc();
  proc.process(child.pid);
  proc.write(`proc/${child.pid}/comm`, 'other\n');
  using sampler = new ProcessSampler(proc);
  const { startedAt } = rowOf(sampler, child.pid)!;
  expect(controlProcess(sampler, child.pid, startedAt, 'cont')).toBe(`sent CONT to ${child.pid} (other)`);
});

describe('what is not obeyed', () => {
  test.each([
    ['', /processes know kill, renice, nice, stop, cont \(EINVAL\)/],
    ['reniec 5', /reniec 5: processes know kill, renice, nice, stop, cont \(EINVAL\)/],
    ['renice 20', /the levels are -20 to 19/],
    ['renice many', /the levels are -20 to 19/],
    ['kill', /the form is kill SIGNAL \(EINVAL\)/],
    ['kill TERM now', /the form is kill SIGNAL \(EINVAL\)/],
    ['stop it', /the form is stop \(EINVAL\)/],
    ['kill FOO', /signal FOO: the signals are HUP=1 INT=2 .*TERM=15 .*WINCH=28 .*\(EINVAL\)/],
    ['kill 0', /signal 0: the signals are/],
    ['kill -9', /signal -9: the signals are/],
    ['kill 999', /signal 999: the signals are/],
    ['nice', /the form is nice N, nice \+N or nice -N \(EINVAL\)/],
    ['nice low', /nice low: a level is -20 to 19, or \+N or -N from the present one \(EINVAL\)/],
    ['nice 20', /nice 20: the levels are -20 to 19 \(EINVAL\)/],
  ])('%j', async (line, message) => {
    await using child = await Child.sleep();
    expect(() => control(child.pid, line)).toThrow(message);
    expect(getPriority(child.pid)).toBe(0);
    expect(child.process.exitCode).toBeNull();
  });

  test.each([[0], [-1], [1.5], [Number.NaN]])('PID %d, which would mean others', (pid) => {
    expect(() => controlProcess(BLIND, pid, 0, 'kill WINCH')).toThrow(/a PID is a number from 1 \(EINVAL\)/);
  });

  test('a process that has ended', async () => {
    await using child = await Child.sleep();
    using sampler = new ProcessSampler();
    const { startedAt } = rowOf(sampler, child.pid)!;
    await child.kill();
    for (const line of ['kill TERM', 'nice 5', 'stop', 'cont'])
      expect(() => controlProcess(sampler, child.pid, startedAt, line)).toThrow(/it has ended.* \(ESRCH\)/);
  });

  test('a process that ends between the question and the signal', async () => {
    await using child = await Child.sleep();
    await child.kill();
    for (const line of ['kill TERM', 'nice 5'])
      expect(() => controlProcess(BLIND, child.pid, 0, line)).toThrow(/it has ended.* \(ESRCH\)/);
  });

  test('a process of somebody else', async () => {
    await using child = await Child.sleep(IS_ROOT ? { uid: STRANGER } : {});
    const pid = IS_ROOT ? child.pid : 1;
    const whose = IS_ROOT ? String(STRANGER) : 'root';
    for (const [line, hint] of [
      ['kill WINCH', 'signals go to processes of the same user, and from root'],
      ['nice 19', 'nice is for processes of the same user, and for root'],
    ] as const)
      expect(() => withoutRights(() => control(pid, line))).toThrow(
        new RegExp(`${pid} .*: you are user \\S+, it belongs to ${whose}; ${hint} \\(EPERM\\)`),
      );
  });

  test('a lower nice level, without rights', async () => {
    await using child = await Child.sleep(IS_ROOT ? { uid: 65_534 } : {});
    setPriority(child.pid, 5);
    expect(() => withoutRights(() => control(child.pid, 'nice 0'))).toThrow(
      /from nice 5 to 0: lowering nice needs root or CAP_SYS_NICE \(EPERM\)/,
    );
    expect(getPriority(child.pid)).toBe(5);
  });

  test('a level that one thread may not be given is given to none', async () => {
    const { child, tids } = await threaded(IS_ROOT ? { uid: NOBODY } : {});
    await using _ = child;
    const last = Math.max(...tids);
    setPriority(last, 5);
    expect(() => withoutRights(() => control(child.pid, 'renice 3'))).toThrow(
      /from nice 5 to 3: lowering nice needs root or CAP_SYS_NICE \(EPERM\)/,
    );
    expect(tids.map((tid) => getPriority(tid))).toEqual(tids.map((tid) => (tid === last ? 5 : 0)));
  });

  test('names in messages cannot control the terminal', async () => {
    await using child = await Child.start('sh', ['-c', "printf '\\033[2Jx' > /proc/$$/comm; echo set; read end"]);
    await child.says();
    expect(control(child.pid, 'cont')).toBe(`sent CONT to ${child.pid} (?[2Jx)`);
  });
});
