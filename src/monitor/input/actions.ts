/** What has the keys. */
export type Pane = (typeof PANES)[number];

export const PANES = ['table', 'log', 'details'] as const;

/** Where a key counts: in one pane, in those that are about one row of the table, or in all. */
export type Place = Pane | 'row' | 'any';

/** One thing that keys do. This registry feeds the keys, the help and the footer. */
export interface Action {
  readonly id: ActionId;
  readonly keys: readonly string[];
  readonly where: Place;
  /** The one table that it is for. */
  readonly tab?: 'tasks' | 'host';
  /** It changes something outside of the screen: not with --readonly. */
  readonly changes?: true;
  /** What the footer says, where it stands there. */
  readonly footer?: string;
  readonly help: string;
}

export type ActionId =
  | 'help'
  | 'setup'
  | 'quit'
  | 'nextPane'
  | 'tasksTab'
  | 'hostTab'
  | 'otherTab'
  | 'logPane'
  | 'detailsPane'
  | 'zoom'
  | 'freeze'
  | 'earlier'
  | 'later'
  | 'muchEarlier'
  | 'muchLater'
  | 'spikeBefore'
  | 'spikeAfter'
  | 'redraw'
  | 'summary'
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
  | 'user'
  | 'tree'
  | 'fold'
  | 'unfold'
  | 'foldAll'
  | 'sortMenu'
  | 'sortNext'
  | 'sortPrevious'
  | 'sortCpu'
  | 'sortMemory'
  | 'sortTime'
  | 'sortPid'
  | 'invert'
  | 'threads'
  | 'kernelThreads'
  | 'signal'
  | 'raise'
  | 'lower'
  | 'pause'
  | 'follow'
  | 'showLog'
  | 'environment'
  | 'wholeCommand'
  | 'copy'
  | 'export'
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
  | 'logSource'
  | 'logFilterIn'
  | 'logFilterOut'
  | 'logFilters'
  | 'logLevel'
  | 'logContextMore'
  | 'logContextLess'
  | 'nextError'
  | 'previousError'
  | 'logTail'
  | 'logHead'
  | 'logMinute'
  | 'log5Minutes'
  | 'log15Minutes'
  | 'log30Minutes'
  | 'logHour'
  | 'logStamps'
  | 'logWrap'
  | 'logWriters'
  | 'logJson'
  | 'logMark'
  | 'nextMark'
  | 'previousMark'
  | 'logClear'
  | 'copyMode'
  | 'openPager'
  | 'openEditor'
  | 'exportLog'
  | 'pipeLog'
  | 'details'
  | 'back';

