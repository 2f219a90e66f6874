import { beforeAll, expect, test } from 'vitest';
import { lineDrawer, loadChart } from '../../src/monitor/draw/graph/line-graph.ts';
import { sparkline } from '../../src/monitor/draw/sparkline.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { ASCII, COLOUR, NO_COLOUR } from '../support/themes.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const WAVE = Array.from({ length: 200 }, (_, second) => 50 + 50 * Math.sin(second / 8));

beforeAll(() => loadChart());

test.each([
  [40, 8, COLOUR],
  [41, 9, COLOUR],
  [80, 20, NO_COLOUR],
  [80, 20, ASCII],
  [10, 3, COLOUR],
  [6, 1, ASCII],
])('a graph of %i x %i is as large as it was asked for', (width, height, theme) => {
  for (const values of [WAVE, [], [7], [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e9]]) {
    const lines = lineDrawer()({ values, most: 100, role: 'good' }, width, height, theme);
    expect(lines).toHaveLength(height);
    for (const line of lines) expect(widthOf(line.replace(SGR, ''))).toBe(width);
  }
});

test('a graph is drawn in braille, in colour where there is any, and else in ASCII', () => {
  const draw = (theme: typeof COLOUR) =>
    lineDrawer()({ values: WAVE, most: 100, role: 'good' }, 60, 10, theme).join('\n');
  expect(draw(COLOUR)).toMatch(/\u001b\[32m[⠀-⣿]+/);
  expect(draw(NO_COLOUR)).toMatch(/[⠀-⣿]{5}/);
  expect(draw(NO_COLOUR)).not.toContain('\u001b[3');
  expect(draw(ASCII)).toMatch(/^[\u0000-\u007f]*$/);
  expect(draw(NO_COLOUR)).toMatch(/-\d+s/);
});

test('a line that stands still runs level, at its height', () => {
  const flat = (value: number) =>
    lineDrawer()({ values: new Array(100).fill(value), most: 100, role: 'good' }, 40, 8, NO_COLOUR).map((line) =>
      /[⠀-⣿]{10}/.test(line.slice(8)),
    );
  expect(flat(95).indexOf(true)).toBeLessThan(flat(50).indexOf(true));
  expect(flat(50).indexOf(true)).toBeLessThan(flat(5).indexOf(true));
});

test('graphs leave the process as it was', () => {
  for (const event of ['exit', 'uncaughtException', 'SIGTERM', 'SIGINT', 'SIGWINCH'])
    expect(process.listeners(event as 'exit').filter((listener) => /blessed/.test(String(listener)))).toEqual([]);
});

test.each([
  [[], '      '],
  [[0, 0.001, 0.01, 0.5, 1, 7], '  ▁▄██'],
  [[1, 1, 1, 0, 0.25, 0.5, 0.75, 1], '█ ▂▄▆█'],
])('%j is drawn as %j', (values, expected) => {
  expect(sparkline(values, 6, 1, true)).toBe(expected);
});

test('without Unicode bars are letters', () => {
  expect(sparkline([0, 0.5, 1], 4, 1, false)).toBe('  =@');
});
