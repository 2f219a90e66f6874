import type { Row, RowKey, Tab } from '../data/row.ts';

/** A task or process that a question or menu is about, as it was when that was opened: PID and start are checked again before anything is sent. */
export interface Target extends RowKey {
  readonly tab: Tab;
  readonly name: string;
  /** The process of a thread. */
  readonly threadOf?: number;
}

export function targetOf(row: Row): Target {
  const { kind, pid, startedAt, name, parent } = row;
  const target = { tab: kind === 'task' ? 'tasks' : 'host', pid, startedAt, name } as const;
  return row.kind === 'process' && row.thread ? { ...target, threadOf: parent } : target;
}

/** The kernel itself: what concerns no task alone is asked of it. */
export const INIT: Target = { tab: 'tasks', pid: 1, startedAt: 0, name: 'init' };
