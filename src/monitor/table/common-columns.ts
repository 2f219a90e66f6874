import type { Row } from '../data/row.ts';
import { formatBytes, formatDate, formatPercent, formatTime } from '../draw/format.ts';
import { sparkline } from '../draw/sparkline.ts';
import { type Column, dimBelow, type Need, plain, UNKNOWN } from './column.ts';
import { commandText, endRole } from './command-text.ts';

/** Columns that tasks and processes have alike. */

const GRAPH_WIDTH = 12;

export const PID: Column = {
  id: 'pid',
  title: 'PID',
  note: 'process id',
  unit: 'count',
  width: 7,
  align: 'right',
  from: 0,
  ascending: true,
  text: (row) => String(row.pid),
  value: (row) => row.pid,
  role: plain,
};

export const PARENT: Column = {
  id: 'ppid',
  title: 'PPID',
  note: 'process id of the parent',
  unit: 'count',
  width: 7,
  align: 'right',
  from: 60,
  ascending: true,
  text: (row) => String(row.parent),
  value: (row) => row.parent,
  role: () => 'dim',
};

export const CPU: Column = {
  id: 'cpu',
  title: 'CPU%',
  note: 'CPU over the last second',
  unit: 'percent',
  width: 5,
  align: 'right',
  from: 0,
  text: (row, { cores }) => formatPercent(row.cpu / cores),
  value: (row, { cores }) => row.cpu / cores,
  role: (row) => (row.cpu > 0.5 ? 'good' : dimBelow(row.cpu, 0.0005)),
};

export const MEMORY_PERCENT: Column = {
  id: 'mem%',
  title: 'MEM%',
  note: 'memory, of all that there is',
  unit: 'percent',
  width: 5,
  align: 'right',
  from: 70,
  text: (row, { memory }) => formatPercent(row.memory / memory),
  value: (row, { memory }) => row.memory / memory,
  role: (row) => dimBelow(row.memory, 1),
};

export const TIME: Column = {
  id: 'time',
  title: 'TIME+',
  note: 'CPU time since it started',
  unit: 'seconds',
  width: 8,
  align: 'right',
  from: 50,
  text: (row) => formatTime(row.time),
  value: (row) => row.time,
  role: plain,
};

export const STARTED: Column = {
  id: 'started',
  title: 'START',
  note: 'when it started',
  unit: 'text',
  width: 8,
  align: 'right',
  from: 90,
  text: (row) => formatDate(row.startedAt),
  value: (row) => row.startedAt,
  role: () => 'dim',
};

export const GRAPH: Column = {
  id: 'graph',
  live: true,
  title: 'CPU HISTORY',
  note: 'CPU over the last seconds',
  unit: 'percent',
  width: GRAPH_WIDTH,
  align: 'left',
  from: 115,
  text: (row, { recent, unicode }) => sparkline(recent(row, GRAPH_WIDTH), GRAPH_WIDTH, 1, unicode),
  value: (row) => row.cpu,
  role: (row) => (row.reason === undefined ? 'good' : 'dim'),
};

export const COMMAND: Column = {
  id: 'command',
  title: 'COMMAND',
  note: 'name and arguments',
  unit: 'text',
  width: 0,
  align: 'left',
  from: 0,
  ascending: true,
  text: commandText,
  value: commandText,
  role: (row) => (row.reason === undefined ? 'plain' : endRole(row)),
};

/** How a column of bytes differs from others. */
interface BytesOptions {
  readonly width?: number;
  readonly need?: Need;
}

export function bytesColumn<R extends Row>(
  id: string,
  title: string,
  note: string,
  from: number,
  value: (row: R) => number | undefined,
  { width = 5, need }: BytesOptions = {},
) {
  return {
    id,
    title,
    note,
    unit: 'bytes',
    width,
    align: 'right',
    from,
    ...(need === undefined ? {} : { need }),
    text: (row: R) => {
      const bytes = value(row);
      return bytes === undefined ? UNKNOWN : formatBytes(bytes);
    },
    value,
    role: (row: R) => dimBelow(value(row), 0.5),
  } satisfies Column<R>;
}

/** Bytes a second need a column more. */
export const RATE: BytesOptions = { width: 6 };
