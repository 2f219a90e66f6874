import { readdirSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { Child, IS_ROOT, STRANGER, withoutRights } from './children.ts';
import { rowOf, sweep } from './sweep.ts';

test('this very process is read like any other', () => {
  using sampler = new ProcessSampler();
  const row = rowOf(sampler, process.pid);
  expect(row).toMatchObject({ parent: process.ppid, uid: process.geteuid?.(), thread: false, kernelThread: false });
  expect(row?.args.length).toBeGreaterThan(0);
  expect(row?.memory).toBeGreaterThan(10e6);
  expect(Math.abs((row?.startedAt ?? 0) - performance.timeOrigin)).toBeLessThan(3_000);
});

test('an idle process keeps its row; when it is gone, the row says so', async () => {
  await using child = await Child.sleep();
  using sampler = new ProcessSampler();
  let row = rowOf(sampler, child.pid);
  // It may still be loading its libraries.
  for (let next = rowOf(sampler, child.pid); next !== row; next = rowOf(sampler, child.pid)) row = next;
  expect(row).toMatchObject({ name: 'sleep', args: ['sleep', '1000'], parent: process.pid, state: 'S', cpu: 0 });
  expect(sampler.presence(child.pid, row!.startedAt)).toBe('there');
  expect(sampler.presence(child.pid, row!.startedAt + 10)).toBe('gone');
  await child.kill();
  expect(sampler.presence(child.pid, row!.startedAt)).toBe('gone');
  expect(sampler.details(child.pid, row!.startedAt)).toBeUndefined();
  expect(sweep(sampler).find(({ pid }) => pid === child.pid)).toMatchObject({
    name: 'sleep',
    state: 'X',
    reason: 'ended',
  });
});

test('an exec is seen at once', async () => {
  await using child = await Child.start('sh', ['-c', 'echo ready; read go; exec sleep 1000']);
  await child.says();
  using sampler = new ProcessSampler();
  const before = rowOf(sampler, child.pid);
  expect(before).toMatchObject({ name: 'sh', args: ['sh', '-c', 'echo ready; read go; exec sleep 1000'] });
  child.process.stdin?.write('go\n');
  let after = before;
  while (after?.name === 'sh') after = rowOf(sampler, child.pid);
  expect(after).toMatchObject({ name: 'sleep', args: ['sleep', '1000'], startedAt: before?.startedAt });
});

test('a process that computes uses most of a core, and its threads are told apart', async () => {
  const spin = 'const end = performance.now() + 60_000; while (performance.now() < end);';
  const code = `new (require('worker_threads').Worker)(${JSON.stringify(spin)}, { eval: true }).on('online', () => console.log('on'))`;
  await using child = await Child.start(process.execPath, ['-e', code]);
  await child.says();
  using sampler = new ProcessSampler();
  sampler.want({ threads: true, shared: false, io: false });
  const first = rowOf(sampler, child.pid);
  let later = first;
  while ((later?.time ?? 0) < (first?.time ?? 0) + 0.2) later = rowOf(sampler, child.pid);
  const threads = sweep(sampler).filter((row) => row.thread && row.parent === child.pid);
  expect(threads).toHaveLength(later!.threads - 1);
  const total = threads.reduce((sum, row) => sum + row.time, 0);
  expect(Math.max(...threads.map((row) => row.time))).toBeGreaterThan(0.5 * total);
  expect(new Set(threads.map((row) => row.args.length))).toEqual(new Set([3]));
});

test('a process that was killed and not yet reaped is a zombie', async () => {
  const script = 'sleep 1000 & echo $!; exec sleep 1000';
  await using parent = await Child.start('sh', ['-c', script]);
  const pid = Number(await parent.says());
  using sampler = new ProcessSampler();
  while ([parent.pid, pid].some((one) => rowOf(sampler, one)?.name !== 'sleep'));
  process.kill(pid, 'SIGKILL');
  let row = rowOf(sampler, pid);
  while (row?.state !== 'Z') row = rowOf(sampler, pid);
  expect(row).toMatchObject({ args: [], memory: 0, name: 'sleep', reason: undefined });
});

test('shared memory and rates are added to a row', async () => {
  await using child = await Child.sleep();
  using sampler = new ProcessSampler();
  const complete = () => sampler.complete(rowOf(sampler, child.pid)!, { shared: true, io: true });
  // A program that has only just begun may share nothing yet.
  await expect.poll(() => complete().shared).toBeGreaterThan(0);
  const next = complete();
  expect(next).toMatchObject({ readRate: expect.any(Number), writeRate: 0 });
});

test.runIf(IS_ROOT)('input and output of others is not for us, and all else is there', async () => {
  await using child = await Child.sleep({ uid: STRANGER });
  const { row, next } = withoutRights(() => {
    using sampler = new ProcessSampler();
    sampler.want({ threads: true, shared: true, io: true });
    return { row: rowOf(sampler, child.pid), next: rowOf(sampler, child.pid) };
  });
  expect(row).toMatchObject({ uid: STRANGER, user: String(STRANGER), name: 'sleep', readRate: undefined });
  expect(row?.shared).toBeGreaterThan(0);
  expect(next?.readRate).toBeUndefined();
});

test('no more descriptors are kept than are allowed, and all are given back', () => {
  const kept = () =>
    readdirSync('/proc/self/fd').filter((fd) => /\/\d+\/stat$/.test(linkOf(`/proc/self/fd/${fd}`))).length;
  const before = kept();
  {
    using sampler = new ProcessSampler({ descriptors: 2 });
    sweep(sampler);
    expect(kept()).toBe(before + 2);
  }
  expect(kept()).toBe(before);
});

test('hammer: processes come and go while they are read', async () => {
  const script = 'i=0; while [ $i -lt 300 ]; do (exec true) & i=$((i+1)); done; wait; echo done';
  await using child = await Child.start('sh', ['-c', script]);
  using sampler = new ProcessSampler({ lingerMs: 0 });
  sampler.want({ threads: true, shared: true, io: true });
  let done = false;
  const said = child.says().then(() => {
    done = true;
  });
  while (!done) {
    for (const row of sweep(sampler)) sampler.details(row.pid, row.startedAt + (row.pid % 2));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await said;
  await child.ended();
  expect(rowOf(sampler, child.pid)).toBeUndefined();
});

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // The descriptor of the listing itself.
    return '';
  }
}
