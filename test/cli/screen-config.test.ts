import { expect, test } from 'vitest';
import { changesOf, screenOf } from '../../src/cli/screen-config.ts';
import { DEFAULTS } from '../../src/config/config.ts';
import { followed } from '../../src/monitor/state/kept.ts';

const before = screenOf(DEFAULTS);

test('what was not changed is not written', () => {
  expect(changesOf(before, screenOf(DEFAULTS))).toEqual({});
  const host = { ...before.tables.host, widths: { user: 20 }, tree: true };
  expect(changesOf(before, { ...before, tables: { ...before.tables, host } })).toEqual({
    'host.widths.user': 20,
    'host.tree': true,
  });
});

test('what is of the moment stays as it is when the screen hears of what it saved itself', () => {
  const host = { ...before.tables.host, selected: { pid: 7, startedAt: 1 }, filter: 'cpu>5', tags: new Map([[7, 1]]) };
  const live = { ...before, tables: { ...before.tables, host } };
  expect(followed(live, live, before)).toEqual(live);
});

test('a change of the file changes that on the screen, and nothing else', () => {
  const live = {
    settings: { ...before.settings, threads: true },
    tables: { ...before.tables, host: { ...before.tables.host, sort: { column: 'mem', descending: true } } },
  };
  const after = screenOf({ ...DEFAULTS, screen: { ...DEFAULTS.screen, cpu_percent: 'machine' } });
  const result = followed(live, before, after);
  expect(result.settings).toEqual({ ...live.settings, cpuOf: 'machine' });
  expect(result.tables).toEqual(live.tables);
});
