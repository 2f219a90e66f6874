import type { LogLine } from '../logs/log-line.ts';
import { matches, sortRows } from './columns.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { ScreenState } from './screen-state.ts';
import type { Snapshot, TaskRow } from './snapshot.ts';

/** What is on the screen, worked out from the snapshot and the state: the same for drawing and for what keys mean. */
export interface View {
  readonly snapshot: Snapshot;
  readonly layout: Layout;
  readonly rows: readonly TaskRow[];
  readonly selected: TaskRow | undefined;
  readonly selectedIndex: number;
  readonly top: number;
  readonly log: readonly LogLine[];
  readonly logTop: number;
}

export function viewOf(state: ScreenState, live: Snapshot, logOf: (pid: number) => readonly LogLine[]): View {
  const snapshot = state.frozen ?? live;
  const layout = layoutOf(state, snapshot.machine.cores.length);
  const rows = sortRows(
    snapshot.tasks.filter((row) => matches(row, state.filter)),
    state.sort,
  );
  const found = rows.findIndex(({ pid }) => pid === state.selectedPid);
  const selectedIndex = found >= 0 ? found : rows.length > 0 ? 0 : -1;
  const selected = rows[selectedIndex];
  const log = selected === undefined ? [] : logOf(selected.pid);
  const height = Math.max(1, layout.log - 1);
  const first = log[0]?.number ?? 0;
  const logTop =
    state.logTop === undefined
      ? Math.max(0, log.length - height)
      : Math.max(0, Math.min(log.length - 1, state.logTop - first));
  return {
    snapshot,
    layout,
    rows,
    selected,
    selectedIndex,
    top: topFor(state, rows.length, selectedIndex, layout.table - 1),
    log,
    logTop,
  };
}

/** Where the table begins: as scrolled, but never past its end, and with the selection on the screen where it is followed. */
function topFor({ top, follow, selectedPid }: ScreenState, rows: number, selected: number, height: number): number {
  const last = Math.max(0, rows - height);
  const clipped = Math.min(top, last);
  if (selected < 0 || (!follow && selectedPid === undefined)) return clipped;
  if (!follow) return clipped;
  return scrolledTo(clipped, selected, height);
}

/** The least scrolling that brings an index onto the screen. */
export function scrolledTo(top: number, index: number, height: number): number {
  if (index < top) return index;
  return index >= top + height ? index - height + 1 : top;
}
