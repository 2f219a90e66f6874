import { setTimeout as delay } from 'node:timers/promises';
import { median } from './figures.ts';
import { Crowd } from './load/crowd.ts';
import { OURS, peersHere } from './monitor/monitors.ts';
import { RunningMonitor, TemporaryHome } from './monitor/running-monitor.ts';
import { atMost, type BenchOptions, besides, type Row } from './row.ts';

/** Percent that the collector's ups and downs explain. */
const MOST_GROWTH = 5;

/** Readings of a memory, of which the last tenth is what it ends with. */
const READINGS = 100;

/** Resident megabytes after ten minutes, beside gtop's; and the percent by which they grew over the last five. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  await using _crowd = await Crowd.of(short ? 200 : 2_000);
  await using stack = new AsyncDisposableStack();
  const monitors = [OURS, ...peersHere(['gtop'])];
  const running = monitors.map((monitor) => stack.use(new RunningMonitor(monitor, stack.use(new TemporaryHome()))));
  const readings: number[][] = running.map(() => []);
  for (let reading = 0; reading < READINGS; reading++) {
    await delay(((short ? 20 : 600) * 1_000) / READINGS);
    for (const [index, { usage }] of running.entries()) readings[index]?.push(usage.resident);
  }
  const [ours = [], theirs] = readings;
  const end = tenth(ours, 9);
  const growth = 100 * (end / tenth(ours, 5) - 1);
  const rows = [atMost('growth', '%', growth, MOST_GROWTH)];
  if (theirs !== undefined) rows.unshift(besides('gtop', 'MB', end, { name: 'gtop', value: tenth(theirs, 9) }, 1));
  return rows;
}

/** The middle one of a tenth of the readings, counted from 0. */
function tenth(readings: readonly number[], index: number): number {
  return median(readings.slice((index * READINGS) / 10, ((index + 1) * READINGS) / 10));
}
