import { expect, test } from 'vitest';
import { COMMANDS, WORDED } from '../../src/monitor/commands/registry.ts';
import { TABS, type Tab } from '../../src/monitor/data/row.ts';
import { helpTexts } from '../../src/monitor/draw/help-text.ts';
import { ACTIONS, type ActionId, countsIn, keyName, type Pane } from '../../src/monitor/input/actions.ts';
import { processOf, rowOf } from '../components/fake-source.ts';
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
  f2: '\u001bOQ',
  f3: '\u001bOR',
  f4: '\u001bOS',
  f5: '\u001b[15~',
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
  help: (desk) => expect(desk.text).toContain('send a signal, end it'),
  search: (desk) => expect(desk.lines.at(-1)).toContain('Search: '),
  commandLine: (desk) => expect(desk.text).toContain('Commands'),
  searchNext: (desk) => expect(desk.text).toMatch(/nothing to search for/),
  searchPrevious: (desk) => expect(desk.text).toMatch(/nothing to search for/),
  filter: (desk) => expect(desk.text).toContain('Filter: '),
  sortMenu: (desk) => expect(desk.text).toContain('Sort by'),
  raise: (desk) => expect(sentTo(desk)).toMatch(/^4 ctl (level|nice) -1$/),
  lower: (desk) => expect(sentTo(desk)).toMatch(/^4 ctl (level|nice) \+1$/),
  signal: (desk) => expect(desk.text).toContain('Signal to 4 t4'),
  quit: (desk, before) => expect(desk.text.includes('End them and quit?') || desk.text !== before).toBe(true),
  pause: (desk) => expect(sentTo(desk)).toBe('4 ctl stop'),
  details: (desk) => expect(desk.text).toContain('Details: 4 t4'),
  back: (desk) => expect(desk.text).not.toContain('Details:'),
  tag: (desk) => expect(desk.text).toContain('1 tagged'),
  tagTree: (desk) => expect(desk.text).toContain('1 tagged'),
  untag: (desk) => expect(desk.text).not.toContain('tagged'),
  input: (desk) => expect(desk.text).toContain('Input to 4 t4'),
  logOfAll: (desk) => {
    if (desk.text.includes('Details')) desk.type('q');
    expect(desk.text).toContain('Log of all tasks');
  },
  apply: (desk) => expect(desk.text).toContain('are as they were'),
  resumeLog: (desk) => expect(desk.text).toContain('following'),
  nextPane: (desk, before) => expect(desk.styled).not.toBe(before),
  tasksTab: (desk) => {
    desk.type(sentBy('down'));
    expect(desk.text).toMatch(/Log: \d t\d/);
  },
  hostTab: (desk) => expect(desk.text).toContain('USER'),
  otherTab: (desk, before) => {
    if (!desk.text.includes('Details')) expect(desk.text.includes('USER')).toBe(!before.includes('USER'));
  },
  detailsPane: (desk) => expect(desk.text).toContain('Details: 4 t4'),
  setup: (desk) => expect(desk.text).toMatch(/Setup \d\/\d: Columns of/),
  earlier: (desk) => expect(desk.text).toMatch(/PAST .* 1s ago/),
  later: (desk) => expect(desk.text).not.toContain('PAST'),
  muchEarlier: (desk) => expect(desk.text).toMatch(/PAST .* 30s ago/),
  muchLater: (desk) => expect(desk.text).not.toContain('PAST'),
  spikeBefore: (desk) => expect(desk.text).toMatch(/PAST .* 20s ago/),
  spikeAfter: (desk) => expect(desk.text).toContain('no spike of CPU after this'),
  tree: (desk) => expect(desk.text).toMatch(/ tree /),
  fold: (desk) => expect(desk.text).toContain('t shows the tree'),
  unfold: (desk) => expect(desk.text).toContain('t shows the tree'),
  foldAll: (desk) => expect(desk.text).toContain('t shows the tree'),
  user: (desk) => expect(desk.text).toContain('all users'),
  threads: (desk) => expect(desk.text).toContain('threads of programs are shown'),
  kernelThreads: (desk) => expect(desk.text).toContain('threads of the kernel are shown'),
  environment: (desk) => expect(desk.text).toContain('Details: 4 t4'),
  wholeCommand: (desk) => expect(desk.text).toContain('Command of 4 t4'),
  copy: (desk) => expect(desk.asked[0]).toMatch(/^copy .*t4/),
  export: (desk) => expect(desk.lines.at(-1)).toContain('Write the table to'),
  logPane: (desk) => {
    desk.type(sentBy('up'));
    expect(desk.text).toContain('paused, ');
  },
  zoom: (desk, before) => {
    if (/Log: |Log of/.test(before)) expect(desk.text).not.toBe(before);
  },
  freeze: (desk) => expect(desk.text).toContain('FROZEN'),
  invert: (desk) => expect(desk.text).toContain('CPU%^'),
  follow: (desk) => expect(desk.text).toContain('following the selection'),
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
  summary: (desk) => expect(desk.text).toMatch(/CPU \d+ percent\. Memory/),
  redraw: (desk) => expect(desk.asked).toEqual(['redraw']),
  suspend: (desk) => expect(desk.asked).toEqual(['suspend']),
  sortCpu: (desk) => expect(desk.text).toMatch(/CPU%v/),
  sortMemory: (desk) => expect(desk.text).toMatch(/(MEM|RES)v/),
  sortTime: (desk) => expect(desk.text).toMatch(/TIME\+v/),
  sortNext: (desk) => expect(desk.text).toMatch(/(MEM|MEM%|TIME\+)v/),
  sortPrevious: (desk) => expect(desk.text).toMatch(/S \s*CPU%\s/),
};

