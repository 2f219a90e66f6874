import { openMonitor } from '../../components/open-monitor.tsx';
import type { Theme } from '../../src/monitor/draw/theme.ts';
import type { FirstState } from '../../src/monitor/state/screen-state.ts';
import { overheard } from '../../src/monitor/terminal/overheard.ts';
import { ThemeShelf } from '../../src/monitor/theme/theme-shelf.ts';
import { FakeSource, movingTasks } from '../../test/components/fake-source.ts';
import { percentile } from '../figures.ts';

const KEY_MS = 1000 / 30;
/** Slow enough that no two of them fall into one frame. */
const TICK_MS = 40;

/** What a key costs that comes 30 times a second: CPU, all threads; the time until its frame is written, 95th percentile; and what it writes. */
export interface KeyCost {
  readonly ms: number;
  readonly latencyMs: number;
  readonly bytes: number;
}

/** The monitor on this process's terminal, over tasks that are set by hand. */
export class Stage {
  readonly rows: number = process.stdout.rows;
  readonly source = new FakeSource(movingTasks(this.rows, 0));
  theme: Theme = new ThemeShelf('').theme('default', '16', true);
  readonly #monitor: ReturnType<typeof openMonitor>;
  /** How long each key waited until something was written. */
  #waits: number[] = [];
  #pressed: number | undefined;

  constructor(first: FirstState = {}) {
    this.#monitor = openMonitor({
      source: this.source,
      dispatch: async () => '',
      keeper: { save: async () => '', export: async () => '' },
      first,
      theme: () => this.theme,
      stdin: process.stdin,
      stdout: overheard(process.stdout, () => this.#onWrite()),
      quit: () => undefined,
      resumed: () => undefined,
      chosen: () => undefined,
    });
  }

  press(key: string): void {
    process.stdin.emit('data', key);
  }

  /** CPU milliseconds of each of so many frames. @param tick makes one of them necessary */
  async frames(count: number, tick: (index: number) => void, everyMs = TICK_MS): Promise<number> {
    return await cost(count, everyMs, tick);
  }

  async keys(count: number, key: string): Promise<KeyCost> {
    this.#waits = [];
    const { bytesWritten } = process.stdout;
    const ms = await cost(count, KEY_MS, () => {
      this.#pressed ??= performance.now();
      this.press(key);
    });
    await pause(TICK_MS);
    return { ms, latencyMs: percentile(this.#waits, 95), bytes: (process.stdout.bytesWritten - bytesWritten) / count };
  }

  async close(): Promise<void> {
    await this.#monitor.close();
  }

  #onWrite(): void {
    if (this.#pressed !== undefined) this.#waits.push(performance.now() - this.#pressed);
    this.#pressed = undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** CPU milliseconds of each of so many steps, all threads, from the step to the next one. */
async function cost(steps: number, everyMs: number, step: (index: number) => void): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < steps; index++) {
    step(index);
    await pause(everyMs);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / steps;
}
