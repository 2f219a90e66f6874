import { matches } from '../draw/columns.ts';
import type { Token } from '../input/key-tokens.ts';
import { edited, lineOf } from '../input/line-edit.ts';
import { popped, replaced } from './layer-stack.ts';
import type { Layer, ScreenState, Update } from './screen-state.ts';
import { find } from './selection.ts';
import { control } from './task-actions.ts';
import type { View } from './view.ts';

/** A text to search or to filter by; a filter acts as it is typed, a search when it is entered. */
export function updateInput(
  state: ScreenState,
  layer: Extract<Layer, { kind: 'input' }>,
  view: View,
  token: Token,
): Update {
  if (isKey(token, 'escape') || isKey(token, 'ctrl-c'))
    return { state: { ...popped(state), [layer.purpose]: layer.before } };
  if (isKey(token, 'enter')) {
    if (layer.purpose === 'filter') return { state: popped(state) };
    const search = layer.line.text === '' ? layer.before : layer.line.text;
    return { state: find({ ...popped(state), search }, view, 1) };
  }
  const line = edited(layer.line, token);
  if (line === undefined) return { state };
  const next = replaced(state, { ...layer, line });
  return { state: layer.purpose === 'filter' ? filtered(next, view, line.text) : next };
}

/** A selection that the filter takes away goes to the first task that is left. */
export function filtered(state: ScreenState, { selected }: View, filter: string): ScreenState {
  const kept = selected !== undefined && matches(selected, filter);
  return { ...state, filter, selectedPid: kept ? state.selectedPid : undefined };
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
