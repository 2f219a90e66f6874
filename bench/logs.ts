import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LOG_BYTES_IN_ALL } from '../src/base/limits.ts';
import type { LogSource } from '../src/logs/log-source.ts';
import { MergedLog } from '../src/logs/merged-log.ts';
import { isProblem } from '../src/monitor/filter/problem.ts';
import { compilePattern } from '../src/monitor/log/pattern.ts';
import { TestKernel } from '../test/support/test-kernel.ts';
import { median, timed } from './figures.ts';
import { filledLog } from './load/filled-log.ts';
import { benchGuest } from './processes.ts';
import { atLeast, atMost, type BenchOptions, type Row } from './row.ts';

const LINES = 1_000_000;
const LEAST_LINES_PER_SECOND = 500_000;
const MOST_SEARCH_MS = 300;
/** Lines of which each has its own millisecond, and stands alone. */
const MOST_SEARCH_APART_MS = 600;
const MOST_PAGE_US = 1_000;
const MOST_MB = LOG_BYTES_IN_ALL / 1e6;
const PAGE = 50;
const WRITERS = 100;

/** What the searches look for; no line has it, so that all are looked through. */
const PLAIN = 'not there';
const REGEX = '[xyz]\\d+:[a-f]';

/**
 * Lines a second from a task into the log store; a million lines of 80 bytes, a flood or one a millisecond, of one writer or of many:
 * what they take, a search through them, and a page anywhere in them.
 */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const lines = short ? 200_000 : 2_000_000;
  return [
    atLeast('ingest', 'l/s', await ingest(lines, 100), LEAST_LINES_PER_SECOND),
    atLeast('ingest, a call each', 'l/s', await ingest(lines, 1), LEAST_LINES_PER_SECOND),
    ...(await held('flood', 500, 1, short)),
    ...(await held('1/ms', 1, 1, short)),
    ...(await held('100 writers', 10, WRITERS, short)),
  ];
}

/** Lines a second that a task writes, as the kernel takes them: the best of some rounds. */
async function ingest(lines: number, together: number): Promise<number> {
  const figures: number[] = [];
  for (let round = 0; round < 3; round++) figures.push(await flood(lines, together));
  return Math.max(...figures);
}

async function flood(lines: number, together: number): Promise<number> {
  await using os = new TestKernel();
  const milliseconds = await timed(async () => {
    const args = [String(lines), String(together)];
    const task = os.spawn('flood', { module: benchGuest('flood'), args, limits: { logRate: 0 } });
    await os.end(task);
    const { next } = os.logs.source(task.pid);
    if (next !== lines) throw new Error(`${next} of ${lines} lines came`);
  });
  return lines / (milliseconds / 1_000);
}

async function held(name: string, together: number, writers: number, short: boolean): Promise<Row[]> {
  const before = await memory();
  const store = filledLog(LINES, together, writers);
  const source = writers === 1 ? store.source(0) : new MergedLog(store);
  if (source.next - source.first !== LINES) throw new Error('not all lines are kept');
  const megabytes = (await memory()) - before;
  const most = together > 1 ? MOST_SEARCH_MS : MOST_SEARCH_APART_MS;
  return [
    atMost(`${name}, memory`, 'MB', megabytes, MOST_MB),
    atMost(`${name}, plain`, 'ms', await search(source, PLAIN, short), most),
    atMost(`${name}, regex`, 'ms', await search(source, REGEX, short), most),
    atMost(`${name}, page`, 'µs', await page(source), MOST_PAGE_US),
  ];
}

/** Megabytes that are in use, without what is waiting to be collected. */
async function memory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  // The buffers of what was collected are given back a turn later.
  for (let round = 0; round < 3; round++) {
    runInNewContext('gc')();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

async function search(source: LogSource, sought: string, short: boolean): Promise<number> {
  const pattern = compilePattern(sought);
  if (isProblem(pattern)) throw new Error(pattern.text);
  const figures: number[] = [];
  for (let round = 0; round < (short ? 2 : 7); round++) {
    figures.push(
      await timed(() => {
        for (const piece of source.pieces(0, LINES))
          if (pattern.linesIn(piece).length > 0) throw new Error(`${sought} was found`);
      }),
    );
  }
  return Math.min(...figures);
}

async function page(source: LogSource): Promise<number> {
  const figures: number[] = [];
  for (let from = 0; from < LINES - PAGE; from += 997) figures.push(await timed(() => source.lines(from, from + PAGE)));
  return 1_000 * median(figures);
}
