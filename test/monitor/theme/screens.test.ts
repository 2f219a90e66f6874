import { expect, test } from 'vitest';
import type { LookSettings } from '../../../src/monitor/state/settings.ts';
import { type Depth, rgbOfColour } from '../../../src/monitor/theme/colour.ts';
import { ROLES } from '../../../src/monitor/theme/roles.ts';
import { movingTasks, processOf } from '../../components/fake-source.ts';
import { Desk } from '../../support/desk.ts';
import { SHELF } from '../../support/themes.ts';

const DEPTHS = ['none', '16', '256', 'truecolor'] as const satisfies Depth[];
const ESCAPE = '\u001b';
const SGR = new RegExp(`${ESCAPE}\\[([\\d;]*)m`, 'g');
const F2 = '\u001bOQ';

/** Keys that lead to each screen from the table of tasks, and what is seen there. */
const SCREENS: Readonly<Record<string, readonly [keys: string, seen: string]>> = {
  table: ['', 'COMMAND'],
  tree: ['t', 'tree'],
  tagged: [' j j', '2 tagged'],
  sorting: ['\u001b[17~', 'Sort by'],
  host: ['o', 'USER'],
  details: ['\r', 'Details: '],
  help: ['?', 'Help: '],
  signals: ['x', 'TERM'],
  question: ['q', 'End them and quit?'],
  setup: [F2, 'Setup 1/9'],
  meters: [`${F2}\t\t`, 'Setup 3/9'],
  themes: [`${F2}\u001b[Z\u001b[Z\u001b[Z`, 'Setup 7/9'],
  commands: [':', 'Commands'],
  mistake: [':kil 2\r', 'unknown command'],
  filter: ['\\cpu>', 'Filter'],
  search: ['/task5\r', 'search: task5'],
  log: ['\u001b3', 'Log: '],
  zoomed: ['\u001b3z', 'Log: '],
  past: [',,', 'PAST'],
  frozen: ['Z', 'FROZEN'],
  refused: ['*', 'flat'],
};

function deskAt(screen: string, look: Partial<LookSettings> & { depth: Depth; unicode: boolean }): Desk {
  const { depth, unicode, theme = 'default' } = look;
  const themes = SHELF.choices;
  const tasks = movingTasks(20, 0).map((row) => ({ ...row, name: `task${row.pid}` }));
  const desk = new Desk(tasks, 110, 40, { themes }, ({ theme: name }) =>
    SHELF.theme(theme === 'default' ? name : theme, depth, unicode),
  );
  const host = { rows: [processOf({}), processOf({ pid: 101, state: 'D' })], problem: undefined };
  const task = tasks[0];
  for (let tick = 1; tick < 4; tick++)
    desk.source.publish(
      tasks.map((row) => ({ ...row, cpu: tick / 4 })),
      { host },
    );
  if (task !== undefined) desk.source.write(task.pid, 'one line', '\u202eturned\u0007', 'a cat, error: no');
  const [keys, seen] = SCREENS[screen] ?? ['', ''];
  desk.type(keys);
  expect(desk.text).toContain(seen);
  return desk;
}

const ALL = Object.keys(SCREENS).flatMap((screen) => DEPTHS.map((depth) => [screen, depth] as const));

test.each(ALL)('%s with %s colours has the colours of each theme and no others', (screen, depth) => {
  for (const name of SHELF.names) {
    const { looks } = SHELF.theme(name, depth, true);
    const known = new Set<string>(['0', ...ROLES.map((role) => looks[role].slice(2, -1))]);
    const desk = deskAt(screen, { theme: name, depth, unicode: true });
    const lines = desk.screen.lines;
    const used = new Set(lines.flatMap((line) => [...line.matchAll(SGR)].map(([, parameters = '']) => parameters)));
    expect([...used].filter((parameters) => !known.has(parameters))).toEqual([]);
    for (const parameters of used) expect(parameters).toMatch(ALLOWED[depth]);
    // The picture says what is selected, or what is open, without any colour.
    expect(used.size).toBeGreaterThan(1);
    for (const line of lines) expect(line.replace(SGR, '')).not.toContain(ESCAPE);
  }
});

