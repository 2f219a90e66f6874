import { expect, test } from 'vitest';
import { Histories } from '../../../src/monitor/data/history/histories.ts';
import { keyOf, type Row } from '../../../src/monitor/data/row.ts';
import { processOf, rowOf, snapshotOf } from '../../components/fake-source.ts';

const BEGIN = 1_000_000_000;

/** Seconds of a machine whose rows are made for each of them. */
function remembered(seconds: number, rows: (second: number) => readonly Row[], histories = new Histories()): Histories {
  for (let second = 0; second < seconds; second++) {
    const all = rows(second);
    const tasks = all.filter((row) => row.kind === 'task');
    const processes = all.filter((row) => row.kind === 'process');
    const host = { rows: processes, problem: undefined };
    const busy = second % 100 === 50 ? 1 : 0;
    const { machine } = snapshotOf([]);
    const picture = { host, machine: { ...machine, cores: [busy] }, time: BEGIN + second * 1_000 };
    histories.record(snapshotOf(tasks, picture));
  }
  return histories;
}

const at = (second: number) => BEGIN + second * 1_000;
const figures = ({ pid, cpu, memory, state }: Row) => ({ pid, cpu, memory, state });

test('ten minutes are remembered by the second', () => {
  const task = (second: number) => rowOf({ pid: 2, cpu: (second % 10) / 10, memory: second, state: 'R' });
  const histories = remembered(900, (second) => [task(second)]);
  for (const second of [899, 700, 301]) {
    const [row] = histories.at(at(second)).tasks;
    expect(row?.cpu).toBeCloseTo((second % 10) / 10);
    expect(row).toMatchObject({ memory: second, state: 'R', reason: undefined });
  }
  expect(histories.of(task(899))?.figureBefore('memory', at(899), 3)).toEqual([897, 898, 899]);
});

test('an hour is remembered in steps of ten seconds, with the CPU of all of each', () => {
  const used = (second: number) => Math.floor(second / 20) * 10 + Math.min(10, second % 20);
  const process = (second: number) => processOf({ pid: 7, time: used(second), cpu: second % 20 < 10 ? 1 : 0 });
  const histories = remembered(4_000, (second) => [process(second)]);
  expect(histories.first).toBeGreaterThanOrEqual(at(390));
  expect(histories.first).toBeLessThanOrEqual(at(400));
  expect(histories.at(at(1_010)).host.rows[0]?.cpu).toBeCloseTo(1);
  expect(histories.at(at(1_020)).host.rows[0]?.cpu).toBeCloseTo(0);
});

test('a picture of the past has those who were there, and nobody else', () => {
  const rows = (second: number) => [
    processOf({ pid: 1, name: 'always' }),
    ...(second >= 10 && second < 20 ? [processOf({ pid: 50, name: 'short', cpu: 0.9, nice: 5 })] : []),
    ...(second >= 30 ? [processOf({ pid: 50, name: 'later', startedAt: at(30) })] : []),
  ];
  const histories = remembered(40, rows);
  const names = (second: number) => histories.at(at(second)).host.rows.map(({ name }) => name);
  expect([5, 15, 25, 35].map(names)).toEqual([['always'], ['always', 'short'], ['always'], ['always', 'later']]);
  expect(histories.at(at(15)).host.rows[1]).toMatchObject({ nice: 5, reason: undefined });
  expect(histories.of(processOf({ pid: 50 }))?.row.name).toBe('short');
  expect(histories.of(processOf({ pid: 50, startedAt: at(30) }))?.row.name).toBe('later');
});

test('tasks and processes with one PID are not mixed up', () => {
  const histories = remembered(5, () => [rowOf({ pid: 3, memory: 1 }), processOf({ pid: 3, memory: 2 })]);
  expect(histories.at(at(4)).tasks.map(figures)).toEqual([{ pid: 3, cpu: 0, memory: 1, state: 'S' }]);
  expect(histories.at(at(4)).host.rows.map(figures)).toEqual([{ pid: 3, cpu: 0, memory: 2, state: 'S' }]);
});

test('those that ended take no more room together than was promised, the oldest go first', () => {
  const histories = new Histories(200_000);
  remembered(2_000, (second) => [processOf({ pid: second, startedAt: at(second), cpu: Math.random() })], histories);
  expect(histories.endedBytes).toBeLessThanOrEqual(200_000);
  expect(histories.endedBytes).toBeGreaterThan(100_000);
  expect(histories.at(at(1_998)).host.rows.map(keyOf)).toContainEqual({ pid: 1_998, startedAt: at(1_998) });
  expect(histories.at(at(500)).host.rows).toEqual([]);
});

test('spikes are found before and after a moment', () => {
  const histories = remembered(300, () => []);
  expect(histories.spike(at(299), -1)).toBe(at(250));
  expect(histories.spike(at(250), -1)).toBe(at(150));
  expect(histories.spike(at(150), 1)).toBe(at(250));
  expect(histories.spike(at(250), 1)).toBeUndefined();
});

test('an idle process takes less than a kilobyte, a busy one at most 39', () => {
  const idle = processOf({ pid: 1 });
  const busy = (second: number) =>
    rowOf({ pid: 2, cpu: Math.random(), memory: second, time: second, readRate: second, callRate: second });
  const histories = remembered(4_000, (second) => [idle, busy(second)]);
  expect(histories.of(idle)?.bytes).toBeLessThan(1_024);
  expect(histories.of(busy(3_999))?.bytes).toBeLessThan(39 * 1_024);
});

test('a clock that is set back begins the past anew', () => {
  const histories = remembered(100, () => [rowOf({ pid: 2 })]);
  histories.record(snapshotOf([rowOf({ pid: 2 })], { time: BEGIN - 3_600_000 }));
  expect([histories.first, histories.last]).toEqual([BEGIN - 3_600_000, BEGIN - 3_600_000]);
});
