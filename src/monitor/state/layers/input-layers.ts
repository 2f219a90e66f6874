import type { Token } from '../../input/key-tokens.ts';
import { edited, lineOf } from '../../input/line-edit.ts';
import { filteredRows, filterOf, isFilter } from '../../table/filtering.ts';
import { LOG_PURPOSES } from '../log/log-inputs.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { scaleOf } from '../table/ordered.ts';
import { control } from '../table/row-actions.ts';
import { find } from '../table/selection.ts';
import { exportOf } from '../table/table-export.ts';
import { withTable } from '../table/table-state.ts';
import type { View } from '../view.ts';
import type { Purpose } from './input-purpose.ts';
import type { InputLayer, Layer } from './layer.ts';
import { popped, replaced } from './layer-stack.ts';

/** A text that is asked for; a filter acts as it is typed, the others when they are entered. */
export function updateInput(state: ScreenState, layer: InputLayer, view: View, token: Token): Update {
  if (isKey(token, 'escape') || isKey(token, 'ctrl-c'))
    return { state: PURPOSES[layer.purpose].cancel(popped(state), view, layer.before) };
  if (isKey(token, 'enter')) return PURPOSES[layer.purpose].enter(state, layer, view);
  const line = edited(layer.line, token);
  if (line === undefined) return { state };
  const next = replaced(state, { ...layer, line });
  return { state: layer.purpose === 'filter' ? filtered(next, line.text) : next };
}

const PURPOSES: Readonly<Record<InputLayer['purpose'], Purpose>> = {
  ...LOG_PURPOSES,
  search: {
    cancel: (state, _view, before) => ({ ...state, search: before }),
    enter: (state, { line, before }, view) => ({
      state: find({ ...popped(state), search: line.text === '' ? before : line.text }, view, 1),
    }),
  },
  filter: {
    cancel: (state, _view, before) => filtered(state, before),
    // One that is wrong stays, so that it can be mended.
    enter: (state, { line }, view) =>
      isFilter(filterOf(state.tab, line.text)) ? { state: selectedAmong(popped(state), view) } : { state },
  },
  export: {
    cancel: (state) => state,
    enter: (state, { line }, view) =>
      line.text.trim() === '' ? { state: popped(state) } : exportOf(popped(state), view, line.text.trim()),
  },
};

/** Filters by a text; while one that makes no sense yet is typed, the last one counts that did. */
function filtered(state: ScreenState, text: string): ScreenState {
  const good = isFilter(filterOf(state.tab, text));
  return withTable(state, good ? { filter: text, activeFilter: text } : { filter: text });
}

/** Filters by a text that is entered as a whole: a selection that it leaves out goes to the first row. */
export function filteredBy(state: ScreenState, view: View, text: string): ScreenState {
  const { selected, snapshot } = view;
  const filter = filterOf(state.tab, text);
  const rows = selected === undefined || !isFilter(filter) ? [] : [selected];
  const kept = isFilter(filter) && filteredRows(state.tab, rows, filter, scaleOf(state.settings, snapshot)).length > 0;
  return withTable(filtered(state, text), kept ? {} : { selected: undefined });
}

/** A selection that is not among the rows goes to the first one. */
function selectedAmong(state: ScreenState, { selected }: View): ScreenState {
  return selected === undefined ? withTable(state, { selected: undefined }) : state;
}

/** Lines for a task's standard input. It stays open for the next one; Ctrl-D on an empty line is the end of the input, as on a terminal. */
export function updateStdin(state: ScreenState, layer: Extract<Layer, { kind: 'stdin' }>, token: Token): Update {
  const { line, target } = layer;
  if (isKey(token, 'escape') || isKey(token, 'ctrl-c')) return { state: popped(state) };
  if (isKey(token, 'enter')) {
    const sent = control([target], 'fd/0', `${line.text}\n`, `sent to ${target.pid} ${target.name}`);
    return { state: replaced(state, { ...layer, line: lineOf('') }), effect: sent };
  }
  if (isKey(token, 'ctrl-d') && line.text === '') {
    const end = control([target], 'fd/0/ctl', 'close', `end of input sent to ${target.pid} ${target.name}`);
    return { state: popped(state), effect: end };
  }
  const next = edited(line, token);
  return { state: next === undefined ? state : replaced(state, { ...layer, line: next }) };
}

function isKey(token: Token, key: string): boolean {
  return token.kind === 'key' && token.key === key;
}
