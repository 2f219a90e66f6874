import { expect, test } from 'vitest';
import { EndedRows } from '../../../src/host/processes/ended-rows.ts';
import type { HostProcess } from '../../../src/host/processes/host-process.ts';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { rowOf } from './sweep.ts';

/** What a row of this very process looks like. */
const ROW = ownRow();

test('what it did last is over; how much it had stays', () => {
  const rows = new EndedRows(1000);
  rows.add({ ...ROW, cpu: 0.5, memory: 4096, readRate: 10, writeRate: undefined }, 'exit 3', 0);
  expect(rows.rows(0)).toMatchObject([
    { state: 'X', cpu: 0, memory: 4096, readRate: 0, writeRate: undefined, reason: 'exit 3' },
  ]);
});

test('they go in the order in which they came', () => {
  const rows = new EndedRows(1000);
  rows.add({ ...ROW, pid: 9 }, 'ended', 0);
  rows.add({ ...ROW, pid: 7 }, 'ended', 500);
  expect(rows.rows(999).map(({ pid }) => pid)).toEqual([9, 7]);
  expect(rows.rows(1000).map(({ pid }) => pid)).toEqual([7]);
  expect(rows.has(9, ROW.startedAt)).toBe(false);
  expect(rows.has(7, ROW.startedAt)).toBe(true);
  expect(rows.has(7, ROW.startedAt + 1)).toBe(false);
});

test('hammer: 20,000 of them within an hour are asked for quickly, and 2,000 stay', () => {
  const rows = new EndedRows(3_600_000);
  const before = performance.now();
  for (let pid = 1; pid <= 20_000; pid++) {
    expect.soft(rows.has(pid, ROW.startedAt)).toBe(false);
    rows.add({ ...ROW, pid }, 'ended', pid);
  }
  expect(performance.now() - before).toBeLessThan(2_000);
  const stay = rows.rows(20_000).map(({ pid }) => pid);
  expect([stay.length, stay[0], stay.at(-1)]).toEqual([2_000, 18_001, 20_000]);
  expect(rows.has(18_000, ROW.startedAt)).toBe(false);
});

function ownRow(): HostProcess {
  using sampler = new ProcessSampler();
  return rowOf(sampler, process.pid)!;
}
