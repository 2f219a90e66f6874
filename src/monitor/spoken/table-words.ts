import { emptyText } from '../draw/empty-text.ts';
import { clean } from '../draw/text.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { rowsOf, tableOf } from '../state/table/table-state.ts';
import type { View } from '../state/view.ts';
import { findColumn } from '../table/columns.ts';
import { rowInWords } from './row-words.ts';
import { clockInWords, countInWords, secondsInWords } from './unit-words.ts';

const TITLES: Readonly<Record<ScreenState['tab'], string>> = { tasks: 'Tasks', host: 'Processes of the host' };

/** `Processes of the host, 214 rows, sorted by CPU over the last second, highest first`, and what else makes it another table than all rows in a list. */
export function tableInWords(state: ScreenState, view: View): string {
  const { tree, user, activeFilter, tags } = tableOf(state);
  const notes = [
    `${TITLES[state.tab]}, ${countInWords(view.rows.length, 'row')}`,
    sortInWords(state),
    ...(tree ? ['as a tree'] : []),
    ...(user === undefined ? [] : [`of user ${clean(user)} alone`]),
    ...(activeFilter === '' ? [] : [`filtered by ${clean(activeFilter)}`]),
    ...(tags.size === 0 ? [] : [`${tags.size} tagged`]),
    ...(state.readOnly ? ['read-only'] : []),
  ];
  return [...notes, ...momentInWords(state, view)].join(', ');
}

/** Which past the table shows, if any. */
function momentInWords({ cursor, frozen }: ScreenState, view: View): string[] {
  if (cursor !== undefined) return [pastInWords(cursor, view)];
  return frozen === undefined ? [] : ['standing still'];
}

/** `as it was at 14:02:30, 12 seconds ago`. */
export function pastInWords(cursor: number, { live }: View): string {
  const ago = Math.max(0, Math.round((live.time - cursor) / 1_000));
  return `as it was at ${clockInWords(cursor)}, ${secondsInWords(ago)} ago`;
}

/** `sorted by CPU over the last second, highest first`. */
export function sortInWords(state: ScreenState): string {
  const { column: id, descending } = tableOf(state).sort;
  const column = findColumn(state.tab, id);
  const [high, low] = column?.ascending ? ['last first', 'first first'] : ['highest first', 'lowest first'];
  const order = column?.ascending ? (descending ? 'backwards' : 'forwards') : descending ? high : low;
  return `sorted by ${column?.note ?? id}, ${order}`;
}

/** `5 of 214 rows match`. */
export function matchesInWords(state: ScreenState, { rows, snapshot }: View): string {
  const all = rowsOf(state.tab, snapshot).length;
  return `${rows.length} of ${countInWords(all, 'row')} ${rows.length === 1 ? 'matches' : 'match'}`;
}

/** `row 3 of 12: spin, PID 7, ...`; where there is none, why. */
export function placeInWords(state: ScreenState, view: View): string {
  const { selected, selectedIndex, rows } = view;
  if (rows.length === 0) return emptyText(state, view);
  if (selected === undefined) return 'What was selected is gone. The arrow keys choose another row.';
  return `row ${selectedIndex + 1} of ${rows.length}: ${rowInWords(selected, state, view)}`;
}
