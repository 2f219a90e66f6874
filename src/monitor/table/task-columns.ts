import type { TaskRow } from '../data/snapshot.ts';
import { formatCount } from '../draw/format.ts';
import type { Role } from '../draw/theme.ts';
import { type Column, dimBelow } from './column.ts';
import { endRole } from './command-text.ts';
import {
  bytesColumn,
  COMMAND,
  CPU,
  GRAPH,
  MEMORY_PERCENT,
  PARENT,
  PID,
  RATE,
  STARTED,
  TIME,
} from './common-columns.ts';

const NORMAL_LEVEL = 4;

/** A task that comes near its limit stands out. */
function memoryRole({ memory, memoryLimit, reason }: TaskRow): Role {
  if (reason !== undefined || memoryLimit === 0) return 'plain';
  const used = memory / memoryLimit;
  return used > 0.9 ? 'bad' : used > 0.7 ? 'warn' : 'plain';
}

function stateRole(row: TaskRow): Role {
  if (row.state === 'R') return 'good';
  if (row.state === 'T') return 'warn';
  return row.state === 'Z' ? endRole(row) : 'dim';
}

function countColumn(id: string, title: string, note: string, from: number, value: (row: TaskRow) => number) {
  return {
    id,
    title,
    note,
    unit: 'count',
    width: 6,
    align: 'right',
    from,
    text: (row: TaskRow) => formatCount(value(row)),
    value,
    role: (row: TaskRow) => dimBelow(value(row), 0.5),
  } satisfies Column<TaskRow>;
}

/** All columns of the tasks. */
export const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  PID,
  PARENT,
  {
    id: 'level',
    title: 'LV',
    note: 'priority: 0 first, 4 normal, 7 when idle',
    unit: 'count',
    width: 2,
    align: 'right',
    from: 0,
    ascending: true,
    text: (row) => String(row.level),
    value: (row) => row.level,
    role: ({ level }) => (level < NORMAL_LEVEL ? 'label' : level > NORMAL_LEVEL ? 'dim' : 'plain'),
  },
  {
    id: 'state',
    title: 'S',
    note: 'R runs S sleeps T paused N starting Z ended',
    unit: 'text',
    width: 1,
    align: 'left',
    from: 0,
    ascending: true,
    text: (row) => row.state,
    value: (row) => row.state,
    role: stateRole,
  },
  CPU,
  { ...bytesColumn<TaskRow>('mem', 'MEM', 'linear memory and tables', 0, (row) => row.memory), role: memoryRole },
  MEMORY_PERCENT,
  bytesColumn<TaskRow>('peak', 'PEAK', 'highest memory so far', 80, (row) => row.memoryPeak),
  TIME,
  bytesColumn<TaskRow>('read', 'READ/s', 'bytes read a second', 90, (row) => row.readRate, RATE),
  bytesColumn<TaskRow>('write', 'WRIT/s', 'bytes written a second', 70, (row) => row.writeRate, RATE),
  countColumn('calls', 'CALL/s', 'WASI calls a second', 80, (row) => row.callRate),
  countColumn('fuel', 'FUEL/s', 'fuel a second: the work that was done, in units', 110, (row) => row.fuelRate),
  {
    id: 'wait',
    title: 'WAIT',
    note: 'what a sleeping task waits for',
    unit: 'text',
    width: 6,
    align: 'left',
    from: 100,
    ascending: true,
    text: (row) => row.waitsFor,
    value: (row) => row.waitsFor,
    role: () => 'dim',
  },
  {
    id: 'core',
    title: 'CPU',
    note: 'which cpu of wasitop runs it',
    unit: 'count',
    width: 3,
    align: 'right',
    from: 80,
    ascending: true,
    text: (row) => (row.cpuIndex < 0 ? '-' : String(row.cpuIndex)),
    value: (row) => row.cpuIndex,
    role: () => 'dim',
  },
  STARTED,
  GRAPH,
  COMMAND,
];
