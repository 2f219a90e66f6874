import { expect, test } from 'vitest';
import { parseLevel } from '../../src/base/level.ts';

test.each([
  ['0', 0],
  ['7', 7],
  ['critical', 0],
  ['High', 1],
  ['above_normal', 2],
  ['above-normal', 2],
  ['normal_plus', 3],
  ['normal+', 3],
  [' normal ', 4],
  ['below_normal', 5],
  ['low', 6],
  ['IDLE', 7],
])('%s is level %i', (text, level) => {
  expect(parseLevel(text)).toBe(level);
});

test.each(['', '8', '-1', '4.5', '1e0', 'urgent', '00000000000000000000009', 'normal++'])('%j is no level', (text) => {
  expect(() => parseLevel(text)).toThrow('Priority must be 0-7');
});
