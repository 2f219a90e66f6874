/** What has the keys. */
export type Pane = 'table' | 'log' | 'details';

/** Where a key counts: in one pane, in those that are about one task, or in all. */
export type Place = Pane | 'task' | 'any';

/** One thing that keys do. This registry feeds the keys, the help and the footer. */
export interface Action {
  readonly id: ActionId;
  readonly keys: readonly string[];
  readonly where: Place;
  /** What the footer says, where it stands there. */
  readonly footer?: string;
  readonly help: string;
}

export type ActionId =
  | 'help'
  | 'quit'
  | 'nextPane'
  | 'tablePane'
  | 'logPane'
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
  | 'resumeLog'
  | 'commandLine'
  | 'apply'
  | 'tag'
  | 'tagTree'
  | 'untag'
  | 'input'
  | 'logOfAll'
  | 'details'
  | 'back';

/** In the order of help and footer; where the footer has no room, what stands later is left out. */
export const ACTIONS: readonly Action[] = [
  { id: 'help', keys: ['?', 'f1'], where: 'any', footer: 'Help', help: 'this help' },
  { id: 'search', keys: ['/', 'f3'], where: 'any', footer: 'Search', help: 'search' },
  { id: 'commandLine', keys: [':'], where: 'any', footer: 'Command', help: 'command line' },
  { id: 'searchNext', keys: ['n'], where: 'any', help: 'next match' },
  { id: 'searchPrevious', keys: ['N'], where: 'any', help: 'previous match' },
  { id: 'filter', keys: ['\\', 'f4'], where: 'table', footer: 'Filter', help: 'show only tasks with a text' },
  { id: 'sortMenu', keys: ['f6'], where: 'table', footer: 'Sort', help: 'choose the column to sort by' },
  { id: 'raise', keys: [']', 'f7'], where: 'task', footer: 'Prio+', help: 'raise the priority (level - 1)' },
  { id: 'lower', keys: ['[', 'f8'], where: 'task', footer: 'Prio-', help: 'lower the priority (level + 1)' },
  { id: 'signal', keys: ['f9', 'x', 'delete'], where: 'task', footer: 'Signal', help: 'send a signal, end it' },
  {
    id: 'quit',
    keys: ['q', 'f10', 'ctrl-c'],
    where: 'any',
    footer: 'Quit',
    help: 'back; then quit, which ends all tasks',
  },
  { id: 'details', keys: ['enter'], where: 'table', footer: 'Details', help: 'all about the task, with its history' },
  { id: 'back', keys: ['enter'], where: 'details', footer: 'Back', help: 'back to the table' },
  { id: 'tag', keys: ['space'], where: 'table', footer: 'Tag', help: 'tag the task, or untag it' },
  { id: 'tagTree', keys: ['c'], where: 'table', help: 'tag the task and all its children' },
  { id: 'untag', keys: ['U'], where: 'table', help: 'untag all' },
  { id: 'input', keys: ['i'], where: 'any', footer: 'Input', help: 'type into the standard input of the task' },
  {
    id: 'logOfAll',
    keys: ['a'],
    where: 'any',
    footer: 'All logs',
    help: 'the log of all tasks, or of the selected one',
  },
  { id: 'pause', keys: ['p'], where: 'task', footer: 'Pause', help: 'pause, or let go on (STOP, CONT)' },
  { id: 'last', keys: ['G', 'end'], where: 'details', help: 'to the end' },
  { id: 'resumeLog', keys: ['G', 'F', 'end'], where: 'log', footer: 'Follow', help: 'go to the end and follow' },
  { id: 'nextPane', keys: ['tab', 'shift-tab'], where: 'any', footer: 'Pane', help: 'go to the other pane' },
  { id: 'zoom', keys: ['z'], where: 'any', footer: 'Zoom', help: 'this pane alone, and back' },
  { id: 'freeze', keys: ['Z'], where: 'any', footer: 'Freeze', help: 'let the picture stand still, and go on' },
  { id: 'invert', keys: ['I'], where: 'table', footer: 'Invert', help: 'sort the other way round' },
  { id: 'follow', keys: ['F'], where: 'table', footer: 'Follow', help: 'scroll with the selected task as rows move' },
  { id: 'showLog', keys: ['L'], where: 'task', footer: 'Log', help: 'go to the log of the selected task' },
  { id: 'tablePane', keys: ['alt-1'], where: 'any', help: 'go to the table' },
  { id: 'logPane', keys: ['alt-2'], where: 'any', help: 'go to the log' },
  { id: 'up', keys: ['up', 'k'], where: 'any', help: 'up; in the log, pause it' },
  { id: 'down', keys: ['down', 'j'], where: 'any', help: 'down' },
  { id: 'apply', keys: ['R'], where: 'any', help: 'show what changed in the manifest, and apply it' },
  { id: 'left', keys: ['left', 'h'], where: 'any', help: 'move text to see its beginning' },
  { id: 'right', keys: ['right', 'l'], where: 'any', help: 'move text to see its end' },
  { id: 'pageUp', keys: ['pageup'], where: 'any', help: 'a page up' },
  { id: 'pageDown', keys: ['pagedown'], where: 'any', help: 'a page down' },
  { id: 'halfUp', keys: ['ctrl-u'], where: 'any', help: 'half a page up' },
  { id: 'halfDown', keys: ['ctrl-d'], where: 'any', help: 'half a page down' },
  { id: 'first', keys: ['g', 'home'], where: 'any', help: 'to the beginning' },
  { id: 'closeLayer', keys: ['escape'], where: 'any', help: 'close; clear search and filter' },
  { id: 'redraw', keys: ['ctrl-l'], where: 'any', help: 'draw the screen anew' },
  { id: 'suspend', keys: ['ctrl-z'], where: 'any', help: 'suspend; fg goes on' },
  { id: 'last', keys: ['G', 'end'], where: 'table', help: 'to the end' },
  { id: 'sortCpu', keys: ['P'], where: 'table', help: 'sort by CPU' },
  { id: 'sortMemory', keys: ['M'], where: 'table', help: 'sort by memory' },
  { id: 'sortTime', keys: ['T'], where: 'table', help: 'sort by CPU time' },
  { id: 'sortNext', keys: ['>'], where: 'table', help: 'sort by the next column' },
  { id: 'sortPrevious', keys: ['<'], where: 'table', help: 'sort by the previous column' },
  { id: 'pageUp', keys: ['b'], where: 'log', help: 'a page up' },
  { id: 'pageDown', keys: ['space', 'f'], where: 'log', help: 'a page down' },
  { id: 'halfUp', keys: ['u'], where: 'log', help: 'half a page up' },
  { id: 'halfDown', keys: ['d'], where: 'log', help: 'half a page down' },
];