/** In the order of help and footer; where the footer has no room, what stands later is left out. */
export const ACTIONS: readonly Action[] = [
  { id: 'help', keys: ['?', 'f1'], where: 'any', footer: 'Help', help: 'this help' },
  { id: 'setup', keys: ['S', 'f2'], where: 'any', footer: 'Setup', help: 'columns, meters and options' },
  { id: 'search', keys: ['/', 'f3'], where: 'any', footer: 'Search', help: 'search' },
  {
    id: 'filter',
    keys: ['\\', 'f4'],
    where: 'table',
    footer: 'Filter',
    help: 'show only some: chrome, cpu>5 and user=root',
  },
  { id: 'tree', keys: ['t', 'f5'], where: 'table', footer: 'Tree', help: 'children below their parents, and back' },
  { id: 'sortMenu', keys: ['f6'], where: 'table', footer: 'Sort', help: 'choose the column to sort by' },
  {
    id: 'raise',
    keys: [']', 'f7'],
    where: 'row',
    changes: true,
    footer: 'Prio+',
    help: 'raise the priority (level or nice - 1)',
  },
  {
    id: 'lower',
    keys: ['[', 'f8'],
    where: 'row',
    changes: true,
    footer: 'Prio-',
    help: 'lower the priority (level or nice + 1)',
  },
  {
    id: 'signal',
    keys: ['f9', 'x', 'delete'],
    where: 'row',
    changes: true,
    footer: 'Signal',
    help: 'send a signal, end it',
  },
  {
    id: 'quit',
    keys: ['q', 'f10', 'ctrl-c'],
    where: 'any',
    footer: 'Quit',
    help: 'back; then quit, which ends all tasks',
  },
  { id: 'resumeLog', keys: ['G', 'F', 'end'], where: 'log', footer: 'Follow', help: 'go to the end and follow' },
  { id: 'logFilterIn', keys: ['&'], where: 'log', footer: 'Filter', help: 'keep the lines with a regex' },
  { id: 'logFilterOut', keys: ['!'], where: 'log', footer: 'Without', help: 'leave out the lines with a regex' },
  { id: 'logFilters', keys: ['~'], where: 'log', help: 'filters off, and on again' },
  {
    id: 'logLevel',
    keys: ['l'],
    where: 'log',
    footer: 'Level',
    help: 'the least level: all, debug, info, warn, error',
  },
  { id: 'nextError', keys: ['e'], where: 'log', footer: 'Error', help: 'next error' },
  { id: 'previousError', keys: ['E'], where: 'log', help: 'previous error' },
  { id: 'logSource', keys: ['s'], where: 'log', footer: 'Source', help: 'whose log: selected, tagged, all, wasitop' },
  { id: 'logStamps', keys: ['t'], where: 'log', footer: 'Times', help: 'times of day, ages, or none' },
  { id: 'logWrap', keys: ['w'], where: 'log', footer: 'Wrap', help: 'wrap long lines, or cut them' },
  { id: 'logJson', keys: ['J'], where: 'log', footer: 'JSON', help: 'JSON as it is, as a readable line, by fields' },
  { id: 'logMark', keys: ['m'], where: 'log', footer: 'Mark', help: 'mark the last line on the screen, or unmark it' },
  { id: 'nextMark', keys: ["'"], where: 'log', help: 'next mark' },
  { id: 'previousMark', keys: ['"'], where: 'log', help: 'previous mark' },
  { id: 'copyMode', keys: ['v'], where: 'log', footer: 'Copy', help: 'select and copy (OSC 52), with the keys of vi' },
  { id: 'logClear', keys: ['C'], where: 'log', footer: 'Clear', help: 'clear the pane; again: all lines are back' },
  { id: 'logTail', keys: ['0'], where: 'log', help: 'all of it, from the end' },
  { id: 'logHead', keys: ['1'], where: 'log', help: 'all of it, from the beginning' },
  { id: 'logMinute', keys: ['2'], where: 'log', help: 'the last minute' },
  { id: 'log5Minutes', keys: ['3'], where: 'log', help: 'the last 5 minutes' },
  { id: 'log15Minutes', keys: ['4'], where: 'log', help: 'the last 15 minutes' },
  { id: 'log30Minutes', keys: ['5'], where: 'log', help: 'the last 30 minutes' },
  { id: 'logHour', keys: ['6'], where: 'log', help: 'the last hour' },
  { id: 'logWriters', keys: ['p'], where: 'log', help: 'who wrote a line, where several do' },
  { id: 'logContextMore', keys: ['+'], where: 'log', help: 'a line more around each that passes a filter' },
  { id: 'logContextLess', keys: ['-'], where: 'log', help: 'a line less around them' },
  {
    id: 'exportLog',
    keys: ['ctrl-s'],
    where: 'log',
    changes: true,
    footer: 'Save',
    help: 'write what is shown of the log to a file',
  },
  { id: 'pipeLog', keys: ['|'], where: 'log', changes: true, footer: 'Pipe', help: 'pipe the log into a command' },
  {
    id: 'openPager',
    keys: ['O'],
    where: 'log',
    changes: true,
    footer: 'Pager',
    help: 'what is shown of the log, in $PAGER',
  },
  {
    id: 'openEditor',
    keys: ['ctrl-o'],
    where: 'log',
    changes: true,
    footer: 'Editor',
    help: 'the same in $VISUAL or $EDITOR',
  },
  { id: 'otherTab', keys: ['o'], where: 'any', footer: 'Other tab', help: 'tasks, or the processes of the host' },
  { id: 'commandLine', keys: [':'], where: 'any', footer: 'Command', help: 'command line' },
  { id: 'details', keys: ['enter'], where: 'table', footer: 'Details', help: 'all about it, with its history' },
  { id: 'back', keys: ['enter'], where: 'details', footer: 'Back', help: 'back to the table' },
  { id: 'earlier', keys: [','], where: 'any', footer: 'Past', help: 'back in time by a second' },
  { id: 'later', keys: ['.'], where: 'any', help: 'forward in time by a second' },
  { id: 'muchEarlier', keys: ['{'], where: 'any', help: 'back in time by 30 seconds' },
  { id: 'muchLater', keys: ['}'], where: 'any', help: 'forward in time by 30 seconds' },
  { id: 'spikeBefore', keys: ['('], where: 'any', help: 'to the last time that the CPU was busy before' },
  { id: 'spikeAfter', keys: [')'], where: 'any', help: 'to the next one' },
  { id: 'tag', keys: ['space'], where: 'table', footer: 'Tag', help: 'tag it, or untag it' },
  { id: 'tagTree', keys: ['c'], where: 'table', help: 'tag it and all its children' },
  { id: 'untag', keys: ['U'], where: 'table', help: 'untag all' },
  {
    id: 'input',
    keys: ['i'],
    where: 'any',
    tab: 'tasks',
    changes: true,
    footer: 'Input',
    help: 'type into the standard input of the task',
  },
  {
    id: 'logOfAll',
    keys: ['a'],
    where: 'any',
    tab: 'tasks',
    footer: 'All logs',
    help: 'the log of all tasks, or of the selected one',
  },
  { id: 'user', keys: ['u'], where: 'table', tab: 'host', footer: 'User', help: 'show the processes of one user' },
  { id: 'searchNext', keys: ['n'], where: 'any', help: 'next match' },
  { id: 'searchPrevious', keys: ['N'], where: 'any', help: 'previous match' },
  { id: 'pause', keys: ['p'], where: 'row', changes: true, footer: 'Pause', help: 'pause, or let go on (STOP, CONT)' },
  { id: 'last', keys: ['G', 'end'], where: 'details', help: 'to the end' },
  { id: 'nextPane', keys: ['tab', 'shift-tab'], where: 'any', footer: 'Pane', help: 'go to the other pane' },
  { id: 'zoom', keys: ['z'], where: 'any', footer: 'Zoom', help: 'this pane alone, and back' },
  { id: 'freeze', keys: ['Z'], where: 'any', footer: 'Freeze', help: 'let the picture stand still, and go on' },
  { id: 'fold', keys: ['-'], where: 'table', help: 'fold: what is below it is summed up in it' },
  { id: 'unfold', keys: ['+', '='], where: 'table', help: 'unfold' },
  { id: 'foldAll', keys: ['*'], where: 'table', help: 'fold all, or unfold all' },
  { id: 'invert', keys: ['I'], where: 'table', footer: 'Invert', help: 'sort the other way round' },
  { id: 'follow', keys: ['F'], where: 'table', footer: 'Follow', help: 'scroll with the selection as rows move' },
  { id: 'threads', keys: ['H'], where: 'table', tab: 'host', help: 'threads of programs, each on a line' },
  { id: 'kernelThreads', keys: ['K'], where: 'table', tab: 'host', help: 'threads of the kernel' },
  { id: 'showLog', keys: ['L'], where: 'row', tab: 'tasks', footer: 'Log', help: 'go to the log of the selected task' },
  { id: 'environment', keys: ['e'], where: 'row', help: 'its environment' },
  { id: 'wholeCommand', keys: ['w'], where: 'row', help: 'its whole command line' },
  { id: 'copy', keys: ['y'], where: 'row', changes: true, help: 'copy its command line to the clipboard (OSC 52)' },
  {
    id: 'export',
    keys: ['ctrl-s'],
    where: 'table',
    changes: true,
    help: 'write the table to a file: .txt, .json or .csv',
  },
  { id: 'tasksTab', keys: ['alt-1'], where: 'any', help: 'go to the tasks' },
  { id: 'hostTab', keys: ['alt-2'], where: 'any', help: 'go to the processes of the host' },
  { id: 'logPane', keys: ['alt-3'], where: 'any', help: 'go to the log' },
  { id: 'detailsPane', keys: ['alt-4'], where: 'any', help: 'go to the details' },
  { id: 'up', keys: ['up', 'k'], where: 'any', help: 'up; in the log, pause it' },
  { id: 'down', keys: ['down', 'j'], where: 'any', help: 'down' },
  { id: 'apply', keys: ['R'], where: 'any', changes: true, help: 'show what changed in the manifest, and apply it' },
  { id: 'left', keys: ['left', 'h'], where: 'any', help: 'move text to see its beginning' },
  { id: 'right', keys: ['right', 'l'], where: 'any', help: 'move text to see its end' },
  { id: 'pageUp', keys: ['pageup'], where: 'any', help: 'a page up' },
  { id: 'pageDown', keys: ['pagedown'], where: 'any', help: 'a page down' },
  { id: 'halfUp', keys: ['ctrl-u'], where: 'any', help: 'half a page up' },
  { id: 'halfDown', keys: ['ctrl-d'], where: 'any', help: 'half a page down' },
  { id: 'first', keys: ['g', 'home'], where: 'any', help: 'to the beginning' },
  { id: 'closeLayer', keys: ['escape'], where: 'any', help: 'close; back to now; clear tags, search and filter' },
  { id: 'redraw', keys: ['ctrl-l'], where: 'any', help: 'draw the screen anew' },
  { id: 'summary', keys: ['s'], where: 'any', help: 'the whole in one line: tasks, CPU, memory, what is busiest' },
  { id: 'suspend', keys: ['ctrl-z'], where: 'any', help: 'suspend; fg goes on' },
  { id: 'last', keys: ['G', 'end'], where: 'table', help: 'to the end' },
  { id: 'sortCpu', keys: ['P'], where: 'table', help: 'sort by CPU' },
  { id: 'sortMemory', keys: ['M'], where: 'table', help: 'sort by memory' },
  { id: 'sortTime', keys: ['T'], where: 'table', help: 'sort by CPU time' },
  { id: 'sortPid', keys: [], where: 'table', help: 'sort by PID' },
  { id: 'sortNext', keys: ['>'], where: 'table', help: 'sort by the next column' },
  { id: 'sortPrevious', keys: ['<'], where: 'table', help: 'sort by the previous column' },
  { id: 'pageUp', keys: ['b'], where: 'log', help: 'a page up' },
  { id: 'pageDown', keys: ['space', 'f'], where: 'log', help: 'a page down' },
  { id: 'halfUp', keys: ['u'], where: 'log', help: 'half a page up' },
  { id: 'halfDown', keys: ['d'], where: 'log', help: 'half a page down' },
  { id: 'down', keys: ['enter'], where: 'log', help: 'down' },
];

/** What the registry says of an action first. */
export function findAction(id: ActionId): Action | undefined {
  return ACTIONS.find((action) => action.id === id);
}

/** Whether what counts in a place counts in a pane. */
export function countsIn(place: Place, pane: Pane): boolean {
  return place === 'any' || place === pane || (place === 'row' && pane !== 'log');
}

/** `sortCpu` is written `sort-cpu` on the command line and in the configuration. */
export function commandName(id: ActionId): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** How a key is written in help and footer. */
export function keyName(key: string): string {
  const [, modifier = '', name = key] = /^(ctrl|alt|shift)-(.+)$/.exec(key) ?? [];
  if (modifier === 'ctrl' && name.length === 1) return `^${name.toUpperCase()}`;
  const written = SHORT[name] ?? (name.length === 1 ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  return modifier === '' ? written : `${modifier.charAt(0).toUpperCase()}${modifier.slice(1)}-${written}`;
}

const SHORT: Readonly<Record<string, string>> = { pageup: 'PgUp', pagedown: 'PgDn', delete: 'Del', escape: 'Esc' };
