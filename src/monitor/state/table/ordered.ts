import type { Row } from '../../data/row.ts';
import type { Snapshot } from '../../data/snapshot.ts';
import { usableCores } from '../../draw/meters/core-parts.ts';
import type { Scale } from '../../table/column.ts';
import { filteredRows, filterOf, isFilter } from '../../table/filtering.ts';
import { sortRows } from '../../table/sort.ts';
import { type Branch, treeOf } from '../../table/tree.ts';
import type { ScreenState } from '../screen-state.ts';
import type { Settings } from '../settings.ts';
import { rowsOf, tableOf } from './table-state.ts';

/** The rows of a table as they stand below each other. */
export interface Ordered {
  readonly rows: readonly Row[];
  /** Their places in the tree; undefined where the table is flat. */
  readonly branches: readonly Branch[] | undefined;
}

/** All that the order depends on: as long as none of it is another one, neither is the order. */
export function orderInputs(state: ScreenState, snapshot: Snapshot): readonly unknown[] {
  const { tab, settings } = state;
  const { activeFilter, user, sort, tree, folds } = tableOf(state);
  const { cores, memory } = scaleOf(settings, snapshot);
  const { kernelThreads, threads } = settings;
  return [tab, rowsOf(tab, snapshot), activeFilter, user, sort, tree, folds, kernelThreads, threads, cores, memory];
}

/** Leaves out what is not to be seen, and sorts the rest. */
export function orderedRows(state: ScreenState, snapshot: Snapshot): Ordered {
  const { tab, settings } = state;
  const { activeFilter, user, sort, tree, folds } = tableOf(state);
  const scale = scaleOf(settings, snapshot);
  const filter = filterOf(tab, activeFilter);
  const seen = rowsOf(tab, snapshot).filter((row) => isSeen(row, settings, user));
  const rows = isFilter(filter) ? filteredRows(tab, seen, filter, scale) : seen;
  return tree ? treeOf(tab, rows, sort, folds, scale) : { rows: sortRows(tab, rows, sort, scale), branches: undefined };
}

/** Whether a row is to be seen at all. */
export function isSeen(
  row: Row,
  { kernelThreads, threads }: Pick<Settings, 'kernelThreads' | 'threads'>,
  user?: string,
): boolean {
  if (row.kind === 'task') return true;
  if (row.kernelThread && !kernelThreads) return false;
  return (threads || !row.thread) && (user === undefined || row.user === user);
}

/** What percentages are of. */
export function scaleOf({ cpuOf }: Settings, { machine }: Snapshot): Scale {
  return { cores: cpuOf === 'core' ? 1 : usableCores(machine), memory: machine.memoryTotal };
}
