/** Where a key counts: in the table, in the log pane, or in both. */
export type Pane = 'table' | 'log';

/** One thing that a key does. This registry feeds the keys, the help and the footer. */
export interface Action {
  readonly id: ActionId;
  readonly keys: readonly string[];
  readonly where: Pane | 'any';
  /** What the footer says, where it stands there. */
  readonly footer?: string;
  readonly help: string;
}

export type ActionId =
  | 'help'
  | 'quit'
  | 'nextPane'
  | 'zoom'
  | 'freeze'
  | 'redraw'
  | 'suspend'
  | 'closeLayer'
  | 'up'
  | 'down'
  | 'pageUp'
  | 'pageDown'
  | 'halfUp'
  | 'halfDown'
  | 'first'
  | 'last'
  | 'search'
  | 'searchNext'
  | 'searchPrevious'
  | 'filter'
  | 'sortMenu'
  | 'sortNext'
  | 'sortPrevious'
  | 'sortCpu'
  | 'sortMemory'
  | 'sortTime'
  | 'invert'
  | 'signal'
  | 'raise'
  | 'lower'
  | 'pause'
  | 'follow'
  | 'showLog'
  | 'left'
  | 'right'
  | 'resumeLog';

export const ACTIONS: readonly Action[] = [
  { id: 'help', keys: ['?', 'f1'], where: 'any', footer: 'Help', help: 'this help' },
  { id: 'search', keys: ['/', 'f3'], where: 'any', footer: 'Search', help: 'search forward' },
  { id: 'searchNext', keys: ['n'], where: 'any', help: 'next match' },
  { id: 'searchPrevious', keys: ['N'], where: 'any', help: 'previous match' },
  {
    id: 'filter',
    keys: ['\\', 'f4'],
    where: 'table',
    footer: 'Filter',
    help: 'show only tasks with a text in PID, name or arguments',
  },
  { id: 'sortMenu', keys: ['f6'], where: 'table', footer: 'Sort', help: 'choose the column to sort by' },
  { id: 'raise', keys: [']', 'f7'], where: 'table', footer: 'Prio+', help: 'raise the priority (level - 1)' },
  { id: 'lower', keys: ['[', 'f8'], where: 'table', footer: 'Prio-', help: 'lower the priority (level + 1)' },
  { id: 'signal', keys: ['f9', 'x', 'delete'], where: 'table', footer: 'Signal', help: 'send a signal' },
  { id: 'pause', keys: ['p'], where: 'table', help: 'pause, or let go on (STOP, CONT)' },
  { id: 'quit', keys: ['q', 'f10', 'ctrl-c'], where: 'any', footer: 'Quit', help: 'back, then quit: tasks get TERM' },
  { id: 'nextPane', keys: ['tab', 'shift-tab'], where: 'any', help: 'go to the other pane' },
  { id: 'showLog', keys: ['L', 'enter'], where: 'table', help: 'go to the log of the selected task' },
  { id: 'zoom', keys: ['z'], where: 'any', help: 'this pane alone, and back' },
  { id: 'freeze', keys: ['Z'], where: 'any', help: 'let the picture stand still, and go on' },
  { id: 'sortCpu', keys: ['P'], where: 'table', help: 'sort by CPU' },
  { id: 'sortMemory', keys: ['M'], where: 'table', help: 'sort by memory' },
  { id: 'sortTime', keys: ['T'], where: 'table', help: 'sort by CPU time' },
  { id: 'sortNext', keys: ['>'], where: 'table', help: 'sort by the next column' },
  { id: 'sortPrevious', keys: ['<'], where: 'table', help: 'sort by the previous column' },
  { id: 'invert', keys: ['I'], where: 'table', help: 'sort the other way round' },
  { id: 'follow', keys: ['F'], where: 'table', help: 'keep the selected task on the screen as rows move' },
  { id: 'resumeLog', keys: ['F', 'G', 'end'], where: 'log', help: 'go to the end and follow' },
  { id: 'up', keys: ['up', 'k'], where: 'any', help: 'up; in the log, pause it' },
  { id: 'down', keys: ['down', 'j'], where: 'any', help: 'down' },
  { id: 'pageUp', keys: ['pageup', 'b'], where: 'any', help: 'a page up' },
  { id: 'pageDown', keys: ['pagedown', 'space'], where: 'any', help: 'a page down' },
  { id: 'halfUp', keys: ['ctrl-u', 'u'], where: 'any', help: 'half a page up' },
  { id: 'halfDown', keys: ['ctrl-d', 'd'], where: 'any', help: 'half a page down' },
  { id: 'first', keys: ['g', 'home'], where: 'any', help: 'to the beginning' },
  { id: 'last', keys: ['G', 'end'], where: 'table', help: 'to the end' },
  { id: 'left', keys: ['left', 'h'], where: 'log', help: 'scroll to the left' },
  { id: 'right', keys: ['right', 'l'], where: 'log', help: 'scroll to the right' },
  { id: 'closeLayer', keys: ['escape'], where: 'any', help: 'close what is open; clear search and filter' },
  { id: 'redraw', keys: ['ctrl-l'], where: 'any', help: 'draw the screen anew' },
  { id: 'suspend', keys: ['ctrl-z'], where: 'any', help: 'suspend; fg goes on' },
];

/** What a key does in a pane. */
export function actionFor(key: string, pane: Pane): ActionId | undefined {
  const candidates = ACTIONS.filter(({ keys }) => keys.includes(key));
  return (candidates.find(({ where }) => where === pane) ?? candidates.find(({ where }) => where === 'any'))?.id;
}

/** How a key is written in help and footer. */
export function keyName(key: string): string {
  if (/^f\d+$/.test(key)) return key.toUpperCase();
  if (key.startsWith('ctrl-')) return `^${key.slice(5).toUpperCase()}`;
  return key.length === 1 ? key : `${key[0]?.toUpperCase()}${key.slice(1)}`;
}