/** Of these the looks are compared: a selection is nothing but looks. */
const SEEN: readonly ActionId[] = [
  'nextPane',
  'up',
  'down',
  'pageUp',
  'pageDown',
  'halfUp',
  'halfDown',
  'first',
  'last',
];

function moved(desk: Desk, before: string): void {
  if (!desk.text.includes('Details')) expect(desk.styled).not.toBe(before);
}

function sentTo({ orders }: Desk): string {
  return orders.join('; ');
}

const CASES = TABS.flatMap((tab) =>
  PANES.filter((pane) => tab === 'tasks' || pane !== 'log').flatMap((pane) =>
    ACTIONS.filter(({ where }) => countsIn(where, pane)).flatMap(({ id, keys }) =>
      keys
        .filter((key) => !ACTIONS.some((other) => other.where === pane && other.id !== id && other.keys.includes(key)))
        .map((key) => [tab, pane, keyName(key), id, key] as const),
    ),
  ),
);

const PIDS = [2, 3, 4, 5, 6, 7];

/** A table in the middle of which the fourth row is selected, with half a minute behind it, in which the CPU was busy once. */
function deskOn(tab: Tab): Desk {
  const tasks = PIDS.map((pid) => rowOf({ pid, name: `t${pid}`, args: ['x'.repeat(300)] }));
  const rows = PIDS.map((pid) => processOf({ pid, name: `t${pid}`, args: [`t${pid}`, 'x'.repeat(300)] }));
  const desk = new Desk(tasks, 100, 30, { tab });
  for (let second = 40; second >= 0; second--) {
    const busy = second === 20 ? [1, 1] : [0, 0];
    const { machine } = desk.source.getSnapshot();
    desk.source.publish(tasks, { host: { rows, problem: undefined }, machine: { ...machine, cores: busy } });
  }
  for (const { pid } of tasks)
    desk.source.write(pid, ...Array.from({ length: 99 }, (_, line) => `line ${line} ${'y'.repeat(200)}`));
  return desk;
}

test.each(CASES)('of the %s in the %s %s does what help says of %s', (tab, pane, _name, id, key) => {
  const desk = deskOn(tab);
  const only = ACTIONS.find((action) => action.id === id)?.tab;
  // In the middle, so that every way is open.
  desk.type(`${sentBy('down')}${sentBy('down')}${PANE_KEYS[pane]}`);
  if (pane === 'log') desk.type('bb');
  const before = SEEN.includes(id) ? desk.styled : desk.text;
  desk.type(sentBy(key));
  if (only !== undefined && only !== tab)
    return expect(desk.text).toMatch(/ is for (tasks|processes of the host): Alt-\d/);
  EFFECTS[id](desk, before);
});

test('on a screen that only shows, no key sends anything, and each says why', () => {
  for (const tab of TABS) {
    for (const { id, keys, changes, tab: only } of ACTIONS) {
      if (!changes || (only !== undefined && only !== tab)) continue;
      const tasks = [rowOf({ pid: 4, name: 't4' })];
      const desk = new Desk(tasks, 100, 30, { tab, readOnly: true });
      desk.source.publish(tasks, { host: { rows: [processOf({ pid: 4 })], problem: undefined } });
      desk.type(sentBy(keys[0] ?? ''));
      expect(desk.text, id).toContain('read-only: ');
      expect([...desk.sent, ...desk.asked]).toEqual([]);
    }
  }
});

test('help names every key of the registry, and every command', () => {
  const text = helpTexts(80, 'host').join('\n');
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
