import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { composed } from '../../../src/monitor/draw/composed.ts';
import { fitTo } from '../../../src/monitor/draw/text.ts';
import type { MouseReport } from '../../../src/monitor/input/mouse-report.ts';
import { changedLines } from '../../../src/monitor/terminal/changed-lines.ts';
import type { Region } from '../../../src/monitor/terminal/region.ts';
import { Surface } from '../../../src/monitor/terminal/surface.ts';

const BEGIN = '\u001b[?2026h';
const END = '\u001b[m\u001b[?2026l';
const [COLUMNS, ROWS] = [30, 8];
const GROUND = { columns: COLUMNS, rows: ROWS, finish: (line: string) => line };

/** A surface, and all that it wrote. */
function surfaceOn(written: string[]): Surface {
  const surface = new Surface((bytes) => written.push(bytes));
  surface.open();
  surface.lay(GROUND, true);
  return surface;
}

/** A region at a place. */
function regionOf(
  lines: readonly string[],
  changes: { left?: number; top?: number; width?: number; z?: number } = {},
): Region {
  const { left = 0, top = 0, width = COLUMNS, z = 0 } = changes;
  const height = lines.length;
  return { z, draw: () => lines, measure: () => ({ left, top, width, height, first: 0, end: height }) };
}

/** A whole screen that begins with these lines. */
function screenOf(...lines: readonly string[]): string[] {
  return Array.from({ length: ROWS }, (_, row) => (lines[row] ?? '').padEnd(COLUMNS));
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

test('a screen is one write, which the terminal shows at once', async () => {
  const written: string[] = [];
  const surface = surfaceOn(written);
  surface.set('a', regionOf(screenOf('a', 'b')));
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual([`${BEGIN}${changedLines(undefined, screenOf('a', 'b'))}${END}`]);
  surface.set('a', regionOf(screenOf('a', 'c')));
  await turn();
  expect(written.slice(1)).toEqual([`${BEGIN}${changedLines(screenOf('a', 'b'), screenOf('a', 'c'))}${END}`]);
  surface.set('a', regionOf(screenOf('a', 'c')));
  await turn();
  expect(written).toHaveLength(2);
});

test('after somebody else wrote, all is written again, once, when they are through', async () => {
  const written: string[] = [];
  const surface = surfaceOn(written);
  surface.set('a', regionOf(screenOf('a', 'b')));
  await turn();
  surface.forget();
  surface.forget();
  surface.set('a', regionOf(screenOf('a', 'c')));
  expect(written).toHaveLength(1);
  await turn();
  expect(written.slice(1)).toEqual([`${BEGIN}${changedLines(undefined, screenOf('a', 'c'))}${END}`]);
});

test('nothing is written to a terminal that was given back, not even what was due', async () => {
  const written: string[] = [];
  const surface = surfaceOn(written);
  surface.set('a', regionOf(screenOf('a')));
  surface.close();
  await turn();
  surface.set('a', regionOf(screenOf('b')));
  await turn();
  expect(written).toEqual([]);
  surface.open();
  await turn();
  expect(written).toEqual([`${BEGIN}${changedLines(undefined, screenOf('b'))}${END}`]);
});

test('a region is asked for its lines when its function or its size is another one, not when it moves', () => {
  const surface = surfaceOn([]);
  const sizes: number[] = [];
  const draw: Region['draw'] = ({ width, height }) => {
    sizes.push(width);
    return Array.from({ length: height }, () => '#'.repeat(width));
  };
  const at = (left: number, width: number, other = draw): Region => ({
    z: 0,
    draw: other,
    measure: () => ({ left, top: 0, width, height: 2, first: 1, end: 2 }),
  });
  surface.set('a', at(0, 3));
  expect(surface.lines.slice(0, 2)).toEqual(screenOf('', '###').slice(0, 2));
  surface.set('a', at(2, 3));
  surface.lay(GROUND, true);
  expect(surface.lines.slice(0, 2)).toEqual(screenOf('', '  ###').slice(0, 2));
  expect(sizes).toEqual([3]);
  surface.set('a', at(2, 4));
  surface.lay(GROUND, true);
  expect(surface.lines[1]).toBe(screenOf('', '  ####')[1]);
  surface.set(
    'a',
    at(2, 4, (size) => draw(size)),
  );
  expect(surface.lines[1]).toBe(screenOf('', '  ####')[1]);
  expect(sizes).toEqual([3, 4, 4]);
  surface.remove('a');
  expect(surface.lines).toEqual(screenOf());
});

test('a click goes to the highest region at its place, a drag to the one where it began', () => {
  const surface = surfaceOn([]);
  const heard: string[] = [];
  const hears =
    (name: string): Region['onMouse'] =>
    (line, column, { action }) => {
      heard.push(`${name} ${line} ${column} ${action}`);
    };
  surface.set('below', { ...regionOf(['....', '....', '....'], { width: 4 }), onMouse: hears('below') });
  surface.set('above', { ...regionOf(['##'], { left: 1, top: 1, width: 2, z: 1 }), onMouse: hears('above') });
  surface.set('deaf', regionOf(['#'], { left: 0, top: 0, width: 1, z: 2 }));
  expect(surface.lines.slice(0, 3)).toEqual(screenOf('#...', '.##.', '....').slice(0, 3));
  const mouse = (action: MouseReport['action'], column: number, row: number) =>
    surface.mouse({ kind: 'mouse', action, button: 'left', column, row, shift: false, alt: false, ctrl: false });
  mouse('press', 3, 2);
  mouse('drag', 1, 1);
  mouse('release', 9, 9);
  mouse('press', 1, 1);
  mouse('wheel-up', 4, 3);
  mouse('press', 20, 1);
  expect(heard).toEqual([
    'above 0 1 press',
    'above -1 -1 drag',
    'above 7 7 release',
    'below 0 0 press',
    'below 2 3 wheel-up',
  ]);
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
  surface.lay(GROUND, true);
  for (let step = 1; step <= 500; step++) {
    const lines = Array.from({ length: ROWS }, (_, row) => lineAt(pick(step * ROWS + row, 40)));
    const box = Array.from({ length: pick(step, 5) }, () => `\u001b[42m${fitTo('日本box', 3 + (step % 9))}\u001b[0m`);
    const width = 3 + (step % 9);
    const [left, top] = [pick(step, COLUMNS - width), pick(step + 1, ROWS - box.length)];
    const pieces = [
      { left: 0, top: 0, width: COLUMNS, lines },
      { left, top, width, lines: box },
    ];
    const picture = composed(pieces, COLUMNS, ROWS);
    surface.set('lines', regionOf(lines));
    surface.set('box', regionOf(box, { left, top, width, z: 1 }));
    surface.lay(GROUND, true);
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
