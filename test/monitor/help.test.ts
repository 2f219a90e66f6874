import { expect, test } from 'vitest';
import { keyMapFor } from '../../src/monitor/input/key-map.ts';
import { DEFAULT_SETTINGS } from '../../src/monitor/state/settings.ts';
import { Desk } from '../support/desk.ts';

const [LEFT, PAGE_DOWN, ESCAPE, F1] = ['\u001b[D', '\u001b[6~', '\u001b', '\u001bOP'];

function open(first = {}): Desk {
  const desk = new Desk(undefined, 80, 24, first);
  desk.type('?');
  return desk;
}

test('help begins with the pane that has the keys, and goes from page to page', () => {
  const desk = open();
  expect(desk.text).toContain('Help: [Table] Log Details Commands Columns Mouse');
  expect(desk.text).toContain('In the table');
  desk.type('\t');
  expect(desk.text).toContain('[Log]');
  desk.type(`${LEFT}${LEFT}`);
  expect(desk.text).toContain('[Mouse]');
  desk.type('q\t?');
  expect(desk.text).toContain('Help: [Log] Table Details');
});

test.each(['q', ESCAPE, F1, '?'])('help is closed by %j', (key) => {
  const desk = open();
  desk.type(key);
  expect(desk.text).not.toContain('Help:');
});

test('help scrolls to its end and not past it', () => {
  const desk = open();
  desk.type('G');
  const end = desk.text;
  desk.type(`${PAGE_DOWN}jj`);
  expect(desk.text).toBe(end);
  desk.type('k');
  expect(desk.text).not.toBe(end);
  desk.type('g');
  expect(desk.text).toContain('In the table');
});

test('what is searched for is shown alone, as it is typed: by a word, a name, or a key', () => {
  const desk = open();
  desk.type('/kill');
  expect(desk.text).toContain('Search the help: kill');
  expect(desk.text).toMatch(/kill \[-SIGNAL\] \[PID\.\.\.\]/);
  expect(desk.text).not.toContain('sort by CPU');
  desk.type(ESCAPE);
  expect(desk.text).toContain('[Table]');
  desk.type('/sort-mem\r');
  expect(desk.text).toMatch(/M +sort by memory/);
  desk.type('/P');
  expect(desk.text).toMatch(/P +sort by CPU/);
  expect(desk.text).not.toContain('PgUp');
  desk.type('\u0008\u0015zzz');
  expect(desk.text).toContain('Nothing has zzz.');
  desk.type(`${ESCAPE}${ESCAPE}`);
  expect(desk.text).not.toContain('Help:');
});

test('keys that were bound are in help and footer, and are marked', () => {
  const keys = keyMapFor('default', { help: 'H', 'sort-cpu': ['ctrl-p', 'f12'] });
  const desk = new Desk(undefined, 80, 24, { settings: { ...DEFAULT_SETTINGS, keys } });
  expect(desk.lines.at(-1)).toMatch(/^H Help/);
  desk.type('H');
  desk.type('/sort by CPU');
  expect(desk.text).toMatch(/\*\^P F12 +sort by CPU/);
  expect(desk.text).toMatch(/ T +sort by CPU time/);
});

test('every page fits on 80 columns', () => {
  const desk = open();
  for (let page = 0; page < 6; page++) {
    for (const line of desk.lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(desk.lines.filter((line) => /^\|.*~ ?\|/.test(line))).toEqual([]);
    desk.type('\t');
  }
});
