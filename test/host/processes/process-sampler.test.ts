import { describe, expect, test } from 'vitest';
import { ProcessSampler, processesProblem } from '../../../src/host/processes/process-sampler.ts';
import { BOOTED, FakeProc } from './fake-proc.ts';
import { rowOf, sweep } from './sweep.ts';

const NONE = { threads: false, shared: false, io: false };

describe('what a process may call itself', () => {
  test.each([
    ['a bracket and fields', ') R 1 (x) Z 9', ') R 1 (x) Z 9'],
    ['lines', 'a\nb\n', 'a\nb\n'],
    ['escape sequences', '\x1b[31mred\x07', '\x1b[31mred\x07'],
    ['nothing', '', ''],
    ['other scripts', 'プロセス', 'プロセス'],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0x41, 0xc3]), '\ufffdA\ufffd'],
  ])('%s', (_, comm, name) => {
    using proc = new FakeProc();
    proc.process(7, { comm, ticks: 250, threads: 3 });
    using sampler = new ProcessSampler(proc);
    expect(rowOf(sampler, 7)).toMatchObject({ name, state: 'S', parent: 1, time: 2.5, threads: 3, memory: 3 * 4096 });
  });

  test.each([
    ['nothing', '', []],
    ['an empty argument in the middle', 'grep\0\0file\0', ['grep', '', 'file']],
    ['no zero at the end', 'nginx: worker', ['nginx: worker']],
    ['a title over longer arguments', 'title\0\0\0\0\0', ['title']],
    ['lines and escape sequences', 'a\n\x1b[2J\0b\0', ['a\n\x1b[2J', 'b']],
    ['bytes that are not UTF-8', Buffer.from([0xc3, 0x28, 0]), ['\ufffd(']],
  ])('arguments: %s', (_, cmdline, args) => {
    using proc = new FakeProc();
    proc.process(7, {}, cmdline);
    using sampler = new ProcessSampler(proc);
    expect(rowOf(sampler, 7)?.args).toEqual(args);
  });
});

test('a zombie has no arguments, a thread of the kernel is marked', () => {
  using proc = new FakeProc();
  proc.process(7, { state: 'Z' });
  proc.process(8, { flags: 0x0020_8040 }, '');
  using sampler = new ProcessSampler(proc);
  expect(rowOf(sampler, 7)).toMatchObject({ state: 'Z', args: [], kernelThread: false });
  expect(rowOf(sampler, 8)).toMatchObject({ args: [], kernelThread: true });
});

test('the start is counted from the boot', () => {
  using proc = new FakeProc();
  proc.process(7, { start: 12_345 });
  using sampler = new ProcessSampler(proc);
  proc.write('proc/stat', `btime ${BOOTED + 1}\n`);
  expect(rowOf(sampler, 7)?.startedAt).toBe(BOOTED * 1000 + 123_450);
});

test('files that vanish, are empty or make no sense are passed over', () => {
  using proc = new FakeProc();
  proc.process(7);
  proc.remove('proc/7/cmdline');
  proc.remove('proc/7/cgroup');
  proc.write('proc/8/stat', '');
  proc.write('proc/9/stat', 'nonsense\n');
  proc.write('proc/10/cmdline', 'no stat\0');
  proc.write('proc/11', 'a file');
  using sampler = new ProcessSampler(proc);
  sampler.want({ threads: true, shared: true, io: true });
  expect(sweep(sampler).map((row) => row.pid)).toEqual([7]);
  expect(rowOf(sampler, 7)).toMatchObject({ args: [], cgroup: '', shared: undefined, readRate: undefined });
});

test.each([[0], [100]])('what did not change is the very same row, with %i descriptors', (descriptors) => {
  using proc = new FakeProc();
  let now = 0;
  proc.process(7, { ticks: 10 });
  using sampler = new ProcessSampler({ root: proc.root, now: () => now, descriptors });
  const first = rowOf(sampler, 7);
  now = 1000;
  expect(rowOf(sampler, 7)).toBe(first);
  now = 2000;
  proc.process(7, { ticks: 60 });
  expect(rowOf(sampler, 7)).toMatchObject({ cpu: 0.5, time: 0.6 });
  now = 3000;
  const idle = rowOf(sampler, 7);
  expect(idle).toMatchObject({ cpu: 0, time: 0.6 });
  now = 4000;
  expect(rowOf(sampler, 7)).toBe(idle);
});

test('CPU is never more than there are threads', () => {
  using proc = new FakeProc();
  let now = 0;
  proc.process(7, { threads: 2 });
  using sampler = new ProcessSampler({ root: proc.root, now: () => now });
  sweep(sampler);
  now = 10;
  proc.process(7, { threads: 2, ticks: 4 });
  expect(rowOf(sampler, 7)?.cpu).toBe(2);
});

