import { expect, test } from 'vitest';
import { COMMANDS, WORDED } from '../../src/monitor/commands/registry.ts';
import { helpTexts } from '../../src/monitor/draw/help-text.ts';
import { ACTIONS, type ActionId, countsIn, keyName, type Pane } from '../../src/monitor/input/actions.ts';
import { rowOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';

const PANES: readonly Pane[] = ['table', 'log', 'details'];
const PANE_KEYS: Readonly<Record<Pane, string>> = { table: '', log: '\t', details: '\r' };

/** What a terminal sends for a key. */
const SENT: Readonly<Record<string, string>> = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  home: '\u001b[H',
  end: '\u001b[F',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  delete: '\u001b[3~',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  enter: '\r',
  escape: '\u001b',
  space: ' ',
  f1: '\u001bOP',
  f3: '\u001bOR',
  f4: '\u001bOS',
  f6: '\u001b[17~',
  f7: '\u001b[18~',
  f8: '\u001b[19~',
  f9: '\u001b[20~',
  f10: '\u001b[21~',
};

function sentBy(key: string): string {
  if (key.startsWith('ctrl-')) return String.fromCharCode(key.charCodeAt(5) - 96);
  return key.startsWith('alt-') ? `\u001b${key.slice(4)}` : (SENT[key] ?? key);
}

/** What each action is seen to do, from the picture before and after its key. `lines` is text, with the title of the pane that has the keys. */
const EFFECTS: Readonly<Record<ActionId, (after: Desk, before: string) => void>> = {
  help: (desk) => expect(desk.text).toContain('this help'),
  search: (desk) => expect(desk.lines.at(-1)).toContain('Search: '),
  commandLine: (desk) => expect(desk.text).toContain('Commands'),
  searchNext: (desk) => expect(desk.text).toMatch(/nothing to search for/),
  searchPrevious: (desk) => expect(desk.text).toMatch(/nothing to search for/),
  filter: (desk) => expect(desk.text).toContain('Filter: '),
  sortMenu: (desk) => expect(desk.text).toContain('Sort by'),
  raise: (desk) => expect(desk.sent).toEqual([{ pid: 4, file: 'ctl', text: 'level -1' }]),
  lower: (desk) => expect(desk.sent).toEqual([{ pid: 4, file: 'ctl', text: 'level +1' }]),
  signal: (desk) => expect(desk.text).toContain('Signal to 4 t4'),
  quit: (desk, before) => expect(desk.text.includes('End them and quit?') || desk.text !== before).toBe(true),
  pause: (desk) => expect(desk.sent).toEqual([{ pid: 4, file: 'ctl', text: 'stop' }]),
  details: (desk) => expect(desk.text).toContain('Details: 4 t4'),
  back: (desk) => expect(desk.text).toContain('Log: 4 t4'),
  tag: (desk) => expect(desk.lines.at(-1)).toContain('1 tagged'),
  tagTree: (desk) => expect(desk.lines.at(-1)).toContain('1 tagged'),
  untag: (desk) => expect(desk.text).not.toContain('tagged'),
  input: (desk) => expect(desk.text).toContain('Input to 4 t4'),
  logOfAll: (desk) => {
    if (desk.text.includes('Details')) desk.type('q');
    expect(desk.text).toContain('Log of all tasks');
  },
  apply: (desk) => expect(desk.text).toContain('are as they were'),
  resumeLog: (desk) => expect(desk.text).toContain('following'),
  nextPane: (desk, before) => expect(desk.styled).not.toBe(before),
  tablePane: (desk) => {
    desk.type(sentBy('down'));
    expect(desk.text).toContain('Log: 5 t5');
  },
  logPane: (desk) => {
    desk.type(sentBy('up'));
    expect(desk.text).toContain('paused, ');
  },
  zoom: (desk, before) => {
    if (!desk.text.includes('Details')) expect(desk.text).not.toBe(before);
  },
  freeze: (desk) => expect(desk.text).toContain('FROZEN'),
  invert: (desk) => expect(desk.text).toContain('CPU%^'),
  follow: (desk) => expect(desk.lines.at(-1)).toContain('follow'),
  showLog: (desk) => {
    expect(desk.text).toContain('Log: 4 t4');
    expect(desk.lines.at(-1)).toContain('Follow');
  },
  up: moved,
  down: moved,
  pageUp: moved,
  pageDown: moved,
  halfUp: moved,
  halfDown: moved,
  first: moved,
  last: moved,
  left: (desk) => expect(desk.text).not.toBe(''),
  right: (desk, before) => {
    if (!desk.text.includes('Details')) expect(desk.text).not.toBe(before);
  },
  closeLayer: (desk) => expect(desk.text).not.toBe(''),
  redraw: (desk) => expect(desk.asked).toEqual(['redraw']),
  suspend: (desk) => expect(desk.asked).toEqual(['suspend']),
  sortCpu: (desk) => expect(desk.text).toMatch(/CPU%v/),
  sortMemory: (desk) => expect(desk.text).toMatch(/MEMv/),
  sortTime: (desk) => expect(desk.text).toMatch(/TIME\+v/),
  sortNext: (desk) => expect(desk.text).toMatch(/MEMv/),
  sortPrevious: (desk) => expect(desk.text).toMatch(/S \s*CPU%\s/),
};

function moved(desk: Desk, before: string): void {
  if (!desk.text.includes('Details')) expect(desk.text).not.toBe(before);
}

const CASES = PANES.flatMap((pane) =>
  ACTIONS.filter(({ where }) => countsIn(where, pane)).flatMap(({ id, keys }) =>
    keys
      .filter((key) => !ACTIONS.some((other) => other.where === pane && other.id !== id && other.keys.includes(key)))
      .map((key) => [pane, keyName(key), id, key] as const),
  ),
);

test.each(CASES)('in the %s %s does what help says of %s', (pane, _name, id, key) => {
  const tasks = [2, 3, 4, 5, 6, 7].map((pid) => rowOf({ pid, name: `t${pid}`, args: ['x'.repeat(300)] }));
  const desk = new Desk(tasks, 100, 30);
  for (const { pid } of tasks)
    desk.source.write(pid, ...Array.from({ length: 99 }, (_, line) => `line ${line} ${'y'.repeat(200)}`));
  // In the middle, so that every way is open.
  desk.type(`${sentBy('down')}${sentBy('down')}${PANE_KEYS[pane]}`);
  if (pane === 'log') desk.type('bb');
  if (id === 'nextPane') {
    const before = desk.styled;
    desk.type(sentBy(key));
    return EFFECTS[id](desk, before);
  }
  const before = desk.text;
  desk.type(sentBy(key));
  EFFECTS[id](desk, before);
});

test('help names every key of the registry, and every command', () => {
  const text = helpTexts(80).join('\n');
  for (const { keys, help } of ACTIONS) {
    expect(text).toContain(help);
    for (const key of keys) expect(text).toContain(keyName(key));
  }
  for (const { name, help } of WORDED) {
    expect(text).toContain(name);
    expect(text).toContain(help);
  }
});

test('no key means two things in one pane, and no name two commands', () => {
  for (const pane of PANES) {
    const keys = ACTIONS.filter(({ where }) => where === pane).flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
  const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
