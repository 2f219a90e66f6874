import { expect, test } from 'vitest';
import { letterAt, letterBeside, letterEnd, wordFrom } from '../../../src/monitor/log/letters.ts';

test('a letter is what a reader takes for one', () => {
  const text = 'a日🦀e\u0301b';
  const begins: number[] = [];
  for (let at = 0; ; at = letterBeside(text, at, 1)) {
    if (begins.at(-1) === at) break;
    begins.push(at);
  }
  expect(begins).toEqual([0, 1, 2, 4, 6]);
  expect(begins.map((at) => text.slice(at, letterEnd(text, at)))).toEqual(['a', '日', '🦀', 'e\u0301', 'b']);
  expect(letterAt(text, 3)).toBe(2);
  expect(letterAt(text, 99)).toBe(6);
  expect(letterBeside(text, 6, -1)).toBe(4);
  expect(letterBeside(text, 0, -1)).toBe(0);
});

test('the end of a row within a text is passed over', () => {
  expect(letterBeside('ab\ncd', 1, 1)).toBe(3);
  expect(letterBeside('ab\ncd', 3, -1)).toBe(1);
  expect(letterAt('ab\ncd', 2)).toBe(1);
  expect(letterAt('', 5)).toBe(0);
});

test('words are letters and digits, or signs', () => {
  const text = 'GET /a_b?q=1  größe';
  const walk = (to: 'next' | 'end' | 'before', start: number) => {
    const places: number[] = [];
    for (let at = wordFrom(text, start, to); at !== undefined; at = wordFrom(text, at, to)) places.push(at);
    return places;
  };
  expect(walk('next', 0)).toEqual([4, 5, 8, 9, 10, 11, 14]);
  expect(walk('before', text.length)).toEqual([14, 11, 10, 9, 8, 5, 4, 0]);
  expect(walk('end', 0)).toEqual([2, 4, 7, 8, 9, 10, 11, 18]);
});
