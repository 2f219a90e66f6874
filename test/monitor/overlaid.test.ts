import { expect, test } from 'vitest';
import { overlaid } from '../../src/monitor/draw/overlaid.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { placedBox } from '../support/placed-box.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

function laid(lines: readonly string[], box: readonly string[], at: 'middle' | 'bottom', columns: number) {
  return overlaid(lines, placedBox(box, at, columns, lines.length), columns);
}

test('without a box the lines are the very same', () => {
  const lines = ['a', 'b'];
  expect(laid(lines, [], 'middle', 10)).toBe(lines);
});

test('a box lies in the middle, or right above the last line', () => {
  const lines = Array.from({ length: 5 }, () => '.'.repeat(8));
  expect(laid(lines, ['[##]', '[##]'], 'middle', 8)).toEqual([
    '........',
    '..[##]..',
    '..[##]..',
    '........',
    '........',
  ]);
  expect(laid(lines, ['[######]'], 'bottom', 8)).toEqual([
    '........',
    '........',
    '........',
    '[######]',
    '........',
  ]);
});

test('lines that end before the box are filled up to it', () => {
  expect(laid(['ab', '', ''], ['[]', '[]', '[]'], 'middle', 6)).toEqual(['ab[]  ', '  []  ', '  []  ']);
});

test('what is beside the box keeps its looks, and does not lend them to it', () => {
  const line = '\u001b[31mabcd\u001b[0mef';
  expect(laid([line], ['[]'], 'middle', 6)).toEqual(['\u001b[31mab\u001b[0m[]ef']);
  expect(laid(['\u001b[31mabcdef\u001b[0m'], ['[]'], 'middle', 6)).toEqual([
    '\u001b[31mab\u001b[0m[]\u001b[31mef\u001b[0m',
  ]);
});

test('wide letters that the box covers by half are blanks', () => {
  expect(laid(['a日本語b'], ['[]'], 'middle', 8)).toEqual(['a日[]語b']);
  expect(laid(['日本語日'], ['[]'], 'middle', 8)).toEqual(['日 [] 日']);
});

test('however line and box fall, the width is exact', () => {
  const lines = ['日本語の名前 abc', '\u001b[7m👍👍👍👍👍👍👍\u001b[0m', 'plain text here', ''];
  for (let columns = 16; columns < 24; columns++) {
    for (let width = 1; width <= 16; width++) {
      const box = lines.map(() => '#'.repeat(width));
      for (const line of laid(lines, box, 'middle', columns)) {
        expect(widthOf(line.replace(SGR, ''))).toBe(columns);
      }
    }
  }
});
