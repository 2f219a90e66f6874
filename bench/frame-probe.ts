import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { openMonitor } from '../components/open-monitor.tsx';
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

const [columns = 80, rows = 24, rounds = 60] = process.argv.slice(2).map(Number);

/** A terminal that knows how long keys wait until something is written. */
class FakeScreen extends Writable {
  readonly isTTY = true;
  readonly columns = columns;
  readonly rows = rows;
  readonly waits: number[] = [];
  #pressed: number[] = [];
  bytes = 0;

  pressed(): void {
    this.#pressed.push(performance.now());
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.bytes += chunk.length;
    this.waits.push(...this.#pressed.map((start) => performance.now() - start));
    this.#pressed = [];
    done();
  }
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

const source = new FakeSource(movingTasks(rows, 0));
const stdout = new FakeScreen();
const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin });
const monitor = openMonitor({
  source,
  dispatch: async () => '',
  theme: { colour: true, unicode: true },
  // biome-ignore lint/plugin: a terminal is far more than what the monitor uses of it
  stdin: stdin as never as ReadStream,
  stdout: stdout as never as WriteStream,
  quit: () => undefined,
  resumed: () => undefined,
});

const ticks = Array.from({ length: rounds }, (_, tick) => movingTasks(rows, tick + 1));
await cost(rounds, TICK_MS, (tick) => source.publish(ticks[tick] ?? []));
const full = await cost(rounds, TICK_MS, (tick) => source.publish(ticks[tick] ?? []));

const still = ticks.at(-1) ?? [];
const idle = await cost(rounds, TICK_MS, () => undefined);
const changes = ticks.map((_, tick) => still.map((row, index) => (index === 3 ? { ...row, time: tick } : row)));
const one = await cost(rounds, TICK_MS, (tick) => source.publish(changes[tick] ?? [], { time: source.getSnapshot().time }));

source.publish(movingTasks(TASKS, 1));
await cost(rows, KEY_MS, () => stdin.write(DOWN));
const keys = rounds * 3;
stdout.bytes = 0;
const down = await cost(keys, KEY_MS, () => {
  stdout.pressed();
  stdin.write(DOWN);
});
await pause(KEY_MS * 2);
await monitor.close();
const figures: Figures = {
  full: full - idle,
  one: one - idle,
  down: down - idle,
  latency: percentile(stdout.waits, 95),
  bytes: stdout.bytes / keys,
};
console.log(JSON.stringify(figures));
process.exit();
