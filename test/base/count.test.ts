import { expect, test } from 'vitest';
import { parseCount } from '../../src/base/count.ts';

test.each([
  ['0', 0],
  ['1e9', 1e9],
  ['10M', 10e6],
  ['1.5k', 1_500],
])('%s is %i', (text, count) => {
  expect(parseCount(text)).toBe(count);
});

test.each(['', '-1', '1e99', 'M'])('%j is refused', (text) => {
  expect(() => parseCount(text)).toThrow('a count is a number');
});
