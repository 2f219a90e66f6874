import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keysDocument } from '../../scripts/keys-document.ts';
import { COMMANDS, WORDED } from '../../src/monitor/commands/registry.ts';
import { TABS, type Tab } from '../../src/monitor/data/row.ts';
import { helpPages, pageTexts } from '../../src/monitor/draw/help-text.ts';
import { PANES, type Pane } from '../../src/monitor/input/actions/action.ts';
import { ACTIONS, findAction } from '../../src/monitor/input/actions/registry.ts';
import { actionFor, DEFAULT_KEYS, keyMapFor } from '../../src/monitor/input/key-map.ts';
import { keyName } from '../../src/monitor/input/key-names.ts';
import type { Preset } from '../../src/monitor/input/presets.ts';
import { DEFAULT_SETTINGS } from '../../src/monitor/state/settings.ts';
import { processOf, rowOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';
import { projectFile } from '../support/guests.ts';
import { sentBy } from '../support/sent-keys.ts';
import { EXPECTATIONS, SEEN } from './expectations.ts';

const PRESETS: readonly Preset[] = ['default', 'htop'];
const PANE_KEYS: Readonly<Record<Pane, string>> = { table: '', log: '\t', details: '\r' };

/** Every key that does anything, in every pane, by what it does. */
const CASES = PRESETS.flatMap((preset) =>
  TABS.flatMap((tab) =>
    PANES.filter((pane) => tab === 'tasks' || pane !== 'log').flatMap((pane) =>
      [...keyMapFor(preset, {}).panes[pane].actions].map(
        ([key, id]) => [preset, tab, pane, keyName(key), id, key] as const,
      ),
    ),
  ),
);

const PIDS = [2, 3, 4, 5, 6, 7];

/** A table in the middle of which the fourth row is selected, with half a minute behind it, in which the CPU was busy once. */
function deskOn(tab: Tab, preset: Preset = 'default'): Desk {
  const tasks = PIDS.map((pid) => rowOf({ pid, name: `t${pid}`, args: ['x'.repeat(300)] }));
  const rows = PIDS.map((pid) => processOf({ pid, name: `t${pid}`, args: [`t${pid}`, 'x'.repeat(300)] }));
  const desk = new Desk(tasks, 100, 30, { tab, settings: { ...DEFAULT_SETTINGS, keys: keyMapFor(preset, {}) } });
  for (let second = 40; second >= 0; second--) {
    const busy = second === 20 ? [1, 1] : [0, 0];
    const { machine } = desk.source.getSnapshot();
    desk.source.publish(tasks, { host: { rows, problem: undefined }, machine: { ...machine, cores: busy } });
  }
  for (const { pid } of tasks)
    desk.source.write(pid, ...Array.from({ length: 99 }, (_, line) => `line ${line} ${'y'.repeat(200)}`));
  return desk;
}

test.each(CASES)('%s keys, of the %s, in the %s %s does what help says of %s', (preset, tab, pane, _name, id, key) => {
  const desk = deskOn(tab, preset);
  const only = findAction(id)?.tab;
  // In the middle, so that every way is open.
  desk.type(`${sentBy('down')}${sentBy('down')}${PANE_KEYS[pane]}`);
  if (pane === 'log') desk.type('bb');
  const before = SEEN.includes(id) ? desk.styled : desk.text;
  desk.type(sentBy(key));
  if (only !== undefined && only !== tab)
    return expect(desk.text).toMatch(/ is for (tasks|processes of the host): Alt-\d/);
  EXPECTATIONS[id](desk, before);
});

test('on a screen that only shows, no key sends anything, and each says why', () => {
  for (const tab of TABS) {
    for (const { id, keys, where, changes, tab: only } of ACTIONS) {
      if (!changes || (only !== undefined && only !== tab) || (where === 'log' && tab === 'host')) continue;
      const tasks = [rowOf({ pid: 4, name: 't4' })];
      const desk = new Desk(tasks, 100, 30, { tab, readOnly: true });
      desk.source.publish(tasks, { host: { rows: [processOf({ pid: 4 })], problem: undefined } });
      if (where === 'log') desk.type(PANE_KEYS.log);
      desk.type(sentBy(keys[0] ?? ''));
      expect(desk.text, id).toContain('read-only: ');
      expect([...desk.sent, ...desk.asked]).toEqual([]);
    }
  }
});

const helpOf = (pane: Pane, preset: Preset) => {
  const subject = { keys: keyMapFor(preset, {}), pane, tab: 'host' } as const;
  return helpPages(subject).map((page) => pageTexts(page, 72, subject));
};

test.each(PRESETS)('help with %s keys names what each key of a pane does, on the page of the pane', (preset) => {
  for (const pane of PANES) {
    const [page = []] = helpOf(pane, preset);
    const text = page.join(' ').replace(/\s+/g, ' ');
    for (const [key, id] of keyMapFor(preset, {}).panes[pane].actions) {
      const helps = ACTIONS.filter((action) => action.id === id).map(({ help }) => help);
      expect(text).toContain(keyName(key));
      expect(
        helps.some((help) => text.includes(help)),
        `${pane} ${id}`,
      ).toBe(true);
    }
    for (const line of page) expect(line.length).toBeLessThanOrEqual(72);
  }
});

test('help names every action and every command, and marks what has other keys', () => {
  const pages = PANES.flatMap((pane) => helpOf(pane, 'default').flat());
  const text = pages.join(' ').replace(/\s+/g, ' ');
  for (const { help } of ACTIONS) expect(text).toContain(help);
  for (const { name, help } of WORDED) {
    expect(text).toContain(name);
    expect(text).toContain(help);
  }
  expect(pages.filter((line) => line.startsWith('*'))).toEqual([]);
  expect(helpOf('table', 'htop').flat().join('\n')).toMatch(/^\*h \? F1 +this help$/m);
});

test.each(PRESETS)('with %s keys no key means two things in one pane, and no name two commands', (preset) => {
  expect(keyMapFor(preset, {}).faults).toEqual([]);
  for (const pane of PANES) {
    const keys = ACTIONS.filter(({ where }) => where === pane).flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { id, keys: own, where } of ACTIONS)
      if (where === pane) for (const key of own) expect(actionFor(DEFAULT_KEYS, key, pane)).toBe(id);
  }
  const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});

test('docs/keys.md is current; else npm run schemas', () => {
  expect(readFileSync(projectFile('docs/keys.md'), 'utf8')).toBe(keysDocument());
});
