import type { HostProcess } from '../../host/processes/host-process.ts';
import { clean } from '../draw/text.ts';
import type { Role } from '../draw/theme.ts';
import { type Column, dimBelow, plain } from './column.ts';
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

function textColumn(
  id: string,
  title: string,
  note: string,
  width: number,
  from: number,
  value: (row: HostProcess) => string,
) {
  return {
    id,
    title,
    note,
    unit: 'text',
    width,
    align: 'left',
    from,
    ascending: true,
    text: (row: HostProcess) => clean(value(row)),
    value,
    role: () => 'dim',
  } satisfies Column<HostProcess>;
}

/** Real-time processes have a priority below -99, which the kernel counts downward. */
function priorityText({ priority }: HostProcess): string {
  return priority <= -100 ? 'RT' : String(priority);
}

function niceRole({ nice }: HostProcess): Role {
  return nice < 0 ? 'bad' : nice > 0 ? 'good' : 'dim';
}

const DISK_RATE = { ...RATE, need: 'io' } as const;

const STATE_ROLES: Readonly<Record<string, Role>> = { R: 'good', D: 'bad', Z: 'bad', T: 'warn', t: 'warn' };

/** All columns of the host's processes. */
export const HOST_COLUMNS: readonly Column<HostProcess>[] = [
  PID,
  PARENT,
  { ...textColumn('user', 'USER', 'whose it is', 9, 0, (row) => row.user), role: plain },
  {
    id: 'priority',
    title: 'PRI',
    note: 'priority that the kernel gives it; RT is real-time',
    unit: 'count',
    width: 3,
    align: 'right',
    from: 88,
    ascending: true,
    text: priorityText,
    value: (row) => row.priority,
    role: () => 'dim',
  },
  {
    id: 'nice',
    title: 'NI',
    note: 'nice value: -20 first, 19 last',
    unit: 'count',
    width: 3,
    align: 'right',
    from: 62,
    ascending: true,
    text: (row) => String(row.nice),
    value: (row) => row.nice,
    role: niceRole,
  },
  bytesColumn<HostProcess>('virt', 'VIRT', 'address space', 96, (row) => row.virtual),
  { ...bytesColumn<HostProcess>('mem', 'RES', 'memory that is resident', 0, (row) => row.memory), role: plain },
  bytesColumn<HostProcess>('shared', 'SHR', 'resident memory that is shared', 102, (row) => row.shared, {
    need: 'shared',
  }),
  {
    id: 'state',
    title: 'S',
    note: 'R runs S sleeps D waits for a disk T stopped Z zombie I idle X ended',
    unit: 'text',
    width: 1,
    align: 'left',
    from: 0,
    ascending: true,
    text: (row) => row.state,
    value: (row) => row.state,
    role: ({ state }) => STATE_ROLES[state] ?? 'dim',
  },
  CPU,
  MEMORY_PERCENT,
  TIME,
  {
    id: 'threads',
    title: 'THR',
    note: 'threads',
    unit: 'count',
    width: 4,
    align: 'right',
    from: 108,
    text: (row) => String(row.threads),
    value: (row) => row.threads,
    role: (row) => dimBelow(row.threads, 2),
  },
  bytesColumn<HostProcess>('read', 'READ/s', 'bytes read from disks a second', 130, (row) => row.readRate, DISK_RATE),
  bytesColumn<HostProcess>(
    'write',
    'WRIT/s',
    'bytes written to disks a second',
    130,
    (row) => row.writeRate,
    DISK_RATE,
  ),
  textColumn('container', 'CONTAINER', 'container that it is in', 14, 110, (row) => row.container),
  textColumn('cgroup', 'CGROUP', 'control group that it is in', 20, 140, (row) => row.cgroup),
  STARTED,
  GRAPH,
  COMMAND,
];
