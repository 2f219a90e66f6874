import { COLUMNS, firstOrder, matches } from './columns.ts';
import type { Token } from './key-tokens.ts';
import { type Effect, type Layer, type ScreenState, SIGNAL_MENU, type Target, type Update } from './screen-state.ts';
import { find } from './selection.ts';
import { clean } from './text.ts';
import type { View } from './view.ts';

/** Lets the layer on top take a token. */
export function updateLayer(state: ScreenState, layer: Layer, view: View, token: Token): Update {
  if (layer.kind === 'input') return updateInput(state, layer, view, token);
  if (token.kind === 'paste') return { state };
  if (token.key === 'ctrl-l') return { state, effect: { kind: 'redraw' } };
  if (token.key === 'ctrl-z') return { state, effect: { kind: 'suspend' } };
  switch (layer.kind) {
    case 'help':
      return updateHelp(state, layer, token.key);
    case 'signals':
      return updateSignals(state, layer, token.key);
    case 'sort':
      return updateSort(state, layer, token.key);
    case 'confirm':
      return updateConfirm(state, layer, token.key);
  }
}

/** The kernel itself. */
const INIT_PID = 1;

const CLOSING: readonly string[] = ['escape', 'q', 'f10', 'ctrl-c'];

function closed(state: ScreenState): ScreenState {
  return { ...state, layer: undefined };
}

function updateHelp(state: ScreenState, layer: Extract<Layer, { kind: 'help' }>, key: string): Update {
  const step = { up: -1, k: -1, down: 1, j: 1, pageup: -10, pagedown: 10, space: 10, b: -10 }[key];
  if (step === undefined) return { state: closed(state) };
  return { state: { ...state, layer: { ...layer, top: Math.max(0, layer.top + step) } } };
}

/** Moves a choice among `count`; undefined for a key that does not. */
function moved(choice: number, count: number, key: string): number | undefined {
  if (key === 'up' || key === 'k' || key === 'shift-tab') return (choice + count - 1) % count;
  if (key === 'down' || key === 'j' || key === 'tab') return (choice + 1) % count;
  if (key === 'home' || key === 'g') return 0;
  return key === 'end' || key === 'G' ? count - 1 : undefined;
}

function updateSignals(state: ScreenState, layer: Extract<Layer, { kind: 'signals' }>, key: string): Update {
  if (CLOSING.includes(key)) return { state: closed(state) };
  const choice = moved(layer.choice, SIGNAL_MENU.length, key);
  if (choice !== undefined) return { state: { ...state, layer: { ...layer, choice } } };
  const signal = SIGNAL_MENU[layer.choice];
  if (key !== 'enter' || signal === undefined) return { state };
  const effect = signalEffect(layer.target, signal);
  const label = `${layer.target.pid} ${clean(layer.target.name)}`;
  const question =
    layer.target.pid === INIT_PID
      ? `${signal} ${label}? It is wasitop itself: all tasks end with it.`
      : `KILL ${label}? It cannot save anything.`;
  if (signal !== 'KILL' && layer.target.pid !== INIT_PID) return { state: closed(state), effect };
  return { state: { ...state, layer: { kind: 'confirm', question, effect, yes: false } } };
}

function signalEffect(target: Target, signal: string): Effect {
  return {
    kind: 'command',
    target,
    line: `kill ${signal}`,
    done: `${signal} sent to ${target.pid} ${clean(target.name)}`,
  };
}

function updateSort(state: ScreenState, layer: Extract<Layer, { kind: 'sort' }>, key: string): Update {
  if (CLOSING.includes(key)) return { state: closed(state) };
  const choice = moved(layer.choice, COLUMNS.length, key);
  if (choice !== undefined) return { state: { ...state, layer: { ...layer, choice } } };
  const column = COLUMNS[layer.choice];
  return key === 'enter' && column !== undefined
    ? { state: { ...closed(state), sort: firstOrder(column.id) } }
    : { state };
}

function updateConfirm(state: ScreenState, layer: Extract<Layer, { kind: 'confirm' }>, key: string): Update {
  // Who presses Ctrl-C twice means it.
  const meant = key === 'ctrl-c' && layer.effect.kind === 'quit';
  if (key === 'y' || key === 'Y' || meant) return { state: closed(state), effect: layer.effect };
  if (key === 'n' || key === 'N' || CLOSING.includes(key)) return { state: closed(state) };
  if (['left', 'right', 'tab', 'shift-tab', 'h', 'l'].includes(key))
    return { state: { ...state, layer: { ...layer, yes: !layer.yes } } };
  if (key !== 'enter') return { state };
  return layer.yes ? { state: closed(state), effect: layer.effect } : { state: closed(state) };
}

/** A selection that the filter takes away goes to the first task that is left. */
function filtered(state: ScreenState, { selected }: View, filter: string): ScreenState {
  const kept = selected !== undefined && matches(selected, filter);
  return { ...state, filter, selectedPid: kept ? state.selectedPid : undefined };
}

/** A line of text; a filter acts as it is typed, a search when it is entered. */
function updateInput(state: ScreenState, layer: Extract<Layer, { kind: 'input' }>, view: View, token: Token): Update {
  const typed = (text: string): Update => {
    const next = { ...state, layer: { ...layer, text } };
    return { state: layer.purpose === 'filter' ? filtered(next, view, text) : next };
  };
  if (token.kind === 'paste') return typed(layer.text + clean(token.text.replaceAll('\n', ' ')));
  switch (token.key) {
    case 'escape':
    case 'ctrl-c':
      return { state: { ...closed(state), [layer.purpose]: layer.before } };
    case 'enter': {
      if (layer.purpose === 'filter') return { state: closed(state) };
      const search = layer.text === '' ? layer.before : layer.text;
      return { state: find({ ...closed(state), search }, view, 1) };
    }
    case 'backspace':
      return typed([...layer.text].slice(0, -1).join(''));
    case 'ctrl-u':
      return typed('');
    case 'ctrl-w':
      return typed(layer.text.replace(/\S*\s*$/, ''));
    case 'space':
      return typed(`${layer.text} `);
    default:
      return [...token.key].length === 1 ? typed(layer.text + clean(token.key)) : { state };
  }
}
