import type { LogLine } from '../../logs/log-line.ts';
import type { Snapshot, TaskRow } from '../data/snapshot.ts';
import { matches, type Sort, sortRows } from '../draw/columns.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { ScreenState } from './screen-state.ts';

/** What is on the screen, worked out from the snapshot and the state: the same for drawing and for what keys mean. */
export interface View {
  /** What is shown, and what is: they differ while the picture stands still. */
  readonly snapshot: Snapshot;
  readonly live: Snapshot;
  readonly layout: Layout;
  readonly rows: readonly TaskRow[];
  /** The selected task; undefined where there is none, or when it is gone. */
  readonly selected: TaskRow | undefined;
  /** Its place among the rows; where it is gone, the place where it was; -1 without any rows. */
  readonly selectedIndex: number;
  /** Index of the first row on the screen. */
  readonly top: number;
  readonly log: readonly LogLine[];
  /** Index of the first line on the screen. */
  readonly logTop: number;
}

/** @param ordered the snapshot's rows as they are filtered and sorted */
export function viewOf(
  state: ScreenState,
  live: Snapshot,
  ordered: readonly TaskRow[],
  logOf: (pid: number | undefined) => readonly LogLine[],
): View {
  const snapshot = state.frozen ?? live;
  const layout = layoutOf(state, snapshot);
  const found = ordered.findIndex(({ pid }) => pid === state.selectedPid);
  const chosen = state.selectedPid === undefined ? 0 : state.selectedAt;
  const selectedIndex = found >= 0 ? found : Math.min(chosen, ordered.length - 1);
  const selected = found >= 0 || state.selectedPid === undefined ? ordered[selectedIndex] : undefined;
  const log = logOf(selected?.pid);
  return {
    snapshot,
    live,
    layout,
    rows: ordered,
    selected,
    selectedIndex,
    top: topFor(state, ordered.length, selectedIndex, Math.max(1, layout.table - 1)),
    log,
    logTop: logTopFor(state, log, Math.max(1, layout.log - 1)),
  };
}

/** The tasks that the filter lets through, in their order. */
export function orderedRows(tasks: readonly TaskRow[], filter: string, sort: Sort): TaskRow[] {
  return sortRows(filter === '' ? tasks : tasks.filter((row) => matches(row, filter)), sort);
}

/** Where the table begins: as it was scrolled, but never past its end, and with the selection on the screen where it is followed. */
function topFor({ top, follow }: ScreenState, rows: number, selected: number, height: number): number {
  const clipped = Math.min(top, Math.max(0, rows - height));
  return follow && selected >= 0 ? scrolledTo(clipped, selected, height) : clipped;
}

/** Where the log begins: at its end while it follows, else at the line that was the first; lines before it may be gone. */
function logTopFor({ logTop }: ScreenState, log: readonly LogLine[], height: number): number {
  if (logTop === undefined) return Math.max(0, log.length - height);
  return Math.max(0, Math.min(log.length - 1, logTop - (log[0]?.number ?? 0)));
}

/** The least scrolling that brings an index onto the screen. */
export function scrolledTo(top: number, index: number, height: number): number {
  if (index < top) return index;
  return index >= top + height ? index - height + 1 : top;
}
