import { isSameRow, keyOf } from '../data/row.ts';
import { clean } from '../draw/text.ts';
import { keyText } from '../input/key-map.ts';
import { searchText } from '../table/filtering.ts';
import type { ScreenState } from './screen-state.ts';
import { tableOf, withTable } from './table-state.ts';
import { scrolledTo, type View } from './view.ts';

/** Selects a row; the log of another task is read from its end. */
export function select(state: ScreenState, view: View, index: number): ScreenState {
  const row = view.rows[index];
  if (row === undefined) return state;
  const top = scrolledTo(view.top, index, Math.max(1, view.layout.table - 1));
  const same = isSameRow(row, view.selected);
  const selected = withTable(state, { selected: keyOf(row), top });
  return same ? selected : { ...selected, logTop: undefined, logLeft: 0 };
}

/** The state after a picture was drawn: the selection is a row, not a place, from the first picture on. */
export function settled(state: ScreenState, { selected, selectedIndex }: View): ScreenState {
  const before = tableOf(state);
  const at = Math.max(0, selectedIndex);
  if (before.selectedAt === at && (before.selected !== undefined || selected === undefined)) return state;
  return withTable(state, { selected: before.selected ?? (selected && keyOf(selected)), selectedAt: at });
}

/** Scrolls so that a selection that was on the screen is on it after the table has got another height. */
export function keptInSight(before: View, state: ScreenState, after: View): ScreenState {
  const { selectedIndex, top, layout } = before;
  const seen = selectedIndex >= top && selectedIndex < top + layout.table - 1;
  if (!seen || after.layout.table < 2) return state;
  return withTable(state, { top: scrolledTo(after.top, after.selectedIndex, after.layout.table - 1) });
}

/** Goes to the next match of the search, in the pane that has the focus. */
export function find(state: ScreenState, view: View, direction: 1 | -1): ScreenState {
  const wanted = state.search.toLowerCase();
  if (wanted === '') {
    const text = `nothing to search for: ${keyText(state.settings.keys, 'search', state.focus)} asks`;
    return { ...state, message: { text, bad: true } };
  }
  const inTable = state.focus === 'table';
  const { length } = inTable ? view.rows : view.log;
  const textAt = (index: number): string => {
    if (!inTable) return clean(view.log[index]?.text ?? '');
    const row = view.rows[index];
    return row === undefined ? '' : searchText(row);
  };
  const start = inTable ? view.selectedIndex : view.logTop;
  for (let step = 1; step <= length; step++) {
    const index = (start + direction * step + length * 2) % length;
    if (!textAt(index).toLowerCase().includes(wanted)) continue;
    return inTable ? select(state, view, index) : { ...state, logTop: view.log[index]?.number };
  }
  return { ...state, message: { text: `not found: ${clean(state.search)}`, bad: true } };
}