/** What a key does in a pane. */
export function actionFor(key: string, pane: Pane): ActionId | undefined {
  return BY_KEY[pane].get(key);
}

const BY_KEY: Readonly<Record<Pane, ReadonlyMap<string, ActionId>>> = {
  table: keysOf('table'),
  log: keysOf('log'),
  details: keysOf('details'),
};

/** A pane's own keys go before those that count in several. */
function keysOf(pane: Pane): Map<string, ActionId> {
  const entries = (place: Place) =>
    ACTIONS.filter(({ where }) => where === place).flatMap(({ id, keys }) => keys.map((key) => [key, id] as const));
  return new Map([...entries('any'), ...(pane === 'log' ? [] : entries('task')), ...entries(pane)]);
}

/** Whether what counts in a place counts in a pane. */
export function countsIn(place: Place, pane: Pane): boolean {
  return place === 'any' || place === pane || (place === 'task' && pane !== 'log');
}

/** How a key is written in help and footer. */
export function keyName(key: string): string {
  if (/^f\d+$/.test(key)) return key.toUpperCase();
  if (key.startsWith('ctrl-')) return `^${key.slice(5).toUpperCase()}`;
  const names: Readonly<Record<string, string>> = { pageup: 'PgUp', pagedown: 'PgDn', delete: 'Del', escape: 'Esc' };
  return names[key] ?? key.replace(/(?<=^|-)[a-z](?=[a-z])/g, (letter) => letter.toUpperCase());
}
