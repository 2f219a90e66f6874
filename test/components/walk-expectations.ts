import type { Pane } from '../../src/monitor/input/actions/action.ts';
import type { ActionId } from '../../src/monitor/input/actions/action-id.ts';
import { LOG_WALKS } from './log-walks.ts';

/** What a key is seen to do on a real terminal, and how to go back from there. */
export interface Walk {
  /** Keys pressed before, so that there is something to see. */
  readonly before?: string;
  /** Keys pressed after it, to see what it did. */
  readonly also?: string;
  readonly shows: RegExp | ((screen: string, before: string) => boolean);
  readonly undo?: string;
}

/** Keys that lead from the table to a pane. */
export const ENTRY: Readonly<Record<Pane, string>> = { table: '', log: '\t', details: '\r' };

const ESCAPE = '\u001b';
const IN_TABLE = /F4Filter/;
const IN_LOG = /G Follow/;
const HOST_ONLY: Walk = { shows: /is for processes of the host: Alt-2 shows them/ };
const MOVED: Walk = { shows: (screen, before) => titleOf(screen) !== titleOf(before) };
const NOTHING_TO_FIND: Walk = { shows: /nothing to search for: \/ asks/ };
/** It leaves nothing on the screen that could be looked for; the walk goes on if the screen still answers. */
const ANYTHING: Walk = { shows: (screen) => screen !== '' };

/** What moves is told by the log: whose it is, or at which line it is. */
function titleOf(screen: string): string {
  return /Log: .*/.exec(screen)?.[0] ?? '';
}

function clockOf(screen: string): string {
  return /PAST (\S+),/.exec(screen)?.[1] ?? '';
}

/** Leaves a pane for the table; in the table something else is seen. */
function leaving(pane: Pane, inTable: Walk): Walk {
  return pane === 'table' ? inTable : { shows: IN_TABLE, undo: ENTRY[pane] };
}

/** From the other end of the table: whatever the order of its rows is by now, there is one to go to. */
function scrolled(from: 'top' | 'bottom'): (pane: Pane) => Walk {
  return (pane) => {
    if (pane === 'details') return ANYTHING;
    return pane === 'log' ? MOVED : { ...MOVED, before: from === 'top' ? 'g' : 'G' };
  };
}

