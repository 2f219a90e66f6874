import { expect, test } from 'vitest';
import { changesOf } from '../../src/cli/screen-config.ts';
import type { ActionId } from '../../src/monitor/input/actions/action-id.ts';
import { ACTIONS } from '../../src/monitor/input/actions/registry.ts';
import type { Bindings } from '../../src/monitor/input/bindings.ts';
import { keyMapFor } from '../../src/monitor/input/key-map.ts';
import { DEFAULT_SETTINGS } from '../../src/monitor/state/settings.ts';
import { Desk } from '../support/desk.ts';
import { sentBy } from '../support/sent-keys.ts';

const IDS = [...new Set(ACTIONS.map(({ id }) => id))];

/** The setup on the page of keys, which is the last one, at the line of an action. */
function at(id: ActionId, bindings: Bindings = {}): Desk {
  const settings = { ...DEFAULT_SETTINGS, keys: keyMapFor('default', bindings) };
  const desk = new Desk(undefined, 100, 30, { settings });
  desk.type(`${sentBy('f2')}${sentBy('shift-tab')}`);
  expect(desk.text).toContain('Keys (* other than usual)');
  desk.type(sentBy('down').repeat(IDS.indexOf(id) + 1));
  return desk;
}

const boundIn = (desk: Desk) => desk.controller.kept.settings.keys.bindings;

test('a key is asked for and bound, told from whom it was taken, and saved', () => {
  const desk = at('sortCpu');
  desk.type('\r');
  expect(desk.lines.join('\n')).toContain('Press the key for sort-cpu   Esc leaves it as it is');
  const before = desk.controller.kept;
  desk.type('M');
  expect(desk.text).toContain('M is sort-cpu now, no longer sort-memory, which has no key: it is :sort-memory');
  expect(desk.text).toMatch(/\*sort-cpu +sort by CPU +M/);
  expect(boundIn(desk)).toEqual({ 'sort-cpu': 'M' });
  desk.type('\u001b');
  expect(changesOf(before, desk.saved[0] ?? before)).toEqual({ 'keys.sort-cpu': 'M' });
  desk.type('M');
  expect(desk.text).toContain('CPU%v');
});

test('one more key is added, one is taken away, and r brings back what was', () => {
  const desk = at('sortCpu');
  desk.type(`+${sentBy('f12')}`);
  expect(boundIn(desk)).toEqual({ 'sort-cpu': ['P', 'f12'] });
  desk.type('-');
  expect(boundIn(desk)).toEqual({ 'sort-cpu': 'P' });
  desk.type('-');
  expect(boundIn(desk)).toEqual({ 'sort-cpu': [] });
  const before = desk.controller.kept;
  desk.type('r');
  expect(boundIn(desk)).toEqual({});
  expect(changesOf(before, desk.controller.kept)).toEqual({ 'keys.sort-cpu': undefined });
});

test('Esc binds nothing; what everybody needs keeps a key', () => {
  const desk = at('sortCpu');
  desk.type('\r\u001b');
  expect(boundIn(desk)).toEqual({});
  expect(desk.text).toContain('Keys (* other');
  desk.type('\r:');
  expect(desk.text).toContain('command-line needs a key in every pane: : stays');
  expect(boundIn(desk)).toEqual({});
});

test('a key that a person gave to another one goes over, in all panes', () => {
  const desk = at('sortCpu', { 'sort-time': ['x', 'T'], 'in-table': { zoom: 'x' } });
  desk.type('\rx');
  expect(boundIn(desk)).toEqual({ 'sort-time': ['T'], 'in-table': { zoom: [] }, 'sort-cpu': 'x' });
});

test('the preset is chosen, and counts at once', () => {
  const desk = at('help');
  desk.type(`${sentBy('home')} `);
  expect(desk.text).toMatch(/Preset +htop/);
  desk.type('\u001b');
  desk.type('k');
  expect(desk.text).toContain('Signal to 2 t2');
});

test('times and order are chosen, and count at once', () => {
  const desk = new Desk(undefined, 100, 30);
  desk.type(`${sentBy('f2')}${sentBy('shift-tab')}${sentBy('shift-tab')}`);
  expect(desk.text).toMatch(/Time between two looks +1s/);
  desk.type(`<${sentBy('down')}>${sentBy('down')}>`);
  expect(desk.text).toMatch(/Time between two looks +500ms/);
  expect(desk.text).toMatch(/Processes that ended stay for +10s/);
  expect(desk.text).toMatch(/Shown at first .* tasks/);
  expect(desk.asked).toEqual(['chosen 500 5000', 'chosen 500 10000']);
  desk.type(`${sentBy('down')} ${sentBy('down')} `);
  expect(desk.text).toMatch(/Tasks are sorted by +mem/);
  expect(desk.text).toMatch(/Tasks: which stand first +the least/);
});
