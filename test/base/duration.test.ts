import { expect, test } from 'vitest';
import { parseDuration } from '../../src/base/duration.ts';
import { SysError } from '../../src/base/sys-error.ts';

test.each([
  ['10', 10_000],
  ['0.5', 500],
  ['500ms', 500],
  ['10s', 10_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1.5D', 129_600_000],
  ['0', 0],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 's', '-1s', 'soon', '1 2', '1w', '1e3s', '99999999999999999h'])('%j is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(SysError);
  expect(() => parseDuration(text)).toThrow('a duration is a number with ms, s, m, h or d, such as 10s');
});
