import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { overlaid } from '../../../src/monitor/draw/overlaid.ts';
import { fitTo } from '../../../src/monitor/draw/text.ts';
import { changedLines } from '../../../src/monitor/terminal/changed-lines.ts';
import { Surface } from '../../../src/monitor/terminal/surface.ts';
import { placedBox } from '../../support/placed-box.ts';

const BEGIN = '\u001b[?2026h';
const END = '\u001b[m\u001b[?2026l';
const [COLUMNS, ROWS] = [30, 8];

/** A surface, and all that it wrote. */
function surfaceOn(written: string[]): Surface {
  const surface = new Surface((bytes) => written.push(bytes));
  surface.open();
  return surface;
}

/** Microtasks that stand in line are through. */
const turn = () => Promise.resolve();

test('only lines that differ are written, each to its place', () => {
  expect(changedLines(['a', 'b', 'c'], ['a', 'B', 'c'])).toBe('\u001b[2H\u001b[m\u001b[KB');
  expect(changedLines(['a'], ['a'])).toBe('');
  expect(changedLines(undefined, ['a', ''])).toBe('\u001b[1H\u001b[m\u001b[Ka\u001b[2H\u001b[m\u001b[K');
});

test.each([
  ['\u001b[2Jcleared', '[2Jcleared'],
  ['\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'],
  ['a\r\nb\u0007', 'ab'],
  ['\u009b5Hmoved', '5Hmoved'],
  ['\u001b]52;c;AAAA\u0007', ']52;c;AAAA'],
])('of %j nothing but text and colours reaches the terminal', (line, expected) => {
  expect(changedLines(undefined, [line])).toBe(`\u001b[1H\u001b[m\u001b[K${expected}`);
});

test('a picture is one write, which the terminal shows at once', async () => {
  const written: string[] = [];
  const surface = surfaceOn(written);
  surface.show(['a', 'b']);
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual([`${BEGIN}${changedLines(undefined, ['a', 'b'])}${END}`]);
  surface.show(['a', 'c']);
  expect(written.slice(1)).toEqual([`${BEGIN}${changedLines(['a', 'b'], ['a', 'c'])}${END}`]);
  surface.show(['a', 'c']);
  expect(written).toHaveLength(2);
});

test('after somebody else wrote, all is drawn again, once, when they are through', async () => {
  const written: string[] = [];
  const surface = surfaceOn(written);
  surface.show(['a', 'b']);
  await turn();
  surface.forget();
  surface.forget();
  surface.show(['a', 'c']);
  expect(written).toHaveLength(1);
  await turn();
  expect(written.slice(1)).toEqual([`${BEGIN}${changedLines(undefined, ['a', 'c'])}${END}`]);
});

test('nothing is written to a terminal that was given back, not even what was due', async () => {
  const written: string[] = [];
  const surface = surfaceOn(written);
  surface.show(['a']);
  surface.close();
  await turn();
  surface.show(['b']);
  expect(written).toEqual([]);
  surface.open();
  await turn();
  expect(written).toEqual([`${BEGIN}${changedLines(undefined, ['b'])}${END}`]);
});

const PIECES = ['abc', '日本', 'é', '👍', '│', ' ', '\u001b[31mred\u001b[0m', '\u001b[7m本\u001b[0m'];

/** A number from 0 to below a bound that looks random, and is the same each time. */
function pick(seed: number, bound: number): number {
  return Math.floor((Math.abs(Math.sin(seed * 12.9898) * 43_758.5453) % 1) * bound);
}

/** A line of at most the terminal's width. */
function lineAt(seed: number): string {
  return Array.from({ length: pick(seed, 7) }, (_, place) => PIECES[pick(seed * 7 + place, PIECES.length)]).join('');
}

test('after 500 pictures with wide letters and boxes over them, an emulator shows what was meant', async () => {
  const terminal = new headless.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
  const fresh = new headless.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
  const surface = new Surface((bytes) => terminal.write(bytes));
  surface.open();
  for (let step = 1; step <= 500; step++) {
    const lines = Array.from({ length: ROWS }, (_, row) => lineAt(pick(step * ROWS + row, 40)));
    const box = Array.from({ length: pick(step, 5) }, () => `\u001b[42m${fitTo('日本box', 3 + (step % 9))}\u001b[0m`);
    const placed = placedBox(box, step % 2 === 0 ? 'middle' : 'bottom', COLUMNS, ROWS);
    const picture = overlaid(lines, placed, COLUMNS);
    surface.show(picture);
    await turn();
    fresh.reset();
    const plain = picture.join('\r\n');
    await Promise.all([shown(terminal, ''), shown(fresh, plain)]);
    expect(textOf(terminal), `picture ${step}`).toEqual(textOf(fresh));
  }
});

function shown(terminal: InstanceType<typeof headless.Terminal>, bytes: string): Promise<void> {
  return new Promise((resolve) => terminal.write(bytes, resolve));
}

function textOf(terminal: InstanceType<typeof headless.Terminal>): string[] {
  const { active } = terminal.buffer;
  return Array.from({ length: ROWS }, (_, row) => active.getLine(row)?.translateToString(true).trimEnd() ?? '');
}
