import type { Snapshot, TaskRow } from '../data/snapshot.ts';
import type { ScreenState } from './screen-state.ts';
import { select } from './selection.ts';
import type { View } from './view.ts';

/** Tags the selected task or takes its tag off, and goes on to the next row. */
export function tagged(state: ScreenState, view: View): ScreenState {
  const { selected, selectedIndex } = view;
  if (selected === undefined) return state;
  const tags = new Map(state.tags);
  if (isTagged(state.tags, selected)) tags.delete(selected.pid);
  else tags.set(selected.pid, selected.startedAt);
  return select({ ...state, tags }, view, Math.min(view.rows.length - 1, selectedIndex + 1));
}

/** Tags the selected task, its children and theirs. */
export function treeTagged(state: ScreenState, { selected, live }: View): ScreenState {
  if (selected === undefined) return state;
  const tags = new Map(state.tags).set(selected.pid, selected.startedAt);
  const found = [selected.pid];
  for (const parent of found) {
    for (const { pid, startedAt } of live.tasks.filter((row) => row.parent === parent)) {
      tags.set(pid, startedAt);
      found.push(pid);
    }
  }
  return { ...state, tags };
}

export function isTagged(tags: ScreenState['tags'], { pid, startedAt }: TaskRow): boolean {
  return tags.get(pid) === startedAt;
}

/** The tags of tasks that are still there; the same map where none is gone. */
export function tagsLeft(tags: ScreenState['tags'], { tasks }: Snapshot): ScreenState['tags'] {
  if (tags.size === 0) return tags;
  const left = new Map(tasks.filter((row) => isTagged(tags, row)).map(({ pid, startedAt }) => [pid, startedAt]));
  return left.size === tags.size ? tags : left;
}
