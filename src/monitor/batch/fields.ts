import type { HostProcess } from '../../host/processes/host-process.ts';
import type { Row, Tab } from '../data/row.ts';
import type { Snapshot, TaskRow } from '../data/snapshot.ts';

/** A field of a row in JSON and CSV: a raw figure in bytes, seconds, or fractions; null where it is not known. */
export interface Field<R extends Row = Row> {
  readonly name: string;
  /** The column that shows it; `''` for what no column does. */
  readonly column: string;
  of(row: R, snapshot: Snapshot): unknown;
}

const TASK_FIELDS: readonly Field<TaskRow>[] = [
  { name: 'pid', column: 'pid', of: (row) => row.pid },
  { name: 'ppid', column: 'ppid', of: (row) => row.parent },
  { name: 'name', column: 'command', of: (row) => row.name },
  { name: 'args', column: 'command', of: (row) => row.args },
  { name: 'level', column: 'level', of: (row) => row.level },
  { name: 'state', column: 'state', of: (row) => row.phase },
  { name: 'waits_for', column: 'wait', of: (row) => row.waitsFor },
  { name: 'cpu', column: 'cpu', of: (row) => row.cpu },
  { name: 'cpu_seconds', column: 'time', of: (row) => row.time },
  { name: 'memory', column: 'mem', of: (row) => row.memory },
  { name: 'memory_fraction', column: 'mem%', of: memoryFraction },
  { name: 'memory_peak', column: 'peak', of: (row) => row.memoryPeak },
  { name: 'memory_limit', column: '', of: (row) => row.memoryLimit },
  { name: 'read_per_second', column: 'read', of: (row) => row.readRate },
  { name: 'written_per_second', column: 'write', of: (row) => row.writeRate },
  { name: 'calls_per_second', column: 'calls', of: (row) => row.callRate },
  { name: 'fuel_per_second', column: 'fuel', of: (row) => row.fuelRate },
  { name: 'core', column: 'core', of: (row) => (row.cpuIndex < 0 ? null : row.cpuIndex) },
  { name: 'started', column: 'started', of: (row) => row.startedAt / 1_000 },
  { name: 'reason', column: '', of: (row) => row.reason ?? null },
];

const HOST_FIELDS: readonly Field<HostProcess>[] = [
  { name: 'pid', column: 'pid', of: (row) => row.pid },
  { name: 'ppid', column: 'ppid', of: (row) => row.parent },
  { name: 'name', column: 'command', of: (row) => row.name },
  { name: 'args', column: 'command', of: (row) => row.args },
  { name: 'user', column: 'user', of: (row) => row.user },
  { name: 'uid', column: 'user', of: (row) => row.uid },
  { name: 'state', column: 'state', of: (row) => row.state },
  { name: 'priority', column: 'priority', of: (row) => row.priority },
  { name: 'nice', column: 'nice', of: (row) => row.nice },
  { name: 'threads', column: 'threads', of: (row) => row.threads },
  { name: 'cpu', column: 'cpu', of: (row) => row.cpu },
  { name: 'cpu_seconds', column: 'time', of: (row) => row.time },
  { name: 'memory', column: 'mem', of: (row) => row.memory },
  { name: 'memory_fraction', column: 'mem%', of: memoryFraction },
  { name: 'memory_virtual', column: 'virt', of: (row) => row.virtual },
  { name: 'memory_shared', column: 'shared', of: (row) => row.shared ?? null },
  { name: 'read_per_second', column: 'read', of: (row) => row.readRate ?? null },
  { name: 'written_per_second', column: 'write', of: (row) => row.writeRate ?? null },
  { name: 'cgroup', column: 'cgroup', of: (row) => row.cgroup },
  { name: 'container', column: 'container', of: (row) => row.container },
  { name: 'kernel_thread', column: '', of: (row) => row.kernelThread },
  { name: 'thread', column: '', of: (row) => row.thread },
  { name: 'started', column: 'started', of: (row) => row.startedAt / 1_000 },
  { name: 'reason', column: '', of: (row) => row.reason ?? null },
];

function memoryFraction({ memory }: Row, { machine }: Snapshot): number {
  return machine.memoryTotal === 0 ? 0 : memory / machine.memoryTotal;
}

const FIELDS: Readonly<Record<Tab, readonly Field[]>> = { tasks: TASK_FIELDS, host: HOST_FIELDS };

/** All fields, or those of the columns, in the columns' order; a PID is always among them. */
export function fieldsOf(tab: Tab, columns: readonly string[] | undefined): readonly Field[] {
  const all = FIELDS[tab];
  if (columns === undefined) return all;
  const chosen = columns.flatMap((id) => all.filter(({ column }) => column === id));
  return chosen.some(({ name }) => name === 'pid') ? chosen : [...all.filter(({ name }) => name === 'pid'), ...chosen];
}
