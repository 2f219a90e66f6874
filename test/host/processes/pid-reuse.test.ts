import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { HostProcess } from '../../../src/host/processes/host-process.ts';
import { controlProcess } from '../../../src/host/processes/process-control.ts';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { Child } from './children.ts';
import { FakeProc } from './fake-proc.ts';
import { rowOf, sweep } from './sweep.ts';
import { canSteer, startAs } from './used-again.ts';

/** Two processes with one PID, of different ticks: the sampler saw the first, the second lives. */
async function useAgain(sampler: ProcessSampler): Promise<{ old: HostProcess; second: Child }> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const first = await Child.sleep();
    const old = rowOf(sampler, first.pid);
    await first.kill();
    const second = await startAs(first.pid, 20);
    using other = new ProcessSampler();
    const began = rowOf(other, second?.pid)?.startedAt;
    if (old !== undefined && second !== undefined && began !== old.startedAt) return { old, second };
    await second?.kill();
  }
  throw new Error('others took every PID that was tried');
}

const POSSIBLE = canSteer();

test.runIf(POSSIBLE).each([[0], [1000]])(
  'a PID that is used again means another process, with %i descriptors kept',
  async (descriptors) => {
    using sampler = new ProcessSampler({ descriptors });
    const { old, second: child } = await useAgain(sampler);
    await using second = child;

    const control = (line: string) => () => controlProcess(sampler, old.pid, old.startedAt, line);
    for (const line of ['kill KILL', 'stop', 'nice 19'])
      expect(control(line)).toThrow(/it has ended, and its PID is that of another process now, sleep \(ESRCH\)/);
    expect(sampler.presence(old.pid, old.startedAt)).toBe('gone');
    expect(sampler.details(old.pid, old.startedAt)).toBeUndefined();

    const rows = sweep(sampler).filter((row) => row.pid === old.pid);
    expect(rows.map(({ reason, args }) => [reason, args[1]])).toEqual([
      [undefined, '2000'],
      ['ended', '1000'],
    ]);
    expect(rows[0]?.startedAt).toBeGreaterThan(old.startedAt);
    expect(rows[1]?.startedAt).toBe(old.startedAt);
    expect(control('kill KILL')).toThrow(/ESRCH/);
    expect(sampler.details(old.pid, old.startedAt)).toBeUndefined();
    expect(sampler.details(old.pid, rows[0]!.startedAt)?.args).toEqual(['sleep', '2000']);
    expect(rows[0]).toMatchObject({ nice: 0 });
    expect(second.process.signalCode).toBeNull();
  },
);

test.runIf(POSSIBLE)('two in the same tick of the kernel are told apart by the descriptor', async ({ skip }) => {
  for (let attempt = 0; attempt < 100; attempt++) {
    using proc = new FakeProc();
    await using first = await Child.sleep();
    mkdirSync(`${proc.root}/proc/self`);
    proc.link(`proc/${first.pid}`);
    using sampler = new ProcessSampler(proc);
    const old = rowOf(sampler, first.pid)!;
    await first.kill();
    await using second = await startAs(first.pid, 1);
    if (second === undefined) continue;
    using other = new ProcessSampler(proc);
    if (rowOf(other, old.pid)?.startedAt !== old.startedAt) continue;

    expect(sampler.presence(old.pid, old.startedAt)).toBe('gone');
    const row = rowOf(sampler, old.pid);
    expect(row?.startedAt).toBe(old.startedAt + 1);
    expect(row?.args).toEqual(['sleep', '2000']);
    expect(sampler.presence(old.pid, old.startedAt)).toBe('gone');
    expect(sampler.presence(old.pid, old.startedAt + 1)).toBe('there');
    expect(() => controlProcess(sampler, old.pid, old.startedAt, 'kill KILL')).toThrow(/ESRCH/);
    return;
  }
  skip('no two processes with the same PID began within 10 ms');
});
