import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LOG_BYTES_IN_ALL } from '../../src/base/limits.ts';
import type { LogSource, LogText } from '../../src/logs/log-source.ts';
import { MergedLog } from '../../src/logs/merged-log.ts';
import { isProblem } from '../../src/monitor/filter/problem.ts';
import { Matching } from '../../src/monitor/log/finding.ts';
import { type Judge, LineIndex } from '../../src/monitor/log/line-index.ts';
import { Passing } from '../../src/monitor/log/passing.ts';
import { compilePattern, type LogPattern } from '../../src/monitor/log/pattern.ts';
import { median, timed } from '../figures.ts';
import { filledLog } from '../load/filled-log.ts';
import { atMost, type Row } from '../row.ts';

const LINES = 1_000_000;
const MOST_SEARCH_MS = 300;
const MOST_FILTER_MS = 1_000;
const MOST_PAGE_US = 1_000;
const MOST_MB = LOG_BYTES_IN_ALL / 1e6;
const PAGE = 50;

/** No line has these, so that all are looked through. */
const PLAIN = patternOf('not there');
const REGEX = patternOf('[xyz]\\d+:[a-f]');

/** All lines have the one, and some the other. */
const IN = patternOf('request');
const OUT = patternOf('took 9\\d? ms');

/** Who wrote a million lines of 80 bytes, and so many of them a millisecond. */
const LOGS = [
  { name: 'flood', together: 500, writers: 1 },
  { name: '1 a ms', together: 1, writers: 1 },
  { name: '100 writers', together: 10, writers: 100 },
  { name: '10 in turn', together: 1, writers: 10 },
] as const;

/** What a million lines take: their memory, looking through them all as the log pane does, and a page anywhere in them. */
export async function keptLines(short: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const log of LOGS) rows.push(...(await rowsOf(log, short ? 2 : 7)));
  return rows;
}

async function rowsOf({ name, together, writers }: (typeof LOGS)[number], rounds: number): Promise<Row[]> {
  const before = await memory();
  const store = filledLog(LINES, together, writers);
  const source = writers === 1 ? store.source(0) : new MergedLog(store);
  if (source.next - source.first !== LINES) throw new Error('not all lines are kept');
  const megabytes = (await memory()) - before;
  const search = (pattern: LogPattern) => lookedThrough(source, () => new Matching(pattern), rounds);
  const filter = () => new Passing({ in: IN, out: OUT, level: undefined, context: 0 });
  return [
    atMost(`search plain, ${name}`, 'ms', await search(PLAIN), MOST_SEARCH_MS),
    atMost(`search regex, ${name}`, 'ms', await search(REGEX), MOST_SEARCH_MS),
    atMost(`filter, ${name}`, 'ms', await lookedThrough(source, filter, rounds), MOST_FILTER_MS),
    atMost(`memory, ${name}`, 'MB', megabytes, MOST_MB),
    atMost(`page, ${name}`, 'µs', await page(source), MOST_PAGE_US),
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

/** Milliseconds to look at all lines, without a break for keys and frames: the best of some rounds. */
async function lookedThrough<State, Piece extends LogText>(
  source: LogSource,
  judge: () => Judge<State, Piece>,
  rounds: number,
): Promise<number> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const index = new LineIndex(source, judge());
    figures.push(await timed(() => index.work(Number.POSITIVE_INFINITY)));
    if (!index.complete) throw new Error('not all lines were looked at');
  }
  return Math.min(...figures);
}

async function page(source: LogSource): Promise<number> {
  const figures: number[] = [];
  for (let from = 0; from < LINES - PAGE; from += 997) figures.push(await timed(() => source.lines(from, from + PAGE)));
  return 1_000 * median(figures);
}

function patternOf(text: string): LogPattern {
  const pattern = compilePattern(text);
  if (isProblem(pattern)) throw new Error(pattern.text);
  return pattern;
}
