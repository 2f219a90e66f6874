import type { TaskRow } from '../data/snapshot.ts';
import { formatBytes, formatCount, formatPercent, formatTime } from './format.ts';
import { type Span, span } from './spans.ts';
import { sparkline } from './sparkline.ts';
import { clean } from './text.ts';
import type { Role } from './theme.ts';

/** A column of the task table. */
export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Left out where the screen is narrower than this. */
  readonly from: number;
  text(row: TaskRow, recent: Recent, unicode: boolean): string;
  /** What rows are sorted by; numbers descend at first, text ascends. */
  key(row: TaskRow): number | string;
  role(row: TaskRow): Role;
}

/** CPU of a task over its last seconds, as fractions of a core. */
export type Recent = (pid: number, count: number) => readonly number[];

const GRAPH_WIDTH = 12;

export type ColumnId =
  | 'pid'
  | 'level'
  | 'state'
  | 'cpu'
  | 'memory'
  | 'time'
  | 'read'
  | 'write'
  | 'calls'
  | 'wait'
  | 'graph'
  | 'command';

const plain = (): Role => 'plain';
const dimZero = (value: number): Role => (value < 0.5 ? 'dim' : 'plain');

const NORMAL_LEVEL = 4;

/** A task that comes near its limit stands out. */
function memoryRole({ memory, memoryLimit, reason }: TaskRow): Role {
  if (reason !== undefined || memoryLimit === 0) return 'plain';
  const used = memory / memoryLimit;
  return used > 0.9 ? 'bad' : used > 0.7 ? 'warn' : 'plain';
}

function stateRole({ state, reason }: TaskRow): Role {
  if (state === 'R') return 'good';
  if (state === 'T') return 'warn';
  if (state === 'Z') return reason === 'exit 0' ? 'dim' : 'bad';
  return 'dim';
}

/** All columns, in their order on the screen. The last takes what is left of the width. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'pid',
    title: 'PID',
    width: 6,
    align: 'right',
    from: 0,
    text: (row) => String(row.pid),
    key: (row) => row.pid,
    role: plain,
  },
  {
    id: 'level',
    title: 'LV',
    width: 2,
    align: 'right',
    from: 0,
    text: (row) => String(row.level),
    key: (row) => row.level,
    role: ({ level }) => (level < NORMAL_LEVEL ? 'label' : level > NORMAL_LEVEL ? 'dim' : 'plain'),
  },
  {
    id: 'state',
    title: 'S',
    width: 1,
    align: 'left',
    from: 0,
    text: (row) => row.state,
    key: (row) => row.state,
    role: stateRole,
  },
  {
    id: 'cpu',
    title: 'CPU%',
    width: 5,
    align: 'right',
    from: 0,
    text: (row) => formatPercent(row.cpu),
    key: (row) => row.cpu,
    role: (row) => (row.cpu > 0.5 ? 'good' : dimZero(row.cpu * 1000)),
  },
  {
    id: 'memory',
    title: 'MEM',
    width: 5,
    align: 'right',
    from: 0,
    text: (row) => formatBytes(row.memory),
    key: (row) => row.memory,
    role: memoryRole,
  },
  {
    id: 'time',
    title: 'TIME+',
    width: 8,
    align: 'right',
    from: 50,
    text: (row) => formatTime(row.time),
    key: (row) => row.time,
    role: plain,
  },
  {
    id: 'read',
    title: 'READ/s',
    width: 6,
    align: 'right',
    from: 90,
    text: (row) => formatBytes(row.readRate),
    key: (row) => row.readRate,
    role: (row) => dimZero(row.readRate),
  },
  {
    id: 'write',
    title: 'WRIT/s',
    width: 6,
    align: 'right',
    from: 70,
    text: (row) => formatBytes(row.writeRate),
    key: (row) => row.writeRate,
    role: (row) => dimZero(row.writeRate),
  },
  {
    id: 'calls',
    title: 'CALL/s',
    width: 6,
    align: 'right',
    from: 80,
    text: (row) => formatCount(row.callRate),
    key: (row) => row.callRate,
    role: (row) => dimZero(row.callRate),
  },
  {
    id: 'wait',
    title: 'WAIT',
    width: 6,
    align: 'left',
    from: 100,
    text: (row) => row.waitsFor,
    key: (row) => row.waitsFor,
    role: () => 'dim',
  },
  {
    id: 'graph',
    title: 'CPU HISTORY',
    width: GRAPH_WIDTH,
    align: 'left',
    from: 115,
    text: (row, recent, unicode) => sparkline(recent(row.pid, GRAPH_WIDTH), GRAPH_WIDTH, 1, unicode),
    key: (row) => row.cpu,
    role: (row) => (row.reason === undefined ? 'good' : 'dim'),
  },
  {
    id: 'command',
    title: 'COMMAND',
    width: 0,
    align: 'left',
    from: 0,
    text: commandText,
    key: (row) => row.name,
    role: (row) => (row.state === 'Z' ? stateRole(row) : 'plain'),
  },
];

/** Name and arguments; of an ended task why it ended as well. */
export function commandText(row: TaskRow): string {
  return commandSpans(row)
    .map(({ text }) => text)
    .join('');
}

/** The same in its colours; the reason first, since arguments may be long. */
export function commandSpans(row: TaskRow): Span[] {
  const args = row.args.map((argument) => ` ${clean(argument)}`).join('');
  if (row.reason === undefined) return [span(clean(row.name), 'key'), span(args)];
  return [span(clean(row.name), 'dim'), span(` [${clean(row.reason)}]`, stateRole(row)), span(args, 'dim')];
}

/** The columns that a width has room for. */
export function columnsFor(width: number): Column[] {
  return COLUMNS.filter((column) => width >= column.from);
}

/** How a table is ordered. */
export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** Sorts by a column; equal rows by PID, so that nothing jumps without a reason. */
export function sortRows(rows: readonly TaskRow[], sort: Sort): TaskRow[] {
  const column = COLUMNS.find(({ id }) => id === sort.column) ?? (COLUMNS[0] as Column);
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [first, second] = [column.key(a), column.key(b)];
    if (first !== second) return first < second ? -sign : sign;
    return a.pid - b.pid;
  });
}

/** The order that a column has when it is chosen: numbers from the largest, PID, level and text from the least. */
export function firstOrder(column: ColumnId): Sort {
  const ascending: readonly ColumnId[] = ['pid', 'level', 'state', 'wait', 'command'];
  return { column, descending: !ascending.includes(column) };
}

/** What search and filter look at. */
export function searchText({ pid, name, args, reason = '' }: TaskRow): string {
  return [pid, clean(name), ...args.map(clean), clean(reason)].join(' ').toLowerCase();
}

/** Whether a row has a text in its PID, name, arguments or reason; case does not matter. */
export function matches(row: TaskRow, text: string): boolean {
  return text === '' || searchText(row).includes(text.toLowerCase());
}
