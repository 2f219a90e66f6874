import type { Tab } from '../data/row.ts';
import type { MeterId } from '../draw/header-view.ts';
import { nextMode } from '../draw/meters/registry.ts';
import type { ActionId } from '../input/actions/action-id.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import { columnsFor, placed } from '../table/columns.ts';
import { updateCopyMouse } from './copy/copy-mouse.ts';
import type { BoxHit } from './layers/box-hit.ts';
import type { Layer } from './layers/layer.ts';
import { topLayer } from './layers/layer-stack.ts';
import { beside, clickLayer, wheelLayer } from './layers/layers.ts';
import { scrollLog } from './log/log-places.ts';
import { scrollDetails, scrollTable } from './move-actions.ts';
import { onTab } from './pane-actions.ts';
import { perform } from './perform.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { select } from './table/selection.ts';
import { sortedBy } from './table/table-actions.ts';
import { tableOf } from './table/table-state.ts';
import type { Perform, View } from './view.ts';

/** Lines that the wheel moves at a time. */
const WHEEL = 3;

/** Lines that a report of the wheel scrolls; 0 for any other report. */
function wheelOf({ action }: MouseReport): number {
  return action === 'wheel-up' ? -WHEEL : action === 'wheel-down' ? WHEEL : 0;
}

function isClick({ action, button }: MouseReport): boolean {
  return action === 'press' && button !== 'middle';
}

/** What the mouse does on a part of the screen while no layer has the keys. A click takes the message away. */
function onScreen(
  report: MouseReport,
  clicked: Perform,
  wheeled?: (state: ScreenState, view: View) => ScreenState,
): Perform {
  return (state, view) => {
    if (topLayer(state) !== undefined) return { state };
    if (wheelOf(report) !== 0) return { state: wheeled?.(state, view) ?? state };
    return isClick(report) ? clicked({ ...state, message: undefined }, view) : { state };
  };
}

/** A click on a meter draws it in its next mode. */
export function mouseOnMeter(meter: MeterId, report: MouseReport): Perform {
  return onScreen(report, (state) => ({ state: withNextMode(state, meter) }));
}

export function mouseOnTab(tab: Tab, report: MouseReport): Perform {
  return onScreen(report, (state) => ({ state: onTab(state, tab) }));
}

/** A click on a key of the last line does what the key does. */
export function mouseOnKey(id: ActionId, report: MouseReport): Perform {
  return onScreen(report, (state, view) => perform(state, view, id));
}

/** A click on a title sorts. One on a row selects it, opens it if it is selected, and asks for a signal if it is of the right button. */
export function mouseOnTable(line: number, column: number, report: MouseReport): Perform {
  return onScreen(
    report,
    (state, view) => {
      const focused: ScreenState = { ...state, focus: 'table' };
      if (line === 0) return { state: sortedAt(focused, column) };
      return clickRow(state, focused, view, view.top + line - 1, report.button === 'right');
    },
    (state, view) => scrollTable(state, view, wheelOf(report)),
  );
}

/** Dragging over the log selects lines; a click gives it the keys. */
export function mouseOnLog(line: number, report: MouseReport): Perform {
  return (state, view) => {
    const layer = topLayer(state);
    const wheel = wheelOf(report);
    if (wheel !== 0 && layer?.kind === 'copy') return wheelLayer(state, layer, view, wheel < 0 ? 'up' : 'down');
    const copied = wheel === 0 ? updateCopyMouse({ ...state, message: undefined }, view, line - 1, report) : undefined;
    if (copied !== undefined) return copied;
    const focused = onScreen(
      report,
      (quiet) => ({ state: { ...quiet, focus: 'log' } }),
      () => scrollLog(state, view, wheel),
    );
    return focused(state, view);
  };
}

export function mouseOnDetails(report: MouseReport): Perform {
  return onScreen(
    report,
    (state) => ({ state }),
    (state, view) => scrollDetails(state, view, wheelOf(report)),
  );
}

/** @param hit undefined for the border */
export function mouseOnBox(hit: BoxHit | undefined, report: MouseReport): Perform {
  return onLayer(report, (state, layer) => (hit === undefined ? { state } : clickLayer(state, layer, hit)));
}

/** A click beside the box of the layer on top closes it. */
export function mouseBesideBox(report: MouseReport): Perform {
  return onLayer(report, beside);
}

/** A click on a message takes it away. */
export function mouseOnMessage(report: MouseReport): Perform {
  return onScreen(report, (state) => ({ state }));
}

/** What the mouse does while a layer has the keys: the wheel goes through it, wherever the mouse is. */
function onLayer(report: MouseReport, clicked: (state: ScreenState, layer: Layer, view: View) => Update): Perform {
  return (state, view) => {
    const layer = topLayer(state);
    if (layer === undefined) return { state };
    const wheel = wheelOf(report);
    if (wheel !== 0) return wheelLayer(state, layer, view, wheel < 0 ? 'up' : 'down');
    return isClick(report) ? clicked({ ...state, message: undefined }, layer, view) : { state };
  };
}

function sortedAt(state: ScreenState, column: number): ScreenState {
  const { columns: ids, widths } = tableOf(state);
  const places = placed(columnsFor(state.tab, ids, widths, state.columns), state.columns);
  const hit = places.find(({ at, width }) => column >= at && column <= at + width);
  return hit === undefined ? state : sortedBy(state, hit.column.id, true);
}

function clickRow(before: ScreenState, state: ScreenState, view: View, index: number, right: boolean): Update {
  const row = view.rows[index];
  if (row === undefined) return { state };
  const selected = select(state, view, index);
  if (right) return perform(selected, { ...view, selected: row, selectedIndex: index }, 'signal');
  const opens = view.selected === row && before.focus === 'table';
  return opens ? perform(selected, view, 'details') : { state: selected };
}

function withNextMode(state: ScreenState, hit: MeterId): ScreenState {
  const { settings } = state;
  const turned = (meters: typeof settings.header.left) =>
    meters.map((one) => (one.meter === hit ? { ...one, mode: nextMode(one.meter, one.mode) } : one));
  const header = { left: turned(settings.header.left), right: turned(settings.header.right) };
  return { ...state, settings: { ...settings, header } };
}
