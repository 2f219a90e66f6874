import { keyOf, type Row } from '../../data/row.ts';
import type { ActionId } from '../../input/actions/action-id.ts';
import { keyText } from '../../input/key-map.ts';
import { lineOf } from '../../input/line-edit.ts';
import { COLUMNS, columnsFor } from '../../table/columns.ts';
import { firstOrder } from '../../table/sort.ts';
import { type Folds, isFolded, standIn } from '../../table/tree.ts';
import { pushed } from '../layers/layer-stack.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import type { Perform, View } from '../view.ts';
import { refused } from './row-actions.ts';
import { tableOf, withTable } from './table-state.ts';
import { tagged, treeTagged } from './tags.ts';

/** What the table shows, and in which order. */
export const TABLE_ACTIONS = {
  filter: (state) => {
    const { filter } = tableOf(state);
    return { state: pushed(state, { kind: 'input', purpose: 'filter', line: lineOf(filter), before: filter }) };
  },
  user: askUser,
  tree: (state) => said(withTable(state, { tree: !tableOf(state).tree }), tableOf(state).tree ? 'flat list' : 'tree'),
  fold: (state, view) => folded(state, view, true),
  unfold: (state, view) => folded(state, view, false),
  foldAll,
  sortMenu: askSort,
  sortNext: (state) => ({ state: sortByNeighbour(state, 1) }),
  sortPrevious: (state) => ({ state: sortByNeighbour(state, -1) }),
  sortCpu: (state) => ({ state: sortedBy(state, 'cpu') }),
  sortMemory: (state) => ({ state: sortedBy(state, 'mem') }),
  sortTime: (state) => ({ state: sortedBy(state, 'time') }),
  sortPid: (state) => ({ state: sortedBy(state, 'pid') }),
  invert: (state) => {
    const { sort } = tableOf(state);
    return { state: withTable(state, { sort: { ...sort, descending: !sort.descending } }) };
  },
  threads: (state) => shown(state, 'threads', 'threads of programs'),
  kernelThreads: (state) => shown(state, 'kernelThreads', 'threads of the kernel'),
  follow: (state) => {
    const { follow } = tableOf(state);
    return said(withTable(state, { follow: !follow }), follow ? 'no longer following' : 'following the selection');
  },
  tag: (state, view) => ({ state: tagged(state, view) }),
  tagTree: (state, view) => ({ state: treeTagged(state, view) }),
  untag: (state) => ({ state: withTable(state, { tags: new Map() }) }),
  export: (state) => {
    const line = lineOf(`wasitop-${state.tab}.txt`);
    return { state: pushed(state, { kind: 'input', purpose: 'export', line, before: '' }) };
  },
} satisfies Partial<Record<ActionId, Perform>>;

/** Sorts by a column; once more, and the other way round where it is sorted by it already. */
export function sortedBy(state: ScreenState, column: string, again = false): ScreenState {
  const { sort } = tableOf(state);
  if (again && sort.column === column) return withTable(state, { sort: { column, descending: !sort.descending } });
  return withTable(state, { sort: firstOrder(state.tab, column) });
}

function said(state: ScreenState, text: string): Update {
  return { state: { ...state, message: { text, bad: false } } };
}

function shown(state: ScreenState, what: 'threads' | 'kernelThreads', name: string): Update {
  const { settings } = state;
  const on = !settings[what];
  return said({ ...state, settings: { ...settings, [what]: on } }, `${name} are ${on ? 'shown' : 'hidden'}`);
}

function sortByNeighbour(state: ScreenState, step: number): ScreenState {
  const { sort, columns: ids, widths } = tableOf(state);
  const columns = columnsFor(state.tab, ids, widths, state.columns);
  const at = columns.findIndex(({ id }) => id === sort.column);
  const next = columns[(at + step + columns.length) % columns.length];
  return next === undefined ? state : sortedBy(state, next.id);
}

function askSort(state: ScreenState): Update {
  const columns = COLUMNS[state.tab];
  const items = columns.map(({ id, title, note }) => ({ text: `${title.padEnd(12)} ${note}`, value: id }));
  const choice = columns.findIndex(({ id }) => id === tableOf(state).sort.column);
  return { state: pushed(state, { kind: 'menu', title: 'Sort by', items, choice, purpose: { kind: 'sort' } }) };
}

/** The users who have processes, those with the most first. */
function askUser(state: ScreenState, { liveRows }: View): Update {
  const counts = new Map<string, number>();
  for (const row of liveRows) if (row.kind === 'process') counts.set(row.user, (counts.get(row.user) ?? 0) + 1);
  const users = [...counts].sort(([, a], [, b]) => b - a);
  const items = [
    { text: 'all users', value: '' },
    ...users.map(([user, count]) => ({ text: `${user.padEnd(12)} ${count}`, value: user })),
  ];
  const choice = Math.max(
    0,
    items.findIndex(({ value }) => value === tableOf(state).user),
  );
  return { state: pushed(state, { kind: 'menu', title: 'Show', items, choice, purpose: { kind: 'user' } }) };
}

function flat(state: ScreenState): Update {
  return refused(state, `the table is flat: ${keyText(state.settings.keys, 'tree')} shows the tree`);
}

function folded(state: ScreenState, { selected, branches }: View, fold: boolean): Update {
  if (branches === undefined) return flat(state);
  if (selected === undefined) return { state };
  const folds = new Map(tableOf(state).folds);
  if (fold) folds.set(selected.pid, selected.startedAt);
  else folds.delete(selected.pid);
  return { state: withTable(state, { folds }) };
}

/** A selection that is folded away goes to the row that stands for it. */
function withFolds(state: ScreenState, folds: Folds, { selected, rows }: View): ScreenState {
  const shown = selected && standIn(rows, selected, folds);
  return withTable(state, { folds, ...(shown === undefined ? {} : { selected: keyOf(shown) }) });
}

/** Folds every row below which there are others; unfolds all where nothing is left to fold. */
function foldAll(state: ScreenState, view: View): Update {
  const { liveRows, branches } = view;
  if (branches === undefined) return flat(state);
  const parents = new Set(liveRows.map(({ parent }) => parent));
  const { folds } = tableOf(state);
  const open = liveRows.filter((row: Row) => parents.has(row.pid) && !isFolded(folds, row));
  const all = open.map(({ pid, startedAt }) => [pid, startedAt] as const);
  return { state: withFolds(state, open.length === 0 ? new Map() : new Map([...folds, ...all]), view) };
}
