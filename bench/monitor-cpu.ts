import { Crowd } from './load/crowd.ts';
import { type Monitor, OURS, peersHere } from './monitor/monitors.ts';
import { peerFigure } from './monitor/peer-figure.ts';
import { RunningMonitor, TemporaryHome } from './monitor/running-monitor.ts';
import { type BenchOptions, besides, type Row } from './row.ts';

/** More than it is said to take: it is another machine's, or refreshes went by unseen. */
const MOST_OFF = 0.25;

/**
 * CPU per refresh, one monitor after the other beside the same processes: what its session uses between two refreshes, over the number of
 * those that the screen showed. Each keeps its own interval; what it does between refreshes is in the figure.
 */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const peers = peersHere();
  const rows: Row[] = [];
  for (const count of short ? [200] : [2_000, 200]) {
    await using crowd = await Crowd.of(count);
    const ours = await cpuPerRefresh(OURS, crowd, short);
    for (const peer of peers) {
      const value = await peerFigure(peer.name, () => cpuPerRefresh(peer, crowd, short));
      if (value !== undefined) rows.push(besides(`${peer.name} ${count}`, 'ms', ours, { name: peer.name, value }, 1));
    }
  }
  return rows;
}

async function cpuPerRefresh(monitor: Monitor, crowd: Crowd, short: boolean): Promise<number> {
  using home = new TemporaryHome();
  await using running = new RunningMonitor(monitor, home);
  await running.full();
  for (let settling = 0; settling < (short ? 1 : 3); settling++) await running.refreshed();
  const refreshes = short ? 2 : 15;
  const [begin, before] = [performance.now(), running.usage.cpuMs];
  for (let seen = 0; seen < refreshes; seen++) await running.refreshed();
  const interval = (performance.now() - begin) / 1_000 / refreshes;
  if (Math.abs(interval / monitor.interval - 1) > MOST_OFF)
    console.error(`bench: ${monitor.name} refreshed each ${interval.toFixed(2)} s, not each ${monitor.interval} s`);
  crowd.check(monitor.name);
  return (running.usage.cpuMs - before) / refreshes;
}
