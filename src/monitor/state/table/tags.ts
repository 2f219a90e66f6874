import { type Row, type RowKey, TABS } from '../../data/row.ts';
import type { Snapshot } from '../../data/snapshot.ts';
import { subtree } from '../../table/tree.ts';
import type { ScreenState } from '../screen-state.ts';
import type { View } from '../view.ts';
import { select } from './selection.ts';
import { rowsOf, type TableState, tableOf, withTable } from './table-state.ts';

type Tags = TableState['tags'];

/** Tags the selected row or takes its tag off, and goes on to the next one. */
export function tagged(state: ScreenState, view: View): ScreenState {
  const { selected, selectedIndex } = view;
  if (selected === undefined) return state;
  const tags = new Map(tableOf(state).tags);
  if (isTagged(tags, selected)) tags.delete(selected.pid);
  else tags.set(selected.pid, selected.startedAt);
  return select(withTable(state, { tags }), view, Math.min(view.rows.length - 1, selectedIndex + 1));
}

/** Tags the selected row, its children and theirs. */
export function treeTagged(state: ScreenState, { selected, liveRows }: View): ScreenState {
  if (selected === undefined) return state;
  const all: readonly Row[] = [selected, ...subtree(liveRows, selected)];
  return withTable(state, { tags: new Map([...tableOf(state).tags, ...all.map(entryOf)]) });
}

export function isTagged(tags: Tags, { pid, startedAt }: RowKey): boolean {
  return tags.get(pid) === startedAt;
}

/** The state without the tags of what is gone; the same state where nothing is. */
export function withTagsLeft(state: ScreenState, snapshot: Snapshot): ScreenState {
  let left = state;
  for (const tab of TABS) {
    const { tags } = left.tables[tab];
    if (tags.size === 0) continue;
    const kept = rowsOf(tab, snapshot).filter((row) => isTagged(tags, row));
    if (kept.length === tags.size) continue;
    left = { ...left, tables: { ...left.tables, [tab]: { ...left.tables[tab], tags: new Map(kept.map(entryOf)) } } };
  }
  return left;
}

function entryOf({ pid, startedAt }: RowKey): [number, number] {
  return [pid, startedAt];
}