/** What each action of the registry is seen to do among tasks. An action without an entry does not compile. */
export const WALKS: Readonly<Record<ActionId, Walk | ((pane: Pane) => Walk)>> = {
  help: { shows: /Help: \[/, undo: 'q' },
  setup: { shows: /Setup \d\/\d: (?:Columns of tasks|Log)/, undo: ESCAPE },
  search: { shows: /^Search(?: the log \(regex\))?: /m, undo: ESCAPE },
  summary: { shows: /Tasks: [^.]*\. CPU \d+ percent\. Memory/ },
  filter: { shows: /^Filter: /m, undo: ESCAPE },
  tree: { shows: /Host \d+ +tree/, undo: 't' },
  sortMenu: { shows: /Sort by/, undo: ESCAPE },
  raise: { shows: /4 \S+ has a higher priority/ },
  lower: { shows: /4 \S+ has a lower priority/ },
  signal: { shows: /Signal to 4 /, undo: ESCAPE },
  quit: (pane) => leaving(pane, { shows: /End (?:it|them) and quit\?/, undo: 'n' }),
  otherTab: (pane) =>
    pane === 'details'
      ? { shows: (screen, before) => screen !== before, undo: 'o' }
      : { shows: /USER/, undo: `o${ENTRY[pane]}` },
  commandLine: { shows: /Commands/, undo: ESCAPE },
  details: { shows: /Details: 4 /, undo: 'q' },
  back: { shows: IN_TABLE, undo: '\r' },
  earlier: { shows: /PAST /, undo: '}' },
  later: { before: ',,,', shows: (screen, before) => clockOf(screen) !== clockOf(before), undo: '}' },
  muchEarlier: { shows: /PAST /, undo: '}' },
  muchLater: { before: ',,', shows: (screen) => !screen.includes('PAST ') },
  spikeBefore: { shows: /PAST |no spike of CPU before this/, undo: '}' },
  spikeAfter: { shows: /PAST |no spike of CPU after this/, undo: '}' },
  tag: { shows: /1 tagged/, undo: 'U' },
  tagTree: { shows: /1 tagged/, undo: 'U' },
  untag: { before: ' ', shows: (screen) => !screen.includes('tagged') },
  input: { shows: /Input to \d/, undo: ESCAPE },
  logOfAll: (pane) =>
    pane === 'details'
      ? { also: 'q', shows: /Log of all tasks/, undo: 'a\r' }
      : { shows: /Log of all tasks/, undo: 'a' },
  user: HOST_ONLY,
  threads: HOST_ONLY,
  kernelThreads: HOST_ONLY,
  searchNext: NOTHING_TO_FIND,
  searchPrevious: NOTHING_TO_FIND,
  pause: { shows: /4 \S+ is paused/, undo: ':cont\r' },
  first: scrolled('bottom'),
  last: scrolled('top'),
  up: scrolled('bottom'),
  down: scrolled('top'),
  pageUp: scrolled('bottom'),
  pageDown: scrolled('top'),
  halfUp: scrolled('bottom'),
  halfDown: scrolled('top'),
  left: ANYTHING,
  right: ANYTHING,
  resumeLog: { shows: / following / },
  nextPane: (pane) => leaving(pane, { shows: IN_LOG, undo: '\t' }),
  zoom: (pane) =>
    pane === 'details'
      ? { ...ANYTHING, undo: 'z' }
      : { shows: (screen) => !(pane === 'table' ? /Log: /.test(screen) : /COMMAND/.test(screen)), undo: 'z' },
  freeze: { shows: /FROZEN: Z goes on/, undo: 'Z' },
  fold: { shows: /the table is flat: t shows the tree/ },
  unfold: { shows: /the table is flat: t shows the tree/ },
  foldAll: { shows: /the table is flat: t shows the tree/ },
  invert: { shows: /CPU%▲/, undo: 'I' },
  follow: { shows: /following the selection/, undo: 'F' },
  showLog: (pane) => ({ shows: IN_LOG, undo: `\t${ENTRY[pane]}` }),
  environment: (pane) => ({ shows: /Details: 4 [\s\S]*Environment/, undo: pane === 'table' ? 'q' : 'g' }),
  wholeCommand: { shows: /Command of 4 /, undo: 'q' },
  copy: { shows: /the command of 4 \S+ went to the clipboard/ },
  export: { shows: /Write the table to/, undo: ESCAPE },
  tasksTab: (pane) => leaving(pane, { shows: IN_TABLE }),
  hostTab: (pane) => ({ shows: /USER/, undo: `\u001b1${ENTRY[pane]}` }),
  logPane: (pane) => ({ shows: IN_LOG, undo: pane === 'log' ? '' : `\t${ENTRY[pane]}` }),
  detailsPane: (pane) => ({ shows: /Details: \d/, undo: { table: 'q', log: '\u001b3', details: '' }[pane] }),
  apply: { shows: /the manifest and its modules are as they were/ },
  closeLayer: (pane) => leaving(pane, ANYTHING),
  redraw: ANYTHING,
  suspend: ANYTHING,
  sortCpu: { before: 'M', shows: /CPU%▼/ },
  sortMemory: { shows: /MEM▼/, undo: 'P' },
  sortTime: { shows: /TIME\+▼/, undo: 'P' },
  sortPid: { shows: /PID▲/, undo: 'P' },
  sortNext: { shows: (screen) => !screen.includes('CPU%▼'), undo: 'P' },
  sortPrevious: { shows: (screen) => !screen.includes('CPU%▼'), undo: 'P' },
  ...LOG_WALKS,
};
