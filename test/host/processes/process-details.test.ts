import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProcessDetails } from '../../../src/host/processes/process-details.ts';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { Child, IS_ROOT, STRANGER, withoutRights } from './children.ts';
import { rowOf } from './sweep.ts';

function detailsOf(pid: number): ProcessDetails | undefined {
  using sampler = new ProcessSampler();
  return sampler.details(pid, rowOf(sampler, pid)?.startedAt ?? 0);
}

test('all about a process', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'wasitop-details-'));
  const script = "trap '' USR1; trap : USR2; exec 7>out; ulimit -Sn 77; echo on; read end";
  try {
    await using child = await Child.start('sh', ['-c', script], { cwd, env: { A: 'x=y\n', B: '' } });
    await child.says();
    const details = detailsOf(child.pid);
    expect(details).toMatchObject({
      args: ['sh', '-c', script],
      exe: expect.stringMatching(/\/\w+$/),
      cwd,
      env: expect.arrayContaining(['A=x=y\n', 'B=']),
      files: expect.arrayContaining([
        { fd: 0, target: expect.stringMatching(/^(socket|pipe):\[\d+\]$/) },
        { fd: 7, target: `${cwd}/out` },
      ]),
      limits: expect.arrayContaining([
        { name: 'open files', soft: '77', hard: expect.stringMatching(/^\d+$/), unit: 'files' },
        { name: 'cpu time', soft: 'unlimited', hard: 'unlimited', unit: 'seconds' },
        { name: 'nice priority', soft: expect.any(String), hard: expect.any(String), unit: '' },
      ]),
      threads: [{ tid: child.pid, name: 'sh', state: 'S', cpuTime: expect.any(Number) }],
      signals: { pending: [], blocked: [], ignored: ['USR1'], caught: expect.arrayContaining(['USR2']) },
      memory: expect.arrayContaining([{ name: 'resident', bytes: expect.any(Number) }]),
      oomScore: expect.any(Number),
      contextSwitches: { voluntary: expect.any(Number), involuntary: expect.any(Number) },
      io: { writtenByCalls: expect.any(Number), readCalls: expect.any(Number) },
    });
    expect(details?.fileCount).toBe(details?.files.length);
    expect(details?.cgroup).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+:.*:\//)]));
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

test('a signal that waits', async () => {
  await using child = await Child.sleep();
  child.process.kill('SIGSTOP');
  using sampler = new ProcessSampler();
  while (rowOf(sampler, child.pid)?.state !== 'T');
  child.process.kill('SIGTERM');
  expect(detailsOf(child.pid)?.signals).toMatchObject({ pending: ['TERM'] });
});

test('many files are counted, and a thousand are shown', async () => {
  const code =
    "for (let i = 0; i < 1200; i++) require('fs').openSync('/dev/null'); console.log('on'); setInterval(() => 0, 1e6)";
  await using child = await Child.start(process.execPath, ['-e', code]);
  await child.says();
  const details = detailsOf(child.pid);
  expect(details?.files).toHaveLength(1000);
  expect(details?.fileCount).toBeGreaterThan(1200);
  expect(details?.threads.length).toBeGreaterThan(1);
});

test.runIf(IS_ROOT)('what is not for us says so, and the rest is there', async () => {
  await using child = await Child.sleep({ uid: STRANGER });
  expect(withoutRights(() => detailsOf(child.pid))).toMatchObject({
    args: ['sleep', '1000'],
    exe: 'permission denied (EACCES)',
    cwd: 'permission denied (EACCES)',
    env: 'permission denied (EACCES)',
    files: 'permission denied (EACCES)',
    fileCount: 'permission denied (EACCES)',
    io: 'permission denied (EACCES)',
    memory: expect.arrayContaining([{ name: 'resident at most', bytes: expect.any(Number) }]),
  });
});

test('a thread of the kernel has little', () => {
  using sampler = new ProcessSampler();
  const row = rowOf(sampler, 2);
  if (row?.kernelThread !== true) return;
  expect(row.args).toEqual([]);
  expect(detailsOf(2)).toMatchObject({
    args: [],
    memory: 'it has no memory of its own',
    exe: expect.stringMatching(/there is none \(ENOENT\)|permission denied/),
  });
});
