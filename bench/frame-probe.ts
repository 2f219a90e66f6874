import { writeFileSync } from 'node:fs';
import { openMonitor } from '../components/open-monitor.tsx';
import { overheard } from '../src/monitor/terminal/overheard.ts';
import { ThemeShelf } from '../src/monitor/theme/theme-shelf.ts';
import { FakeSource, movingTasks } from '../test/components/fake-source.ts';
import { percentile } from './figures.ts';

/** What one size of the terminal costs, in milliseconds. */
export interface Figures {
  /** CPU of a frame in which each row changed, and of one in which a single row did. */
  readonly full: number;
  readonly one: number;
  /** CPU of a key that scrolls the whole table, at 30 keys a second, and the time until its frame is written. */
  readonly down: number;
  readonly latency: number;
  /** What a key writes. */
  readonly bytes: number;
}

const TASKS = 2_000;
const DOWN = '\u001b[B';
const KEY_MS = 1000 / 30;
/** Slow enough that no two of them fall into one frame. */
const TICK_MS = 50;

const [file = '', rounds = 60] = [process.argv[2], Number(process.argv[3])];
const { stdin, stdout } = process;
const { rows } = stdout;

/** How long each key waited until something was written. */
const waits: number[] = [];
let pressed: number | undefined;

function onWrite(): void {
  if (pressed !== undefined) waits.push(performance.now() - pressed);
  pressed = undefined;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** CPU milliseconds of each of so many steps, all threads, from the step to the next one. */
async function cost(steps: number, everyMs: number, step: (index: number) => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < steps; index++) {
    step(index);
    await pause(everyMs);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / steps;
}

const theme = new ThemeShelf('').theme('default', '16', true);
const source = new FakeSource(movingTasks(rows, 0));
const monitor = openMonitor({
  source,
  dispatch: async () => '',
  keeper: { save: async () => '', export: async () => '' },
  first: {},
  theme: () => theme,
  stdin,
  stdout: overheard(stdout, onWrite),
  quit: () => undefined,
  resumed: () => undefined,
  chosen: () => undefined,
});

const ticks = Array.from({ length: rounds }, (_, tick) => movingTasks(rows, tick + 1));
await cost(rounds, TICK_MS, (tick) => source.publish(ticks[tick] ?? []));
const full = await cost(rounds, TICK_MS, (tick) => source.publish(ticks[tick] ?? []));

const still = ticks.at(-1) ?? [];
const top = still.toSorted((first, second) => second.cpu - first.cpu)[0];
const changes = ticks.map((_, tick) => still.map((row) => (row === top ? { ...row, time: tick } : row)));
const one = await cost(rounds, TICK_MS, (tick) =>
  source.publish(changes[tick] ?? [], { time: source.getSnapshot().time }),
);

source.publish(movingTasks(TASKS, 1));
// The table alone: each row of the screen changes.
stdin.emit('data', 'z');
await cost(rows, KEY_MS, () => stdin.emit('data', DOWN));
const { bytesWritten } = stdout;
const down = await cost(rounds * 3, KEY_MS, () => {
  pressed ??= performance.now();
  stdin.emit('data', DOWN);
});
await pause(TICK_MS);
const figures: Figures = {
  full,
  one,
  down,
  latency: percentile(waits, 95),
  bytes: (stdout.bytesWritten - bytesWritten) / rounds / 3,
};
await monitor.close();
writeFileSync(file, JSON.stringify(figures));
process.exit();
