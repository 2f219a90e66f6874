import type { HostProcess } from '../../host/processes/host-process.ts';
import type { TaskRow } from './snapshot.ts';

/** What a line of the table is about. */
export type Row = TaskRow | HostProcess;

/** Which of the two tables is shown. */
export type Tab = 'tasks' | 'host';

export const TABS: readonly Tab[] = ['tasks', 'host'];

/** Tells rows apart for as long as the screen lives: PIDs are used again, starts are not. */
export interface RowKey {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

export function isSameRow(a: RowKey, b: RowKey | undefined): boolean {
  return b !== undefined && a.pid === b.pid && a.startedAt === b.startedAt;
}

export function keyOf({ pid, startedAt }: RowKey): RowKey {
  return { pid, startedAt };
}
