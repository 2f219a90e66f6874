import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { Row, Tab } from '../../src/monitor/data/row.ts';
import { formatBytes, formatCount, formatPercent, formatTime, formatUptime } from '../../src/monitor/draw/format.ts';
import { tableLines } from '../../src/monitor/draw/table-lines.ts';
import { clean, fitTo, from, until, widthOf } from '../../src/monitor/draw/text.ts';
import { columnsFor, DEFAULT_COLUMNS, placed } from '../../src/monitor/table/columns.ts';
import { sortRows } from '../../src/monitor/table/sort.ts';
import { processOf, rowOf } from '../components/fake-source.ts';
import { NO_COLOUR } from '../support/themes.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]8;;http://x\u0007link\u001b]8;;\u0007', 'link'],
  ['a\nb\rc', 'a·b·c'],
  ['a\tb', 'a    b'],
  ['\u202eright to left', '·right to left'],
  ['\u009b2Jc1', '·2Jc1'],
  ['\u001bcreset', 'reset'],
  ['👩‍👩‍👧 👍🏽 ❤️', '👩👩👧 👍 ❤'],
])('%j reaches the terminal as %j', (text, expected) => {
  expect(clean(text)).toBe(expected);
});

test.each(['plain', '日本語の名前', '👩‍👩‍👧‍👦 family', 'é combining', 'עברית', ''])(
  '%j takes exactly the columns it is given',
  (text) => {
    for (let width = 0; width < 20; width++) {
      expect(widthOf(fitTo(text, width))).toBe(width);
      expect(widthOf(fitTo(text, width, 'right'))).toBe(width);
    }
  },
);

test('text is scrolled by columns, not by letters', () => {
  expect(from('abcdef', 2)).toBe('cdef');
  expect(from('日本語', 2)).toBe('本語');
});

test('text is cut before a column; half of a wide letter is a blank', () => {
  expect(until('abcdef', 2)).toBe('ab');
  expect(until('日本語', 4)).toBe('日本');
  expect(until('日本語', 3)).toBe('日 ');
  expect(until('日本', 9)).toBe('日本');
});

test('each letter that is taken for a known one is as wide as it is when looked at', () => {
  for (let code = 0x20; code < 0x3000; code++) {
    const letter = String.fromCharCode(code);
    if (clean(letter) === letter) expect(widthOf(letter), `U+${code.toString(16)}`).toBe(stringWidth(letter));
  }
});

test('a row that was painted is taken as it was, one that changed is not', () => {
  const [first, second] = [rowOf({ pid: 2, name: 'first' }), rowOf({ pid: 3, name: 'second' })];
  const view = {
    columns: placed(columnsFor('tasks', DEFAULT_COLUMNS.tasks, {}, 80), 80),
    rows: [first, second],
    branches: undefined,
    selected: undefined,
    sort: { column: 'pid', descending: false } as const,
    left: 0,
    focused: true,
    followKey: 'G',
    tags: new Map(),
    look: { cores: 1, memory: 1, unicode: true, recent: () => [] },
    until: 7,
    empty: '',
  };
  const painted = new WeakMap([[first as Row, { live: '', until: 6, line: 'as it was' }]]);
  const lines = tableLines(view, 80, 3, NO_COLOUR, painted);
  expect(lines[1]).toBe('as it was');
  expect(lines[2]).toContain('second');
  expect(painted.get(second)?.line).toBe(lines[2]);
});

test.each([
  [formatBytes(0), '0B'],
  [formatBytes(999), '999B'],
  [formatBytes(4_301), '4.2K'],
  [formatBytes(1.5 * 1024 ** 3), '1.5G'],
  [formatCount(949), '949'],
  [formatCount(12_345), '12k'],
  [formatPercent(0.998), '99.8'],
  [formatPercent(1), '100'],
  [formatTime(64.219), '1:04.21'],
  [formatTime(7_383), '2h03:03'],
  [formatUptime(59), '59s'],
  [formatUptime(90_000), '1d 1h'],
])('%j is written %j', (actual, expected) => {
  expect(actual).toBe(expected);
});

test.each<Tab>(['tasks', 'host'])('no column of %s is broken by what a row is called', (tab) => {
  const names = ['a\nb', '\u001b[2J', '👩‍👩‍👧‍👦', '日本語', 'עברית', 'x'.repeat(500)];
  const make = tab === 'tasks' ? rowOf : processOf;
  const rows = names.map((name, index) => make({ pid: index + 2, name, args: [name, '\u0007', '\u202e'] }));
  const root = { from: undefined, more: false, below: 9, folded: false };
  const branches = names.map((_, index) => ({ from: root, more: index > 2, below: index, folded: index === 3 }));
  for (const width of [30, 60, 80, 100, 200]) {
    const lines = tableLines(
      {
        columns: placed(columnsFor(tab, DEFAULT_COLUMNS[tab], {}, width), width),
        rows,
        branches,
        selected: { pid: 3, startedAt: 1_000_000 },
        sort: { column: 'pid', descending: false },
        left: 0,
        focused: true,
        empty: '',
        tags: new Map(),
        look: { cores: 1, memory: 1024 ** 3, unicode: true, recent: () => [0.5, 1] },
        until: 0,
      },
      width,
      10,
      NO_COLOUR,
    );
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(widthOf(line.replace(SGR, ''))).toBe(width);
  }
});

test('rows that are equal are ordered by PID', () => {
  const rows = [3, 4, 5].map((pid) => rowOf({ pid, cpu: 0.5 }));
  const scale = { cores: 1, memory: 1 };
  expect(sortRows('tasks', rows, { column: 'cpu', descending: true }, scale).map(({ pid }) => pid)).toEqual([3, 4, 5]);
});