/** What there may be: attributes, the terminal's own colours, numbers, and figures. */
const ALLOWED: Readonly<Record<Depth, RegExp>> = {
  none: /^[0-47](;[0-47])*$/,
  16: /^([0-47]|(3|4|9|10)[0-7])(;([0-47]|(3|4|9|10)[0-7]))*$/,
  256: /^(([0-47]|(3|4|9|10)[0-7]|[34]8;5;\d+)(;|$))+$/,
  truecolor: /^(([0-47]|(3|4|9|10)[0-7]|[34]8;5;\d+|[34]8;2;\d+;\d+;\d+)(;|$))+$/,
};

test.each(Object.keys(SCREENS))('%s is of ASCII characters alone where there are no others', (screen) => {
  const desk = deskAt(screen, { depth: '16', unicode: false });
  const text = desk.screen.lines.join('\n').replace(SGR, '');
  expect(text.match(/[^\n -~]/g)).toBeNull();
});

test.each(['table', 'signals', 'setup', 'tagged', 'past', 'log'])(
  'without colour it is seen on %s what is chosen',
  (screen) => {
    for (const name of ['default', 'mono', 'nord']) {
      const desk = deskAt(screen, { theme: name, depth: 'none', unicode: true });
      const lines = desk.screen.lines;
      expect(lines.some((line) => /\u001b\[[\d;]*7[;m]/.test(line))).toBe(true);
    }
  },
);

test('moving over a theme shows it, leaving it takes that back, Space keeps it', () => {
  const desk = deskAt('themes', { depth: 'truecolor', unicode: true });
  const header = () => desk.screen.lines.find((line) => line.includes('COMMAND')) ?? '';
  const before = header();
  const names = SHELF.names;
  const nord = names.indexOf('nord') - names.indexOf('default');
  desk.type('j'.repeat(nord));
  expect(header()).not.toBe(before);
  expect(header()).toContain(SHELF.theme('nord', 'truecolor', true).looks.header);
  desk.type('q');
  expect(header()).toBe(before);
  expect(desk.saved).toEqual([]);
  desk.type(`${F2}\u001b[Z\u001b[Z\u001b[Z${'j'.repeat(nord)} q`);
  expect(header()).toContain(SHELF.theme('nord', 'truecolor', true).looks.header);
  expect(desk.saved.map(({ settings }) => settings.theme)).toEqual(['nord']);
});

test('the number of colours and ASCII are set below the themes', () => {
  const desk = deskAt('themes', { depth: '16', unicode: true });
  desk.type('G<k>');
  expect(desk.controller.kept.settings).toMatchObject({ colours: 'always', ascii: 'never' });
  desk.type(' j q');
  expect(desk.controller.kept.settings).toMatchObject({ colours: 'none', ascii: 'auto' });
});

test('a command chooses a theme, and knows their names', () => {
  const desk = deskAt('table', { depth: '256', unicode: true });
  desk.type(':theme gruv\t\r');
  expect(desk.controller.kept.settings.theme).toBe('gruvbox');
  desk.type(':theme ');
  expect(desk.text).toContain('nord');
  expect(desk.text).toContain('after Dracula');
  desk.type('nrod\r');
  expect(desk.text).toContain("unknown theme nrod; did you mean 'nord'?");
});

test('a theme that looks otherwise is drawn otherwise, what was drawn before too', () => {
  let depth: Depth = '16';
  const desk = new Desk(undefined, 100, 30, {}, () => SHELF.theme('default', depth, true));
  const lines = () => desk.screen.lines;
  const before = lines();
  depth = 'none';
  desk.controller.restyle([]);
  const after = lines();
  expect(after.map((line) => line.replace(SGR, ''))).toEqual(before.map((line) => line.replace(SGR, '')));
  expect(after.join('\n')).not.toMatch(/\u001b\[[\d;]*3\d/);
});

test('all colours of a theme are what its file says where there are all of them', () => {
  const { styles } = SHELF.file('nord');
  const { fg } = styles.good;
  expect(fg && rgbOfColour(fg)).toEqual([0xa3, 0xbe, 0x8c]);
  expect(SHELF.theme('nord', 'truecolor', true).looks.good).toBe('\u001b[38;2;163;190;140m');
  expect(SHELF.theme('nord', '256', true).looks.good).toBe('\u001b[38;5;144m');
  expect(SHELF.theme('nord', '16', true).looks.good).toBe('\u001b[32m');
  expect(SHELF.theme('nord', 'none', true).looks.good).toBe('');
});