test('a process that began since the last sweep counts from its start; one that was overlooked does not', () => {
  using proc = new FakeProc();
  let now = 0;
  proc.process(7, { start: 99_000, ticks: 100 });
  using sampler = new ProcessSampler({ root: proc.root, now: () => now });
  expect(rowOf(sampler, 7)?.cpu).toBe(0);
  now = 2000;
  proc.process(8, { start: 99_900, ticks: 50 });
  proc.process(9, { start: 90_000, ticks: 50 });
  const rows = sweep(sampler);
  expect(rows.find((row) => row.pid === 8)?.cpu).toBe(0.5);
  expect(rows.find((row) => row.pid === 9)?.cpu).toBe(0);
});

test('one that ended stays for a while, marked', () => {
  using proc = new FakeProc();
  let now = 0;
  proc.process(7, { ticks: 10 });
  using sampler = new ProcessSampler({ root: proc.root, now: () => now, lingerMs: 3000 });
  const alive = rowOf(sampler, 7);
  proc.remove('proc/7');
  now = 1000;
  const [ended] = sweep(sampler);
  expect(ended).toEqual({ ...alive, state: 'X', cpu: 0, reason: 'ended', endedAt: expect.any(Number) });
  expect(sampler.complete(ended!, { shared: true, io: true })).toBe(ended);
  now = 3999;
  expect(sweep(sampler)[0]).toBe(ended);
  now = 4000;
  expect(sweep(sampler)).toEqual([]);
});

describe('commands, users and groups', () => {
  test('are read again when the name or the place of the arguments changes', () => {
    using proc = new FakeProc();
    proc.process(7, { argsAddress: 1 });
    using sampler = new ProcessSampler(proc);
    sweep(sampler);
    proc.process(7, { argsAddress: 1, ticks: 1 }, 'other\0');
    expect(rowOf(sampler, 7)?.args).toEqual(['sh', '-c', 'true']);
    proc.process(7, { argsAddress: 2 }, 'sh\0again\0');
    expect(rowOf(sampler, 7)?.args).toEqual(['sh', 'again']);
    proc.process(7, { argsAddress: 2, comm: 'ls' }, 'ls\0');
    expect(rowOf(sampler, 7)).toMatchObject({ name: 'ls', args: ['ls'] });
  });

  test('are read again within 90 s, not all at once, and are the very same row if nothing changed', () => {
    using proc = new FakeProc();
    let now = 0;
    for (let pid = 1; pid <= 64; pid++) proc.process(pid);
    using sampler = new ProcessSampler({ root: proc.root, now: () => now });
    const first = sweep(sampler);
    for (let pid = 2; pid <= 64; pid++) proc.write(`proc/${pid}/cgroup`, '0::/new\n');
    const moved = () => sweep(sampler).filter((row) => row.cgroup === '/new').length;
    now = 44_000;
    expect(moved()).toBe(0);
    now = 60_000;
    expect(moved()).toBeGreaterThan(20);
    expect(moved()).toBeLessThan(40);
    now = 90_000;
    expect(moved()).toBe(63);
    expect(rowOf(sampler, 1)).toBe(first.find((row) => row.pid === 1));
  });

  test('a user that was added has its name from then on', () => {
    using proc = new FakeProc();
    proc.write('etc/passwd', 'nobody:x:65534:1::/:/bin/sh\n');
    proc.process(7);
    using sampler = new ProcessSampler(proc);
    expect(rowOf(sampler, 7)).toMatchObject({ uid: process.getuid?.(), user: String(process.getuid?.()) });
    proc.write('etc/passwd', `ada:x:${process.getuid?.()}:1::/:/bin/sh\nbob:x:${process.getuid?.()}:1::/:/bin/sh\n`);
    proc.process(8);
    expect(rowOf(sampler, 8)?.user).toBe('ada');
  });
});

