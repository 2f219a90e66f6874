import { searchText } from '../draw/columns.ts';
import { clean } from '../draw/text.ts';
import type { ScreenState } from './screen-state.ts';
import { scrolledTo, type View } from './view.ts';

/** Selects a row; the log of another task is read from its end. */
export function select(state: ScreenState, view: View, index: number): ScreenState {
  const row = view.rows[index];
  if (row === undefined) return state;
  const top = scrolledTo(view.top, index, Math.max(1, view.layout.table - 1));
  const same = row.pid === view.selected?.pid;
  return {
    ...state,
    selectedPid: row.pid,
    top,
    logTop: same ? state.logTop : undefined,
    logLeft: same ? state.logLeft : 0,
  };
}

/** The state after a picture was drawn: the selection is a task, not a place, from the first picture on. */
export function settled(state: ScreenState, { selected, selectedIndex }: View): ScreenState {
  const selectedPid = state.selectedPid ?? selected?.pid;
  if (selectedPid === state.selectedPid && selectedIndex === state.selectedAt) return state;
  return { ...state, selectedPid, selectedAt: Math.max(0, selectedIndex) };
}

/** Scrolls so that a selection that was on the screen is on it after the table has got another height. */
export function keptInSight(before: View, state: ScreenState, after: View): ScreenState {
  const { selectedIndex, top, layout } = before;
  const seen = selectedIndex >= top && selectedIndex < top + layout.table - 1;
  if (!seen || after.layout.table < 2) return state;
  return { ...state, top: scrolledTo(after.top, after.selectedIndex, after.layout.table - 1) };
}

/** Goes to the next match of the search, in the pane that has the focus. */
export function find(state: ScreenState, view: View, direction: 1 | -1): ScreenState {
  const wanted = state.search.toLowerCase();
  if (wanted === '') return { ...state, message: { text: 'nothing to search for: / asks', bad: true } };
  const inTable = state.focus === 'table';
  const texts = inTable ? view.rows.map(searchText) : view.log.map(({ text }) => clean(text).toLowerCase());
  const start = inTable ? view.selectedIndex : view.logTop;
  for (let step = 1; step <= texts.length; step++) {
    const index = (start + direction * step + texts.length * 2) % texts.length;
    if (!texts[index]?.includes(wanted)) continue;
    return inTable
      ? select(state, view, index)
      : { ...state, logTop: view.log[index]?.number, selectedPid: view.selected?.pid };
  }
  return { ...state, message: { text: `not found: ${clean(state.search)}`, bad: true } };
}
