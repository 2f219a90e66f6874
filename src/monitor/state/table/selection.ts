import { keyOf } from '../../data/row.ts';
import { clean } from '../../draw/text.ts';
import { keyText } from '../../input/key-map.ts';
import { searchText } from '../../table/filtering.ts';
import { sought } from '../log/log-places.ts';
import type { ScreenState } from '../screen-state.ts';
import { scrolledTo, type View } from '../view.ts';
import { tableOf, withTable } from './table-state.ts';

/** Selects a row. */
export function select(state: ScreenState, view: View, index: number): ScreenState {
  const row = view.rows[index];
  if (row === undefined) return state;
  const top = scrolledTo(view.top, index, Math.max(1, view.layout.table - 1));
  return withTable(state, { selected: keyOf(row), selectedAt: index, top });
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
  if (state.focus === 'log')
    return state.log.search === '' ? nothingSought(state) : sought(state, { kind: 'match', direction });
  const wanted = state.search.toLowerCase();
  if (wanted === '') return nothingSought(state);
  const { length } = view.rows;
  for (let step = 1; step <= length; step++) {
    const index = (view.selectedIndex + direction * step + length * 2) % length;
    const row = view.rows[index];
    if (row !== undefined && searchText(row).toLowerCase().includes(wanted)) return select(state, view, index);
  }
  return { ...state, message: { text: `not found: ${clean(state.search)}`, bad: true } };
}

function nothingSought(state: ScreenState): ScreenState {
  const text = `nothing to search for: ${keyText(state.settings.keys, 'search', state.focus)} asks`;
  return { ...state, message: { text, bad: true } };
}
