import type { Past } from '../data/history/past.ts';
import { isSameRow, type Row, type RowKey } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { HeaderLayout } from '../draw/header-layout.ts';
import type { ChoosingFrom } from '../log/log-sources.ts';
import type { LogView } from '../log/log-view.ts';
import type { Branch } from '../table/tree.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { ScreenState, Update } from './screen-state.ts';
import type { Ordered } from './table/ordered.ts';
import { rowsOf, tableOf } from './table/table-state.ts';

/** What is on the screen, worked out from the snapshot and the state: the same for drawing and for what keys mean. */
export interface View {
  /** What is shown, and what is: they differ while the picture stands still. */
  readonly snapshot: Snapshot;
  readonly live: Snapshot;
  /** All rows that the table has now, whether they are shown or not. */
  readonly liveRows: readonly Row[];
  readonly past: Past;
  readonly layout: Layout;
  /** Where the meters are. */
  readonly header: HeaderLayout;
  readonly rows: readonly Row[];
  readonly branches: readonly Branch[] | undefined;
  /** The selected row; undefined where there is none, or when it is gone. */
  readonly selected: Row | undefined;
  /** Its place among the rows; where it is gone, the place where it was; -1 without any rows. */
  readonly selectedIndex: number;
  /** Index of the first row on the screen. */
  readonly top: number;
  /** Undefined where there is no log on the screen. */
  readonly log: LogView | undefined;
}

/** What an action does to the screen, and what it asks of the outside. */
export type Perform = (state: ScreenState, view: View) => Update;

/** Where a view gets what it is made of. */
export interface ViewSources {
  readonly live: Snapshot;
  readonly past: Past;
  /** The snapshot's rows as they are filtered and sorted. */
  readonly ordered: Ordered;
  readonly header: HeaderLayout;
  log(from: ChoosingFrom, height: number): LogView;
}

export function viewOf(state: ScreenState, { live, past, ordered, header, log: logOf }: ViewSources): View {
  const snapshot = state.frozen ?? live;
  const layout = layoutOf(state, snapshot, header.height);
  const { selected: wanted, selectedAt } = tableOf(state);
  const { rows, branches } = ordered;
  const found = wanted === undefined ? -1 : indexOf(rows, wanted, selectedAt);
  const selectedIndex = found >= 0 ? found : Math.min(wanted === undefined ? 0 : selectedAt, rows.length - 1);
  const selected = found >= 0 || wanted === undefined ? rows[selectedIndex] : undefined;
  const from = { selected, tagged: [...state.tables.tasks.tags.keys()] };
  return {
    snapshot,
    live,
    liveRows: rowsOf(state.tab, live),
    past,
    layout,
    header,
    rows,
    branches,
    selected,
    selectedIndex,
    top: topFor(state, rows.length, selectedIndex, Math.max(1, layout.table - 1)),
    log: layout.log === 0 ? undefined : logOf(from, Math.max(1, layout.log - 1)),
  };
}

/** The place of a row. It is looked for first where it was, and beside that: a key moves the selection by one. */
function indexOf(rows: readonly Row[], wanted: RowKey, near: number): number {
  for (const index of [near, near + 1, near - 1]) {
    const row = rows[index];
    if (row !== undefined && isSameRow(row, wanted)) return index;
  }
  return rows.findIndex((row) => isSameRow(row, wanted));
}

/** Where the table begins: as it was scrolled, but never past its end, and with the selection on the screen where it is followed. */
function topFor(state: ScreenState, rows: number, selected: number, height: number): number {
  const { top, follow } = tableOf(state);
  const clipped = Math.min(top, Math.max(0, rows - height));
  return follow && selected >= 0 ? scrolledTo(clipped, selected, height) : clipped;
}

/** The least scrolling that brings an index onto the screen. */
export function scrolledTo(top: number, index: number, height: number): number {
  if (index < top) return index;
  return index >= top + height ? index - height + 1 : top;
}