describe('shared memory and rates', () => {
  const io = (read: number, written: number) =>
    `rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: ${read}\nwrite_bytes: ${written}\ncancelled_write_bytes: 0\n`;

  test('are there for all where they are wanted', () => {
    using proc = new FakeProc();
    let now = 0;
    proc.process(7);
    proc.write('proc/7/statm', '10 5 2 1 0 1 0\n');
    proc.write('proc/7/io', io(1000, 500));
    using sampler = new ProcessSampler({ root: proc.root, now: () => now });
    sampler.want({ threads: false, shared: true, io: true });
    expect(rowOf(sampler, 7)).toMatchObject({ shared: 8192, readRate: undefined, writeRate: undefined });
    now = 2000;
    proc.write('proc/7/io', io(5000, 500));
    expect(rowOf(sampler, 7)).toMatchObject({ readRate: 2000, writeRate: 0 });
    now = 3000;
    const idle = rowOf(sampler, 7);
    now = 4000;
    expect(rowOf(sampler, 7)).toBe(idle);
    sampler.want(NONE);
    expect(rowOf(sampler, 7)).toMatchObject({ shared: undefined, readRate: undefined });
  });

  test('are added to a row, read once in a sweep, the very same row where nothing changed', () => {
    using proc = new FakeProc();
    let now = 0;
    proc.process(7);
    proc.write('proc/7/statm', '10 5 2 1 0 1 0\n');
    proc.write('proc/7/io', io(1000, 500));
    using sampler = new ProcessSampler({ root: proc.root, now: () => now });
    const next = () => sampler.complete(rowOf(sampler, 7)!, { shared: true, io: true });
    expect(next()).toMatchObject({ shared: 8192, readRate: undefined });
    now = 1000;
    proc.write('proc/7/io', io(1000, 1500));
    const second = next();
    expect(second).toMatchObject({ shared: 8192, readRate: 0, writeRate: 1000 });
    proc.write('proc/7/io', io(9999, 9999));
    expect(sampler.complete(second, { shared: true, io: true })).toBe(second);
    now = 3000;
    proc.write('proc/7/io', io(1000, 1500));
    const third = next();
    now = 4000;
    expect(next()).toBe(third);
    const plain = rowOf(sampler, 7)!;
    expect(plain.shared).toBeUndefined();
    expect(sampler.complete({ ...plain, startedAt: 1 }, { shared: true, io: true }).shared).toBeUndefined();
  });
});

test('threads are rows of their own where they are wanted, without the first, which the process is', () => {
  using proc = new FakeProc();
  let now = 0;
  proc.process(
    7,
    { threads: 3 },
    'node\0',
    '0::/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n',
  );
  for (const tid of [7, 70, 71]) proc.stat(`proc/7/task/${tid}`, { comm: `thread ${tid}`, threads: 3 });
  using sampler = new ProcessSampler({ root: proc.root, now: () => now });
  expect(sweep(sampler).map((row) => row.pid)).toEqual([7]);
  sampler.want({ ...NONE, threads: true });
  const rows = sweep(sampler);
  expect(rows.map((row) => row.pid)).toEqual([7, 70, 71]);
  expect(rows[1]).toMatchObject({ thread: true, parent: 7, name: 'thread 70', args: ['node'], threads: 1 });
  expect(rows[1]?.container).toBe('0123456789ab');
  now = 10;
  proc.stat('proc/7/task/70', { comm: 'thread 70', ticks: 3 });
  proc.remove('proc/7/task/71');
  expect(sweep(sampler).map(({ pid, cpu }) => [pid, cpu])).toEqual([
    [7, 0],
    [70, 1],
  ]);
  sampler.want(NONE);
  expect(sweep(sampler).map((row) => row.pid)).toEqual([7]);
});

test('keys may come through after each slice, and a sweep that is not finished does no harm', () => {
  using proc = new FakeProc();
  for (let pid = 1; pid <= 450; pid++) proc.process(pid);
  using sampler = new ProcessSampler(proc);
  const slices = sampler.sweep();
  expect([slices.next().done, slices.next().done, slices.next().done]).toEqual([false, false, true]);
  const cut = sampler.sweep();
  cut.next();
  cut.return([]);
  expect(sweep(sampler)).toHaveLength(450);
});

describe('where nothing can be read', () => {
  test('this machine has a /proc', () => expect(processesProblem()).toBeUndefined());

  test('it is said why', () => {
    using proc = new FakeProc();
    expect(processesProblem('/nowhere')).toBe('/proc is not mounted here: mount -t proc proc /proc');
    proc.process(7);
    expect(processesProblem(proc.root)).toMatch(/does not show us processes.*hidepid/);
    using sampler = new ProcessSampler({ root: '/nowhere' });
    expect(sweep(sampler)).toEqual([]);
    expect(sampler.details(1, 0)).toBeUndefined();
  });
});

test('a quick sweep reads a screenful, and what is seen of it is whole; the next one reads all', () => {
  using proc = new FakeProc();
  for (let pid = 1; pid <= 300; pid++) proc.process(pid, {}, `program\0${pid}\0`);
  using sampler = new ProcessSampler(proc);
  const quick = sampler.sweep(true).next().value ?? [];
  expect(quick).toHaveLength(150);
  const [first] = quick;
  if (first === undefined) throw new Error('nothing was read');
  expect(first.args).toEqual([]);
  expect(sampler.complete(first, { shared: false, io: false }).args).toEqual(['program', '1']);
  expect(sweep(sampler)).toHaveLength(300);
  expect(rowOf(sampler, 300)?.args).toEqual(['program', '300']);
});
