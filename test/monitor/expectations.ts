import { expect } from 'vitest';
import type { ActionId } from '../../src/monitor/input/actions/action-id.ts';
import type { Desk } from '../support/desk.ts';
import { sentBy } from '../support/sent-keys.ts';
import { LOG_EXPECTATIONS } from './log-expectations.ts';

/**
 * What each action is seen to do, from the picture before and after its key, on the desk of registry.test.ts. An action without an entry does not compile. `lines` is text, with the title of the pane that has the keys.
 */
export const EXPECTATIONS: Readonly<Record<ActionId, (after: Desk, before: string) => void>> = {
  ...LOG_EXPECTATIONS,
  help: (desk) => expect(desk.text).toContain('Help: ['),
  summary: (desk) => expect(desk.text).toMatch(/Tasks: 6 sleeping\. CPU|6 processes: 6 sleeping\. CPU/),
  search: (desk) => expect(desk.lines.at(-1)).toContain('Search'),
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
  setup: (desk) => expect(desk.text).toMatch(/Setup \d\/\d: (?:Columns of|Log)/),
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
  redraw: (desk) => expect(desk.asked).toEqual(['redraw']),
  suspend: (desk) => expect(desk.asked).toEqual(['suspend']),
  sortCpu: (desk) => expect(desk.text).toMatch(/CPU%v/),
  sortMemory: (desk) => expect(desk.text).toMatch(/(MEM|RES)v/),
  sortTime: (desk) => expect(desk.text).toMatch(/TIME\+v/),
  sortPid: (desk) => expect(desk.text).toMatch(/PID\^/),
  sortNext: (desk) => expect(desk.text).toMatch(/(MEM|MEM%|TIME\+)v/),
  sortPrevious: (desk) => expect(desk.text).toMatch(/S \s*CPU%\s/),
};

/** Of these the looks are compared: a selection is nothing but looks. */
export const SEEN: readonly ActionId[] = [
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
