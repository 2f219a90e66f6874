import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from './figures.ts';
import { Crowd } from './load/crowd.ts';
import { OURS } from './monitor/monitors.ts';
import { RunningMonitor, TemporaryHome } from './monitor/running-monitor.ts';
import { atMost, type BenchOptions, type Row } from './row.ts';

const MOST_MS = 33;
const MOST_PERCENT = 25;
const DOWN = '\x1b[B';
const RATE_HZ = 30;

/** Lines that the selection goes down before it goes up again: the table never scrolls. */
const WAY = 15;

/** From a key to its line on the screen, the 95th percentile; and percent of a core while Down is held. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  await using _crowd = await Crowd.of(short ? 200 : 2_000);
  using home = new TemporaryHome();
  await using monitor = new RunningMonitor(OURS, home);
  await monitor.full();
  await monitor.refreshed();
  const times = await keyTimes(monitor, short ? 30 : 200);
  return [
    atMost('monitor-key', 'ms', percentile(times, 95), MOST_MS),
    atMost('held', '%', await percentWhileHeld(monitor, short ? 2 : 10), MOST_PERCENT),
  ];
}

/** Milliseconds for each of so many keys, at any moment between two refreshes. One that came with a new order of the lines is repeated. */
async function keyTimes(monitor: RunningMonitor, count: number): Promise<number[]> {
  const times: number[] = [];
  monitor.press('g');
  await delay(100);
  for (let down = true; times.length < count; ) {
    await delay(30 + 200 * Math.random());
    const from = monitor.selected;
    if (from < 1) down = true;
    if (from >= WAY) down = false;
    const begin = performance.now();
    monitor.press(down ? 'j' : 'k');
    const to = await monitor.moved();
    if (to - from === (down ? 1 : -1)) times.push(performance.now() - begin);
  }
  return times;
}

async function percentWhileHeld(monitor: RunningMonitor, seconds: number): Promise<number> {
  const [begin, before] = [performance.now(), monitor.usage.cpuMs];
  for (let sent = 0; sent < seconds * RATE_HZ; sent++) {
    await delay(Math.max(0, begin + (sent * 1_000) / RATE_HZ - performance.now()));
    monitor.press(DOWN);
  }
  return (100 * (monitor.usage.cpuMs - before)) / (performance.now() - begin);
}
