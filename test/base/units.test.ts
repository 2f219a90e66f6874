import { expect, test } from 'vitest';
import { parseUnits } from '../../src/base/units.ts';

test.each([
  ['0', 0],
  ['1e9', 1e9],
  ['10M', 10e6],
  ['1.5k', 1_500],
])('%s is %i units', (text, units) => {
  expect(parseUnits(text)).toBe(units);
});

test.each(['', '-1', '1e99', 'M'])('%j is refused', (text) => {
  expect(() => parseUnits(text)).toThrow('fuel is a number of units, such as 10M');
});
