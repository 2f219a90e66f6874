import { expect, test } from 'vitest';
import { PANES } from '../../src/monitor/input/actions/action.ts';
import type { Bindings } from '../../src/monitor/input/bindings.ts';
import { actionFor, keyMapFor, keysOf, keyText } from '../../src/monitor/input/key-map.ts';
import { parseKey } from '../../src/monitor/input/key-names.ts';
import { KeyTokenizer } from '../../src/monitor/input/key-tokens.ts';
import { DEFAULT_SETTINGS } from '../../src/monitor/state/settings.ts';
import { rowOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';
import { sentBy } from '../support/sent-keys.ts';

test.each([
  ['P', 'P'],
  ['é', 'é'],
  [' ', 'space'],
  ['Enter', 'enter'],
  ['F12', 'f12'],
  ['PgUp', 'pageup'],
  ['Esc', 'escape'],
  ['^S', 'ctrl-s'],
  ['Ctrl-S', 'ctrl-s'],
  ['alt-1', 'alt-1'],
  ['Alt-X', 'alt-X'],
  ['shift-tab', 'shift-tab'],
  ['shift-f3', 'shift-f3'],
  ['ctrl-right', 'ctrl-right'],
  ['shift-a', 'A'],
  ['ctrl-m', 'enter'],
])('%j is the key %j, and the terminal sends it', (text, key) => {
  expect(parseKey(text)).toBe(key);
  const tokenizer = new KeyTokenizer();
  expect([...tokenizer.feed(sentBy(key)), ...tokenizer.flush()]).toEqual([{ kind: 'key', key }]);
});

test.each(['', 'PP', 'f13', 'ctrl-1', 'alt-enter', 'hyper-x', '\u0007', 'ctrl-tab', 'ctrl-'])(
  '%j is no key that a terminal sends',
  (text) => {
    expect(parseKey(text)).toBeUndefined();
  },
);

test.each<[Bindings, string]>([
  [{ 'sort-cpp': 'P' }, "sort-cpp: there is no such action; did you mean 'sort-cpu'?"],
  [{ 'sort-cpu': ['P', 'hyper-p'] }, 'sort-cpu.1: there is no key "hyper-p"; write a letter'],
  [{ 'sort-cpu': 'x', 'sort-time': 'x' }, 'sort-time: x is sort-cpu already: sort-time does without it'],
  [{ 'in-table': { help: 'x', setup: 'x' } }, 'in-table.setup: x is help already: setup does without it'],
  [{ 'in-tables': { help: 'x' } }, 'in-tables: there is no such table; the panes are in-table, in-log, in-details'],
  [{ 'in-log': { 'sort-cpu': 'x' } }, 'in-log.sort-cpu: sort-cpu is nothing for the log'],
  [{ help: [] }, 'help: help needs a key in every pane: ? stays'],
  [{ quit: [] }, 'quit: quit needs a key in every pane: q stays'],
  [{ 'command-line': [] }, 'command-line: command-line needs a key in every pane: : stays'],
  [{ 'sort-cpu': ['?', 'f1'] }, 'sort-cpu.0: help needs a key in every pane: ? stays'],
])('%j is told', (bindings, told) => {
  const { faults } = keyMapFor('default', bindings);
  expect(faults.map(({ path, text }) => `${path.join('.')}: ${text}`)).toEqual([expect.stringContaining(told)]);
});

test('what is right counts beside what is wrong, and a wrong line leaves an action its keys', () => {
  const map = keyMapFor('default', { 'sort-cpu': ['x', 'hyper-p'], 'sort-time': 'hyper-t', help: [] });
  expect(actionFor(map, 'x', 'table')).toBe('sortCpu');
  expect(keysOf(map, 'sortTime', 'table')).toEqual(['T']);
  for (const pane of PANES) expect(keysOf(map, 'help', pane)).toEqual(['?']);
});

test('what a person binds goes before what is there, in every pane in which it counts; one pane goes before all', () => {
  const map = keyMapFor('default', { zoom: 'u', 'in-log': { redraw: 'u' } });
  expect(PANES.map((pane) => actionFor(map, 'u', pane))).toEqual(['zoom', 'redraw', 'zoom']);
  expect(keysOf(map, 'halfUp', 'log')).toEqual(['ctrl-u']);
  expect(keyText(map, 'user')).toBe(':user');
});

test('[] takes the keys away, and the name is told instead', () => {
  const map = keyMapFor('default', { tree: [] });
  expect(actionFor(map, 't', 'table')).toBeUndefined();
  const desk = new Desk(undefined, 100, 30, { settings: { ...DEFAULT_SETTINGS, keys: map } });
  desk.type('*');
  expect(desk.text).toContain('the table is flat: :tree shows the tree');
});

test('htop gives k, h, l and N the meanings that htop has', () => {
  const map = keyMapFor('htop', {});
  const meant = (key: string) => PANES.map((pane) => actionFor(map, key, pane));
  expect(meant('k')).toEqual(['signal', 'up', 'signal']);
  expect(meant('h')).toEqual(['help', 'help', 'help']);
  expect([actionFor(map, 'l', 'table'), actionFor(map, 'l', 'details')]).toEqual(['showLog', 'showLog']);
  expect([actionFor(map, 'N', 'table'), actionFor(map, 'N', 'log')]).toEqual(['sortPid', 'searchPrevious']);
  expect(actionFor(map, 'p', 'table')).toBe('wholeCommand');
});

test('every text that names a key names the one that there is', () => {
  const keys = keyMapFor('default', {
    'tasks-tab': 'f11',
    'host-tab': 'f12',
    search: '#',
    freeze: 'ctrl-f',
    earlier: 'ctrl-p',
    'resume-log': 'E',
    'close-layer': 'ctrl-g',
    apply: 'A',
  });
  const desk = new Desk(undefined, 100, 30, { settings: { ...DEFAULT_SETTINGS, keys } });
  desk.source.write(2, ...Array.from({ length: 99 }, (_, line) => `line ${line}`));
  desk.source.publish([rowOf({ pid: 2 })], { news: { lines: ['changed'], usable: true } });
  expect(desk.text).toContain('manifest changed: A shows');
  desk.type('u');
  expect(desk.text).toContain('u is for processes of the host: F12 shows them');
  desk.type('n');
  expect(desk.text).toContain('nothing to search for: # asks');
  desk.type(sentBy('f12'));
  desk.type('i');
  expect(desk.text).toContain('i is for tasks: F11 shows them');
  desk.type(sentBy('f11'));
  desk.type('\u0006');
  expect(desk.text).toContain('FROZEN: ^F goes on');
  desk.type('\u0006\tk');
  expect(desk.text).toContain('E follows');
  desk.type('\t\u0010');
  expect(desk.text).toMatch(/\^P \. second {2}\{ \} 30 s {2}\( \) spike {2}\^G now/);
});

test('a digit that is bound is no PID', () => {
  const keys = keyMapFor('default', { tree: '5' });
  const desk = new Desk(undefined, 100, 30, { settings: { ...DEFAULT_SETTINGS, keys } });
  desk.type('5');
  expect(desk.text).toContain('tree');
  desk.type('4');
  expect(desk.text).toContain('PID 4');
});
