import { expect, test } from 'vitest';
import { composed, type Piece } from '../../src/monitor/draw/composed.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** Lines with a box over them, in their middle or right above the last one. */
function laid(lines: readonly string[], box: readonly string[], at: 'middle' | 'bottom', columns: number) {
  const width = widthOf((box[0] ?? '').replace(SGR, ''));
  const left = at === 'middle' ? Math.floor((columns - width) / 2) : 0;
  const room = lines.length - box.length;
  const top = Math.max(0, at === 'middle' ? Math.floor(room / 2) : room - 1);
  const pieces: Piece[] = [
    { left: 0, top: 0, width: columns, lines },
    { left, top, width, lines: box },
  ];
  return composed(pieces, columns, lines.length);
}

test('pieces stand beside each other; what none covers is blank, what stands out is cut', () => {
  const pieces: Piece[] = [
    { left: 1, top: 0, width: 2, lines: ['ab', 'cd'] },
    { left: 4, top: 1, width: 4, lines: ['\u001b[31mwxyz\u001b[0m', 'WXYZ', 'none'] },
    { left: 0, top: -1, width: 1, lines: ['-', '+'] },
  ];
  expect(composed(pieces, 6, 3)).toEqual(['+ab   ', ' cd \u001b[31mwx\u001b[0m', '    WX']);
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
  expect(laid(lines, ['[######]'], 'bottom', 8)).toEqual(['........', '........', '........', '[######]', '........']);
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
