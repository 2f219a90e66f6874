import { median, timed } from './figures.ts';
import { Crowd } from './load/crowd.ts';
import { type Monitor, OURS, peersHere } from './monitor/monitors.ts';
import { RunningMonitor, TemporaryHome } from './monitor/running-monitor.ts';
import { atMost, type BenchOptions, besides, type Row } from './row.ts';

const MOST_MS = 250;

/** Of the time of those peers that are interpreted too. */
const GOAL = 0.5;
const PEERS = ['gtop', 'glances'];

/** From the start of the program to a process in each line of its table: once each in turn, after a first start that is not counted. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const peers = peersHere(PEERS);
  await using _crowd = await Crowd.of(short ? 200 : 2_000);
  const measured = [OURS, ...peers].map((monitor) => ({ monitor, times: [] as number[] }));
  using home = new TemporaryHome();
  for (let round = 0; round <= (short ? 1 : 9); round++)
    for (const { monitor, times } of measured) {
      const time = await start(monitor, home);
      if (round > 0) times.push(time);
    }
  const [ours = Number.NaN, ...theirs] = measured.map(({ times }) => median(times));
  return [
    atMost('monitor-start', 'ms', ours, MOST_MS),
    ...peers.map(({ name }, index) => besides(name, 'ms', ours, { name, value: theirs[index] ?? Number.NaN }, GOAL)),
  ];
}

async function start(monitor: Monitor, home: TemporaryHome): Promise<number> {
  let running: RunningMonitor | undefined;
  try {
    return await timed(() => {
      running = new RunningMonitor(monitor, home);
      return running.full();
    });
  } finally {
    await running?.[Symbol.asyncDispose]();
  }
}
