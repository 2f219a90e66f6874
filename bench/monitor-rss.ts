import { setTimeout as delay } from 'node:timers/promises';
import { median } from './figures.ts';
import { Crowd } from './load/crowd.ts';
import { type Monitor, OURS, peersHere } from './monitor/monitors.ts';
import { peerFigure } from './monitor/peer-figure.ts';
import { RunningMonitor, TemporaryHome } from './monitor/running-monitor.ts';
import { atMost, type BenchOptions, besides, type Row } from './row.ts';

/** Percent that the collector's ups and downs explain. */
const MOST_GROWTH = 5;

/** Readings of a memory, of which the last tenth is what it ends with. */
const READINGS = 100;

/**
 * Resident megabytes of the whole session after ten minutes, beside gtop's; and the percent by which they grew over the last five. Both run
 * at the same time.
 */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const peers = peersHere(['gtop']);
  await using _crowd = await Crowd.of(short ? 200 : 2_000);
  const [ours = [], ...theirs] = await residents([OURS, ...peers], short ? 20 : 600);
  const end = tenth(ours, 9);
  const rows = [atMost('growth', '%', 100 * (end / tenth(ours, 5) - 1), MOST_GROWTH)];
  for (const [index, { name }] of peers.entries()) {
    const value = await peerFigure(name, async () => tenth(theirs[index] ?? [], 9));
    if (value !== undefined) rows.unshift(besides(name, 'MB', end, { name, value }, 1));
  }
  return rows;
}

/** What each of them has resident, read so often over so many seconds. */
async function residents(monitors: readonly Monitor[], seconds: number): Promise<number[][]> {
  await using stack = new AsyncDisposableStack();
  const running = monitors.map((monitor) => stack.use(new RunningMonitor(monitor, stack.use(new TemporaryHome()))));
  const readings: number[][] = running.map(() => []);
  for (let reading = 0; reading < READINGS; reading++) {
    await delay((seconds * 1_000) / READINGS);
    for (const [index, { usage }] of running.entries()) readings[index]?.push(usage.resident);
  }
  return readings;
}

/** The middle one of a tenth of the readings, counted from 0. @throws where it was gone by then */
function tenth(readings: readonly number[], index: number): number {
  const resident = median(readings.slice((index * READINGS) / 10, ((index + 1) * READINGS) / 10));
  if (resident === 0) throw new Error('it ended before its memory was read');
  return resident;
}
