import { expect, test } from 'vitest';
import {
  amountInWords,
  bytesInWords,
  countInWords,
  percentInWords,
  secondsInWords,
  shareInWords,
} from '../../../src/monitor/spoken/unit-words.ts';

const K = 1_024;

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [K, '1 kilobyte'],
  [1.2 * K ** 2, '1.2 megabytes'],
  [131 * K, '131 kilobytes'],
  [K ** 5, '1024 terabytes'],
])('%d bytes are %s', (bytes, words) => expect(bytesInWords(bytes)).toBe(words));

test.each([
  [5.4 * K ** 3, 16 * K ** 3, '5.4 of 16 gigabytes'],
  [900 * K ** 2, K ** 3, '900 megabytes of 1 gigabyte'],
])('a share names its unit once where both have it', (used, total, words) => {
  expect(shareInWords(used, total)).toBe(words);
});

test.each([
  [0, '0 percent'],
  [0.0004, '0 percent'],
  [0.004, '0.4 percent'],
  [0.124, '12 percent'],
  [1.5, '150 percent'],
])('%d is %s', (fraction, words) => expect(percentInWords(fraction)).toBe(words));

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [13.47, '13.5 seconds'],
  [59.96, '1 minute'],
  [125, '2 minutes 5 seconds'],
  [7_204, '2 hours'],
  [7_500, '2 hours 5 minutes'],
  [90_000, '1 day 1 hour'],
])('%d seconds are %s', (seconds, words) => expect(secondsInWords(seconds)).toBe(words));

test.each([
  [950, '950'],
  [1_500, '1,500'],
  [12_000, '12 thousand'],
  [3_400_000, '3.4 million'],
  [4.1e9, '4.1 billion'],
])('%d is about %s', (amount, words) => expect(amountInWords(amount)).toBe(words));

test('one is one', () => {
  expect([countInWords(1, 'row'), countInWords(1_203, 'row'), countInWords(0, 'process', 'processes')]).toEqual([
    '1 row',
    '1,203 rows',
    '0 processes',
  ]);
});
