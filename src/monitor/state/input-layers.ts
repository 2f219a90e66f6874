import type { Token } from '../input/key-tokens.ts';
import { edited, lineOf } from '../input/line-edit.ts';
import { filteredRows, filterOf, isFilter } from '../table/filtering.ts';
import { popped, replaced } from './layer-stack.ts';
import { scaleOf } from './ordered.ts';
import { control } from './row-actions.ts';
import type { InputLayer, Layer, ScreenState, Update } from './screen-state.ts';
import { find } from './selection.ts';
import { exportOf } from './table-export.ts';
import { withTable } from './table-state.ts';
import type { View } from './view.ts';

/** A text that is asked for; a filter acts as it is typed, the others when they are entered. */
export function updateInput(state: ScreenState, layer: InputLayer, view: View, token: Token): Update {
  if (isKey(token, 'escape') || isKey(token, 'ctrl-c')) return { state: PURPOSES[layer.purpose].cancel(popped(state), view, layer.before) };
  if (isKey(token, 'enter')) return PURPOSES[layer.purpose].enter(state, layer, view);
  const line = edited(layer.line, token);
  if (line === undefined) return { state };
  const next = replaced(state, { ...layer, line });
  return { state: layer.purpose === 'filter' ? filtered(next, view, line.text) : next };
}

interface Purpose {
  cancel(state: ScreenState, view: View, before: string): ScreenState;
  enter(state: ScreenState, layer: InputLayer, view: View): Update;
}

const PURPOSES: Readonly<Record<InputLayer['purpose'], Purpose>> = {
  search: {
    cancel: (state, _view, before) => ({ ...state, search: before }),
    enter: (state, { line, before }, view) => ({
      state: find({ ...popped(state), search: line.text === '' ? before : line.text }, view, 1),
    }),
  },
  filter: {
    cancel: filtered,
    // One that is wrong stays, so that it can be mended.
    enter: (state, { line }) => (isFilter(filterOf(state.tab, line.text)) ? { state: popped(state) } : { state }),
  },
  export: {
    cancel: (state) => state,
    enter: (state, { line }, view) =>
      line.text.trim() === '' ? { state: popped(state) } : exportOf(popped(state), view, line.text.trim()),
  },
};

/** Filters by a text; while one that makes no sense yet is typed, the last one counts that did. A selection that is filtered out goes to the first row. */
export function filtered(state: ScreenState, { selected, snapshot }: View, text: string): ScreenState {
  const filter = filterOf(state.tab, text);
  if (!isFilter(filter)) return withTable(state, { filter: text });
  const next = withTable(state, { filter: text, activeFilter: text });
  const scale = scaleOf(state.settings, snapshot);
  const kept = selected !== undefined && filteredRows(state.tab, [selected], filter, scale).length > 0;
  return kept ? next : withTable(next, { selected: undefined });
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
