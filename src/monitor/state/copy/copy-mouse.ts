import { rowsIn } from '../../draw/log/line-rows.ts';
import type { MouseReport } from '../../input/mouse-report.ts';
import { below } from '../../log/cursor-moves.ts';
import type { LogView } from '../../log/log-view.ts';
import { linesAt } from '../../log/scrolling.ts';
import { topLayer } from '../layers/layer-stack.ts';
import { withLog } from '../log/log-places.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import type { View } from '../view.ts';
import { copied } from './copy-layer.ts';
import { copying, copyOf, withCopy } from './copy-state.ts';

/**
 * Dragging over the log selects lines, and copies them when the button is released.
 * @param at the row of the pane, counted from the first one below its title
 * @returns undefined where the mouse means something else
 */
export function updateCopyMouse(
  state: ScreenState,
  view: View,
  at: number,
  { action, button }: MouseReport,
): Update | undefined {
  const { log } = view;
  const layer = topLayer(state);
  if (log === undefined || log.look.count === 0 || (layer !== undefined && layer.kind !== 'copy')) return undefined;
  const copy = copyOf(state);
  if (action === 'release') return released(state, log);
  if (button !== 'left') return undefined;
  if (action === 'press') {
    if (at < 0 || at >= log.height) return undefined;
    const cursor = { number: numberAt(log, at), at: 0 };
    const pressed = withLog({ ...state, focus: 'log' }, { pressed: cursor.number });
    return { state: copy === undefined ? pressed : withCopy(pressed, { cursor, anchor: undefined }) };
  }
  const { pressed } = state.log;
  if (action !== 'drag' || pressed === undefined) return undefined;
  const dragged = { cursor: { number: numberAt(log, at), at: 0 }, anchor: { number: pressed, at: 0 } };
  const change = { ...dragged, by: 'lines', dragging: true } as const;
  return { state: copy === undefined ? copying(state, log, change) : withCopy(state, change) };
}

/** The line on a row of the pane. Past its edges are the next lines, so that the pane scrolls. */
function numberAt(log: LogView, row: number): number {
  const { look, format, top, height } = log;
  if (row < 0) return below(log, { number: top.number, at: 0 }, -1).number;
  const lines = linesAt(look, format, top, height);
  let rows = 0;
  for (const { line, above } of lines) {
    rows += rowsIn(line, format) - above;
    if (row < rows) return line.number;
  }
  const last = lines.at(-1)?.line.number ?? top.number;
  return row < height ? last : below(log, { number: last, at: 0 }, 1).number;
}

function released(state: ScreenState, log: LogView): Update | undefined {
  if (state.log.pressed === undefined) return undefined;
  const quiet = withLog(state, { pressed: undefined });
  const copy = copyOf(quiet);
  if (copy?.dragging !== true) return { state: quiet };
  return copied(withCopy(quiet, { dragging: false }), log, copy);
}
