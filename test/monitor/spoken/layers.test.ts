import { expect, test } from 'vitest';
import { keyMapFor } from '../../../src/monitor/input/key-map.ts';
import { DEFAULT_SETTINGS } from '../../../src/monitor/state/settings.ts';
import { rowOf } from '../../components/fake-source.ts';
import { SpokenDesk } from '../../support/spoken-desk.ts';

const [DOWN, UP, ESCAPE, CTRL_R] = ['\u001b[B', '\u001b[A', '\u001b', '\u0012'];
const spin = rowOf({ pid: 7, name: 'spin', state: 'R' });

test('help has pages, and names the keys that are bound', () => {
  const keys = keyMapFor('default', { pause: 'ctrl-t', raise: [] });
  const desk = new SpokenDesk([spin], { settings: { ...DEFAULT_SETTINGS, keys } });
  desk.type('?');
  const lines = Array.from({ length: 12 }, () => desk.type(' ')).flat();
  expect(lines).toContainEqual(expect.stringMatching(/^Ctrl-T: pause.*, not its usual keys$/));
  expect(lines).toContainEqual(expect.stringMatching(/^colon raise: /));
  expect(desk.type(' ')).toEqual(['That was the end.']);
  expect(desk.type('\t')[0]).toMatch(/^Help, page 2 of 6: Log, /);
});

test('what is searched for in the help is echoed, and read once it is entered', () => {
  const desk = new SpokenDesk([spin]);
  desk.type('?');
  expect(desk.type('/renice')).toEqual(['Search the help: renice']);
  const found = desk.type('\r');
  expect(found[0]).toMatch(/^Help, \d+ lines? for renice\. /);
  expect(found.some((line) => line.startsWith('renice '))).toBe(true);
  expect(desk.type('/xyzzy\r').at(-1)).toMatch(/^Help, nothing has xyzzy\. /);
  expect(desk.type(ESCAPE)[0]).toMatch(/^Help, page 1 of 6/);
});

/** Goes to a page of the setup. */
function setupPage(desk: SpokenDesk, page: number): string[] {
  desk.type('S');
  return desk.type('\t'.repeat(page - 1)).slice(-2);
}

test('the setup asks for a key, and says what came of it', () => {
  const desk = new SpokenDesk([spin]);
  expect(setupPage(desk, 9)).toEqual([
    'Setup, page 9 of 9: Keys. Keys: Enter binds, plus adds, minus takes one away, r as it was, Tab next page, Escape done.',
    expect.stringMatching(/^item 1 of \d+: Preset: default$/),
  ]);
  expect(desk.type(DOWN)[0]).toMatch(/^item 2 of \d+: help, this help: /);
  expect(desk.type('\r')).toEqual(['Press the key for help. Escape leaves it as it is.']);
  expect(desk.type(ESCAPE)).toEqual(['left as it was']);
  expect(desk.type('+')).toEqual(['Press one more key for help. Escape leaves it as it is.']);
  expect(desk.type('\u0014').at(-1)).toMatch(/: help, this help: .*Ctrl-T.*, not its usual keys$/);
  desk.type(UP);
  expect(desk.type(' ')).toEqual([
    expect.stringMatching(/^\d+ other items changed$/),
    expect.stringMatching(/Preset: htop$/),
  ]);
});

test('a theme is taken, and the log is set', () => {
  const themes = [
    { text: 'default', note: 'of the terminal' },
    { text: 'dark', note: 'for dark rooms' },
  ];
  const desk = new SpokenDesk([spin], { themes });
  expect(setupPage(desk, 7).at(-1)).toMatch(/^item 1 of 4: default, of the terminal: on$/);
  desk.type(DOWN);
  expect(desk.type(' ')).toEqual(['default, of the terminal: off', 'item 2 of 4: dark, for dark rooms: on']);
  desk.type(ESCAPE);
  expect(setupPage(desk, 6)[0]).toMatch(/^Setup, page 6 of 9: Log\. Keys: Space changes, /);
});

test('commands that only have what is typed somewhere are offered as related, with their keys', () => {
  const desk = new SpokenDesk([spin]);
  expect(desk.type(':clipb\t')[1]).toMatch(/^nothing begins so; \d+ related words?: |^Command: /);
  desk.type(ESCAPE);
  expect(desk.type(':paus\u001b[B')).toContainEqual(expect.stringMatching(/^1 of \d+: pause, key p, /));
});

test('the history is searched, each answer as a line', () => {
  const desk = new SpokenDesk([spin], { history: ['renice 3', 'kill nobody'] });
  desk.type(':');
  expect(desk.type(CTRL_R)).toEqual(['History: ']);
  expect(desk.type('re')).toEqual(['History, r: renice 3', 'History, re: renice 3']);
  expect(desk.type('x')).toEqual(['History, rex, not found: renice 3']);
});
