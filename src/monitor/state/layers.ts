import { COLUMNS, firstOrder } from '../draw/columns.ts';
import type { Token } from '../input/key-tokens.ts';
import { updateCommand } from './command-layer.ts';
import { updateInput, updateStdin } from './input-layers.ts';
import { cleared, popped, replaced } from './layer-stack.ts';
import { type Layer, type ScreenState, SIGNAL_MENU, type Update } from './screen-state.ts';
import { signalled } from './task-actions.ts';
import type { View } from './view.ts';

/** Lets the layer on top take a token. */
export function updateLayer(state: ScreenState, layer: Layer, view: View, token: Token): Update {
  if (token.kind === 'key' && token.key === 'ctrl-l') return { state, effect: { kind: 'redraw' } };
  if (token.kind === 'key' && token.key === 'ctrl-z') return { state, effect: { kind: 'suspend' } };
  switch (layer.kind) {
    case 'input':
      return updateInput(state, layer, view, token);
    case 'stdin':
      return updateStdin(state, layer, token);
    case 'command':
      return updateCommand(state, layer, view, token);
    default:
      return token.kind === 'key' ? updateBox(state, layer, token.key) : { state };
  }
}

type Box = Extract<Layer, { kind: 'help' | 'signals' | 'sort' | 'confirm' | 'notice' }>;

function updateBox(state: ScreenState, layer: Box, key: string): Update {
  switch (layer.kind) {
    case 'help':
      return updateHelp(state, layer, key);
    case 'signals':
      return updateSignals(state, layer, key);
    case 'sort':
      return updateSort(state, layer, key);
    case 'confirm':
      return updateConfirm(state, layer, key);
    case 'notice':
      return { state: popped(state) };
  }
}

const CLOSING: readonly string[] = ['escape', 'q', 'f10', 'ctrl-c'];

function updateHelp(state: ScreenState, layer: Extract<Layer, { kind: 'help' }>, key: string): Update {
  const step = { up: -1, k: -1, down: 1, j: 1, pageup: -10, pagedown: 10, space: 10, b: -10 }[key];
  if (step === undefined) return { state: popped(state) };
  return { state: replaced(state, { ...layer, top: Math.max(0, layer.top + step) }) };
}

/** Moves a choice among `count`; undefined for a key that does not. */
function moved(choice: number, count: number, key: string): number | undefined {
  if (key === 'up' || key === 'k' || key === 'shift-tab') return (choice + count - 1) % count;
  if (key === 'down' || key === 'j' || key === 'tab') return (choice + 1) % count;
  if (key === 'home' || key === 'g') return 0;
  return key === 'end' || key === 'G' ? count - 1 : undefined;
}

function updateSignals(state: ScreenState, layer: Extract<Layer, { kind: 'signals' }>, key: string): Update {
  if (CLOSING.includes(key)) return { state: popped(state) };
  const choice = moved(layer.choice, SIGNAL_MENU.length, key);
  if (choice !== undefined) return { state: replaced(state, { ...layer, choice }) };
  const signal = SIGNAL_MENU[layer.choice];
  return key === 'enter' && signal !== undefined ? signalled(state, layer.targets, signal) : { state };
}

function updateSort(state: ScreenState, layer: Extract<Layer, { kind: 'sort' }>, key: string): Update {
  if (CLOSING.includes(key)) return { state: popped(state) };
  const choice = moved(layer.choice, COLUMNS.length, key);
  if (choice !== undefined) return { state: replaced(state, { ...layer, choice }) };
  const column = COLUMNS[layer.choice];
  return key === 'enter' && column !== undefined
    ? { state: { ...popped(state), sort: firstOrder(column.id) } }
    : { state };
}

/** Yes ends all layers: what they were for is done. No goes back to the one below. */
function updateConfirm(state: ScreenState, layer: Extract<Layer, { kind: 'confirm' }>, key: string): Update {
  const yes: Update = { state: cleared(state), effect: layer.effect };
  // Who presses Ctrl-C twice means it.
  const meant = key === 'ctrl-c' && layer.effect.kind === 'quit';
  if (key === 'y' || key === 'Y' || meant) return yes;
  if (key === 'n' || key === 'N' || CLOSING.includes(key)) return { state: popped(state) };
  if (['left', 'right', 'tab', 'shift-tab', 'h', 'l'].includes(key))
    return { state: replaced(state, { ...layer, yes: !layer.yes }) };
  if (key !== 'enter') return { state };
  return layer.yes ? yes : { state: popped(state) };
}
