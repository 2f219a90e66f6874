import type { Row, Tab } from '../data/row.ts';
import { formatDate } from '../draw/format.ts';
import { clean } from '../draw/text.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { scaleOf } from '../state/table/ordered.ts';
import { tableOf } from '../state/table/table-state.ts';
import { isTagged } from '../state/table/tags.ts';
import type { View } from '../state/view.ts';
import type { Scale } from '../table/column.ts';
import { DEFAULT_COLUMNS, findColumn } from '../table/columns.ts';
import { commandText } from '../table/command-text.ts';
import { amountInWords, bytesInWords, countInWords, percentInWords, secondsInWords } from './unit-words.ts';

/** What is said of a row as long as nobody chose columns, beside that by which the table is sorted. */
const FACTS: Readonly<Record<Tab, readonly string[]>> = {
  tasks: ['pid', 'state', 'cpu', 'mem', 'level'],
  host: ['pid', 'state', 'cpu', 'mem', 'user'],
};

/** What stands before a column's figure, where its id is not the word. */
const NAMES: Readonly<Record<string, string>> = {
  pid: 'PID',
  ppid: 'parent',
  cpu: 'CPU',
  mem: 'memory',
  'mem%': 'share of memory',
  peak: 'highest memory',
  virt: 'address space',
  shared: 'shared memory',
  time: 'CPU time',
  calls: 'calls a second',
  fuel: 'fuel a second',
  core: 'on cpu',
  cgroup: 'control group',
};

/** More than this share of its memory limit is worth a word: the screen shows it in red. */
const NEAR_LIMIT = 0.9;

const STATES: Readonly<Record<Row['kind'], Readonly<Record<string, string>>>> = {
  task: { R: 'running', S: 'sleeping', T: 'paused', N: 'starting', Z: 'ended' },
  process: {
    R: 'running',
    S: 'sleeping',
    D: 'waiting for a disk',
    T: 'stopped',
    t: 'stopped by a debugger',
    Z: 'zombie',
    I: 'idle',
    X: 'ended',
  },
};

/** What a letter of the kernel means. */
export function processStateWord(letter: string): string {
  return STATES.process[letter] ?? letter;
}

/** The state alone: `running`. */
export function stateWord(row: Row): string {
  return row.reason === undefined ? (STATES[row.kind][row.state] ?? row.state) : 'ended';
}

/** `running`, `sleeping in poll`, `ended: exit 3`, `failed: trap: unreachable`. */
export function stateInWords(row: Row): string {
  if (row.reason !== undefined) return endInWords(row);
  return row.kind === 'task' && row.state === 'S' && row.waitsFor !== ''
    ? `${stateWord(row)} in ${clean(row.waitsFor)}`
    : stateWord(row);
}

/** How it ended. */
export function endInWords(row: Row): string {
  const failed = row.kind === 'task' && row.phase === 'failed';
  const reason = clean(row.reason ?? '');
  return reason === 'ended' ? reason : `${failed ? 'failed' : 'ended'}: ${reason}`;
}

/** `spin, PID 7`. */
export function nameInWords({ name, pid }: Pick<Row, 'name' | 'pid'>): string {
  return `${clean(name)}, PID ${pid}`;
}

/** All that is said of a row: `spin, PID 7, running, CPU 12 percent, memory 1.2 megabytes, level 4`. */
export function rowInWords(row: Row, state: ScreenState, view: View): string {
  const { columns, sort } = tableOf(state);
  const scale = scaleOf(state.settings, view.snapshot);
  const chosen = columns === DEFAULT_COLUMNS[state.tab] ? FACTS[state.tab] : columns;
  const ids = [...new Set([...chosen, sort.column])];
  const facts = ids.map((id) => factInWords(row, id, state.tab, scale));
  return [clean(row.name), ...facts, ...marksOf(row, state, view)].filter((fact) => fact !== '').join(', ');
}

/** What the table has of it in one column; `''` for what is a picture, or said already. */
function factInWords(row: Row, id: string, tab: Tab, scale: Scale): string {
  const column = findColumn(tab, id);
  if (column === undefined || id === 'graph' || id === 'wait') return '';
  if (id === 'state') return stateInWords(row);
  // Name and end are said anyhow.
  if (id === 'command') return row.args.length === 0 ? '' : clean(commandText(row)).slice(0, MOST_COMMAND);
  if (id === 'started') return `started ${formatDate(row.startedAt)}`;
  const value = column.value(row, scale);
  if (value === undefined) return `${NAMES[id] ?? id} not known`;
  return figureInWords(id, value, column.unit);
}

/** Letters of a command that are said with a row; `w` says all. */
const MOST_COMMAND = 200;

function figureInWords(id: string, value: number | string, unit: string): string {
  const name = NAMES[id] ?? id;
  if (typeof value === 'string') return value === '' ? '' : `${name} ${clean(value)}`;
  if (id === 'read' || id === 'write') return `${id}s ${bytesInWords(value)} a second`;
  if (unit === 'percent') return `${name} ${percentInWords(value)}`;
  if (unit === 'bytes') return `${name} ${bytesInWords(value)}`;
  if (unit === 'seconds') return `${name} ${secondsInWords(value)}`;
  return `${name} ${id === 'calls' || id === 'fuel' ? amountInWords(value) : Math.round(value)}`;
}

/** What the screen shows by colours and by lines of the tree. */
function marksOf(row: Row, state: ScreenState, { branches, rows }: View): string[] {
  const branch = branches?.[rows.indexOf(row)];
  const limit = row.kind === 'task' && row.reason === undefined ? row.memoryLimit : 0;
  let depth = 0;
  for (let from = branch?.from; from !== undefined; from = from.from) depth++;
  return [
    ...(limit > 0 && row.memory / limit > NEAR_LIMIT ? [`near its memory limit of ${bytesInWords(limit)}`] : []),
    ...(depth > 0 ? [`depth ${depth}`] : []),
    ...(branch !== undefined && branch.below > 0
      ? [`${countInWords(branch.below, 'row')} below${branch.folded ? ', folded' : ''}`]
      : []),
    ...(isTagged(tableOf(state).tags, row) ? ['tagged'] : []),
  ];
}
