import { expect, test } from 'vitest';
import { ChangeSeries } from '../../../src/monitor/data/history/change-series.ts';

test('what stays as it is takes no room, however long it does', () => {
  const series = new ChangeSeries(2, 600);
  series.add(1, [0, 5]);
  const { bytes } = series;
  for (let step = 2; step < 100_000; step++) series.add(step, [0, 5]);
  expect(series.bytes).toBe(bytes);
  expect(series.at(99_999, 1)).toBe(5);
  expect(series.until(99_999, 3, 1)).toEqual([5, 5, 5]);
});

test('what changes at every step takes as much room as was promised, and no more', () => {
  const series = new ChangeSeries(3, 600);
  for (let step = 0; step < 5_000; step++) series.add(step, [step, -step, 1]);
  expect(series.bytes).toBeLessThanOrEqual(602 * (4 + 3 * 4));
  expect(series.until(4_999, 600, 0)).toEqual(Array.from({ length: 600 }, (_, index) => 4_400 + index));
});

test('every step of the span is as it was, and what was before is not made up', () => {
  // Small enough to be right by looking, large enough to go round several times.
  const series = new ChangeSeries(1, 20);
  const kept: number[] = [];
  let state = 12_345;
  for (let step = 10; step < 500; step++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const value = Math.floor(state / 2 ** 20) % 3;
    kept.push(value);
    series.add(step, [value]);
    const count = Math.min(21, kept.length);
    expect(series.until(step, count, 0)).toEqual(kept.slice(-count));
    for (let back = 0; back < count; back++) expect(series.at(step - back, 0)).toBe(kept.at(-1 - back));
  }
  const young = new ChangeSeries(1, 20);
  expect([young.first, young.at(5, 0), young.until(5, 3, 0)]).toEqual([undefined, undefined, []]);
  young.add(7, [1]);
  expect([young.at(6, 0), young.at(7, 0), young.at(8, 0)]).toEqual([undefined, 1, 1]);
  expect(young.until(9, 10, 0)).toEqual([1, 1, 1]);
});

test('figures that are not known are remembered as such', () => {
  const series = new ChangeSeries(1, 10);
  series.add(1, [Number.NaN]);
  series.add(2, [Number.NaN]);
  series.add(3, [4]);
  expect(series.until(3, 3, 0)).toEqual([Number.NaN, Number.NaN, 4]);
});
