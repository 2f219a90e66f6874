import { median } from './figures.ts';
import { Crowd } from './load/crowd.ts';
import { type Monitor, OURS, peersHere } from './monitor/monitors.ts';
import { peerFigure } from './monitor/peer-figure.ts';
import { RunningMonitor, TemporaryHome } from './monitor/running-monitor.ts';
import { atMost, type BenchOptions, besides, type Row } from './row.ts';

const MOST_MS = 250;

/** Of the time of those peers that are interpreted too. */
const GOAL = 0.5;
const PEERS = ['gtop', 'glances'];

/**
 * From the start of the program to processes in all of its table: the middle one of some starts, after one that is not counted. All of
 * them have the same home, so that what wasitop and glances keep there from one start to the next is as warm as their users have it.
 */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const peers = peersHere(PEERS);
  await using _crowd = await Crowd.of(short ? 200 : 2_000);
  using home = new TemporaryHome();
  const starts = short ? 1 : 9;
  const ours = await startTime(OURS, home, starts);
  const rows = [atMost('monitor-start', 'ms', ours, MOST_MS)];
  for (const peer of peers) {
    const value = await peerFigure(peer.name, () => startTime(peer, home, starts));
    if (value !== undefined) rows.push(besides(peer.name, 'ms', ours, { name: peer.name, value }, GOAL));
  }
  return rows;
}

async function startTime(monitor: Monitor, home: TemporaryHome, starts: number): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start <= starts; start++) {
    const begin = performance.now();
    await using running = new RunningMonitor(monitor, home);
    await running.full();
    times.push(performance.now() - begin);
  }
  return median(times.slice(1));
}
