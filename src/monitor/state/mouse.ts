import { boxAt } from '../draw/box.ts';
import { footerActionAt } from '../draw/footer-line.ts';
import { meterAt } from '../draw/header-layout.ts';
import type { MeterId } from '../draw/header-view.ts';
import { layerBox } from '../draw/layer-lines.ts';
import { nextMode } from '../draw/meters/registry.ts';
import { tabAt } from '../draw/tabs-line.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import { columnsFor, placed } from '../table/columns.ts';
import { updateCopyMouse } from './copy/copy-mouse.ts';
import { headerViewOf } from './header-view-of.ts';
import { topLayer } from './layers/layer-stack.ts';
import { clickLayer, wheelLayer } from './layers/layers.ts';
import { scrollLog } from './log/log-places.ts';
import { scrollDetails, scrollTable } from './move-actions.ts';
import { onTab } from './pane-actions.ts';
import { perform } from './perform.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { select } from './table/selection.ts';
import { sortedBy } from './table/table-actions.ts';
import { tableOf } from './table/table-state.ts';
import type { View } from './view.ts';

/** Lines that the wheel moves at a time. */
const WHEEL = 3;

/** What the mouse means: a click on what is there, the wheel for the pane under it. */
export function updateMouse(state: ScreenState, view: View, report: MouseReport): Update {
  if (!state.settings.mouse) return { state };
  const quiet = { ...state, message: undefined };
  const row = report.row - 1;
  const column = report.column - 1;
  const layer = topLayer(state);
  const turn = { 'wheel-up': -1, 'wheel-down': 1 }[report.action as string];
  if (turn !== undefined && layer !== undefined) return wheelLayer(state, layer, view, turn < 0 ? 'up' : 'down');
  if (turn !== undefined) return { state: wheeled(state, view, row, turn * WHEEL) };
  const copy = updateCopyMouse(quiet, view, report);
  if (copy !== undefined) return copy;
  if (report.action !== 'press' || report.button === 'middle') return { state };
  if (layer !== undefined) {
    const box = layerBox(state, view);
    return box === undefined ? { state } : clickLayer(quiet, layer, boxAt(box, column, row));
  }
  return clicked(quiet, view, column, row, report.button === 'right');
}

function wheeled(state: ScreenState, view: View, row: number, step: number): ScreenState {
  const { header, tabs, table, details } = view.layout;
  if (details > 0) return scrollDetails(state, view, step);
  return row >= header + tabs + table ? scrollLog(state, view, step) : scrollTable(state, view, step);
}

function clicked(state: ScreenState, view: View, column: number, row: number, right: boolean): Update {
  const { header, tabs, table, details, log } = view.layout;
  if (row < header) return { state: onMeter(state, view, column, row) };
  if (row < header + tabs) {
    const tab = tabAt(state, view, column);
    return { state: tab === undefined ? state : onTab(state, tab) };
  }
  const top = header + tabs;
  if (row === state.rows - 1) {
    const action = footerActionAt(state, view.live, column);
    return action === undefined ? { state } : perform(state, view, action);
  }
  if (row < top + table) return clickTable(state, view, column, row - top, right);
  if (details > 0) return { state };
  return { state: log > 0 ? { ...state, focus: 'log' } : state };
}

/** The titles sort; a row is selected, the selected one is opened, and the right button asks for a signal. */
function clickTable(state: ScreenState, view: View, column: number, line: number, right: boolean): Update {
  const focused: ScreenState = { ...state, focus: 'table' };
  if (line === 0) {
    const { columns: ids, widths } = tableOf(state);
    const places = placed(columnsFor(state.tab, ids, widths, state.columns), state.columns);
    const hit = places.find(({ at, width }) => column >= at && column <= at + width);
    return { state: hit === undefined ? focused : sortedBy(focused, hit.column.id, true) };
  }
  const index = view.top + line - 1;
  const row = view.rows[index];
  if (row === undefined) return { state: focused };
  const selected = select(focused, view, index);
  if (right) return perform(selected, { ...view, selected: row, selectedIndex: index }, 'signal');
  return view.selected === row && state.focus === 'table' ? perform(selected, view, 'details') : { state: selected };
}

function onMeter(state: ScreenState, view: View, column: number, row: number): ScreenState {
  const hit = meterAt(headerViewOf(state, view), state.columns, state.rows, column, row);
  return hit === undefined ? state : withNextMode(state, hit.meter);
}

function withNextMode(state: ScreenState, hit: MeterId): ScreenState {
  const { settings } = state;
  const turned = (meters: typeof settings.header.left) =>
    meters.map((one) => (one.meter === hit ? { ...one, mode: nextMode(one.meter, one.mode) } : one));
  const header = { left: turned(settings.header.left), right: turned(settings.header.right) };
  return { ...state, settings: { ...settings, header } };
}
