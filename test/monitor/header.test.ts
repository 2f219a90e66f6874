import { expect, test } from 'vitest';
import { headerHeight, headerLines } from '../../src/monitor/draw/header-lines.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { snapshotOf } from '../components/fake-source.ts';

const ASCII = { colour: false, unicode: false };
const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** A machine whose core N is busy N tenths of a percent, so that each meter is known by its figure. */
function header(cores: number, columns: number, rows: number): string[] {
  const picture = snapshotOf([]);
  const machine = { ...picture.machine, cores: Array.from({ length: cores }, (_, core) => core / 1_000) };
  const lines = headerLines({ ...picture, machine }, columns, rows, ASCII, false).map((line) => line.replace(SGR, ''));
  expect(lines).toHaveLength(headerHeight(machine, columns, rows));
  for (const line of lines) expect(widthOf(line)).toBe(columns);
  return lines;
}

test.each([
  [1, 80, 24],
  [2, 80, 24],
  [4, 80, 24],
  [8, 100, 30],
  [16, 120, 40],
  [64, 200, 60],
  [4, 60, 40],
])('each of %i cores has its meter on %i x %i', (cores, columns, rows) => {
  const text = header(cores, columns, rows).join('\n');
  for (let core = 0; core < cores; core++) {
    expect(text).toMatch(new RegExp(`(?:^|\\s)${core}\\[[ |]*${(core / 10).toFixed(1)}%\\]`, 'm'));
  }
  expect(text).toMatch(/Mem\[/);
});

test.each([
  [128, 80, 24],
  [64, 40, 14],
])('%i cores on %i x %i share one meter, which says so', (cores, columns, rows) => {
  expect(header(cores, columns, rows).join('\n')).toContain(`of ${cores} cores`);
});

test('a short screen has one line of header', () => {
  expect(header(4, 40, 8)).toEqual([expect.stringContaining('CPU ')]);
});
