import { expect, test } from 'vitest';
import { columnsFor, DEFAULT_COLUMNS } from '../../../src/monitor/table/columns.ts';

const ids = (chosen: readonly string[], width: number, widths = {}) =>
  columnsFor('host', chosen, widths, width).map(({ id }) => id);

test('what was chosen is shown where there is room for it, however narrow the screen', () => {
  const chosen = ['pid', 'shared', 'threads', 'read', 'command'];
  expect(ids(chosen, 80)).toEqual(chosen);
  expect(ids(chosen, 30)).toEqual(['pid', 'shared', 'command']);
  expect(ids(chosen, 10)).toEqual(['pid']);
});

test('what nobody chose goes by the width that it is meant for', () => {
  expect(ids(DEFAULT_COLUMNS.host, 80)).toEqual([
    'pid',
    'user',
    'nice',
    'mem',
    'state',
    'cpu',
    'mem%',
    'time',
    'command',
  ]);
});

test('a column is as wide as it was chosen', () => {
  expect(columnsFor('host', ['user'], { user: 20 }, 80)[0]?.width).toBe(20);
});
