import { expect, test } from 'vitest';
import type { LogSource } from '../../../src/logs/log-source.ts';
import { LogStore } from '../../../src/logs/log-store.ts';
import { MergedLog } from '../../../src/logs/merged-log.ts';
import { Matching } from '../../../src/monitor/log/finding.ts';
import { LineIndex } from '../../../src/monitor/log/line-index.ts';
import { Passing } from '../../../src/monitor/log/passing.ts';
import { compilePattern, type LogPattern } from '../../../src/monitor/log/pattern.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const lines = (count: number) => bytes(Array.from({ length: count }, (_, number) => `line ${number}\n`).join(''));

function patternOf(text: string): LogPattern {
  const pattern = compilePattern(text);
  if (!('linesIn' in pattern)) throw new Error(`no pattern: ${text}`);
  return pattern;
}

/** What an index takes once it has looked at all lines. */
function takenOf(index: Pick<LineIndex, 'complete' | 'work' | 'taken'>): number[] {
  while (!index.complete) index.work(Number.POSITIVE_INFINITY);
  return Array.from({ length: index.taken.count }, (_, at) => index.taken.at(at) ?? -1);
}

test.each<[string, (store: LogStore) => LogSource, number]>([
  ['of one log', (store) => store.source(2), 2],
  ['of several', (store) => new MergedLog(store), 3],
])('a line that ends thousands of lines later is found by what came then, among lines %s', (_, sourceOf, other) => {
  const store = new LogStore();
  const source = sourceOf(store);
  const found = new LineIndex(source, new Matching(patternOf('Ann')));
  const wanted = { in: patternOf('Ann'), out: undefined, level: undefined, context: 1 };
  const shown = new LineIndex(source, new Passing(wanted));
  store.append(2, 1, 10, bytes('first\nName? '));
  store.append(other, 2, 20, bytes('second\n'));
  store.append(other, 2, 2_000, lines(9_000));
  expect([takenOf(found), takenOf(shown)]).toEqual([[], []]);
  store.append(2, 1, 3_000, bytes('Ann\n'));
  const at = source.lines(0, 9_002).findIndex(({ text }) => text === 'Name? Ann');
  expect(at).toBeLessThan(3);
  expect([takenOf(found), takenOf(shown)]).toEqual([[at], [at - 1, at, at + 1]]);
});

test('what stands behind a line that has ended is looked at once more piece by piece', () => {
  const store = new LogStore();
  const source = store.source(2);
  const index = new LineIndex(source, new Matching(patternOf('Ann')));
  store.append(2, 1, 10, bytes('Name? '));
  store.append(2, 2, 20, lines(9_000));
  expect(takenOf(index)).toEqual([]);
  store.append(2, 1, 30, bytes('Ann\n'));
  store.append(2, 2, 40, bytes('Ann too\n'));
  index.work(0);
  expect(index.taken.at(0)).toBe(0);
  expect(index.complete).toBe(false);
  expect(takenOf(index)).toEqual([0, 9_001]);
});
