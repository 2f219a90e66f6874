import type { ActionId } from '../input/actions/action-id.ts';
import { keyText } from '../input/key-map.ts';
import { scrollLog, withLog } from './log/log-places.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { refused } from './table/row-actions.ts';
import { select } from './table/selection.ts';
import { tableOf, withTable } from './table/table-state.ts';
import type { Perform, View } from './view.ts';

/** Columns that text moves at a time. */
const PAN = 8;

/** What moves within the pane that has the keys. Steps are lines, of a pane of some height. */
export const MOVES = {
  up: moving(() => -1),
  down: moving(() => 1),
  pageUp: moving((height) => -height),
  pageDown: moving((height) => height),
  halfUp: moving((height) => -Math.ceil(height / 2)),
  halfDown: moving((height) => Math.ceil(height / 2)),
  first: moving(() => Number.NEGATIVE_INFINITY),
  last: moving(() => Number.POSITIVE_INFINITY),
  left: (state) => panned(state, -PAN),
  right: (state) => panned(state, PAN),
} satisfies Partial<Record<ActionId, Perform>>;

function moving(step: (height: number) => number): (state: ScreenState, view: View) => Update {
  return (state, view) => {
    const height = Math.max(1, view.layout[state.focus] - 1);
    return { state: MOVERS[state.focus](state, view, step(height)) };
  };
}

const MOVERS = { table: moveSelection, log: scrollLog, details: scrollDetails } as const;

/** The end is found when the details are drawn. */
export function scrollDetails(state: ScreenState, _view: View, step: number): ScreenState {
  const { detailsTop } = state;
  return { ...state, detailsTop: Math.max(0, (typeof detailsTop === 'string' ? 0 : detailsTop) + step) };
}

function moveSelection(state: ScreenState, view: View, step: number): ScreenState {
  // Where the row is gone, the next one stands in its place already.
  const from = view.selected === undefined && step > 0 ? view.selectedIndex - 1 : view.selectedIndex;
  return select(state, view, Math.max(0, Math.min(view.rows.length - 1, from + step)));
}

/** Moves the table under a selection that stays what it is. */
export function scrollTable(state: ScreenState, view: View, step: number): ScreenState {
  const last = Math.max(0, view.rows.length - Math.max(1, view.layout.table - 1));
  return withTable(state, { top: Math.max(0, Math.min(last, view.top + step)) });
}

function panned(state: ScreenState, by: number): Update {
  if (state.focus !== 'log') return { state: withTable(state, { left: Math.max(0, tableOf(state).left + by) }) };
  const { log, keys } = state.settings;
  if (log.wrap && !state.linear)
    return refused(state, `lines are wrapped: ${keyText(keys, 'logWrap', 'log')} cuts them`);
  return { state: withLog(state, { left: Math.max(0, state.log.left + by) }) };
}
