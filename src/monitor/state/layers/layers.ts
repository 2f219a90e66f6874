import { answerAt } from '../../draw/dialogs.ts';
import { actionFor } from '../../input/key-map.ts';
import type { Token } from '../../input/key-tokens.ts';
import { updateCopy } from '../copy/copy-layer.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { updateSetup } from '../setup/setup-layer.ts';
import type { View } from '../view.ts';
import type { BoxHit } from './box-hit.ts';
import { updateCommand } from './command-layer.ts';
import { updateHelp } from './help-layer.ts';
import { updateInput, updateStdin } from './input-layers.ts';
import type { Layer } from './layer.ts';
import { CLOSING, cleared, popped, replaced } from './layer-stack.ts';
import { choose, updateMenu } from './menu-layer.ts';

/** Lets the layer on top take a token. */
export function updateLayer(state: ScreenState, layer: Layer, view: View, token: Token): Update {
  const everywhere = token.kind === 'key' && !asksForKey(layer) ? anywhere(state, token.key) : undefined;
  if (everywhere !== undefined) return { state, effect: { kind: everywhere } };
  switch (layer.kind) {
    case 'help':
      return updateHelp(state, layer, token);
    case 'input':
      return updateInput(state, layer, view, token);
    case 'stdin':
      return updateStdin(state, layer, token);
    case 'command':
      return updateCommand(state, layer, view, token);
    case 'copy':
      return updateCopy(state, layer, view, token);
    default:
      return token.kind === 'key' ? updateBox(state, layer, token.key) : { state };
  }
}

/** Redraw and suspend work in any layer, by a key that nobody types into a text. */
function anywhere({ settings, focus }: ScreenState, key: string): 'redraw' | 'suspend' | undefined {
  const action = /^(?:ctrl-|alt-|f\d)/.test(key) ? actionFor(settings.keys, key, focus) : undefined;
  return action === 'redraw' || action === 'suspend' ? action : undefined;
}

function asksForKey(layer: Layer): boolean {
  return layer.kind === 'setup' && layer.asking !== undefined;
}

type Box = Exclude<Layer, { kind: 'help' | 'input' | 'stdin' | 'command' | 'copy' }>;

function updateBox(state: ScreenState, layer: Box, key: string): Update {
  switch (layer.kind) {
    case 'notice':
      return updateText(state, layer, key);
    case 'menu':
      return updateMenu(state, layer, key);
    case 'setup':
      return updateSetup(state, layer, key);
    case 'confirm':
      return updateConfirm(state, layer, key);
  }
}

/** A click beside the box of a layer closes it. What was changed in the setup is kept; a filter that was typed is not. */
export function beside(state: ScreenState, layer: Layer, view: View): Update {
  if (asksForKey(layer)) return { state };
  const leaves = layer.kind === 'setup' || layer.kind === 'input';
  return leaves ? updateLayer(state, layer, view, { kind: 'key', key: 'escape' }) : { state: popped(state) };
}

/** What a click on a text of a box means. While a key is asked for, there is nothing to choose. */
export function clickLayer(state: ScreenState, layer: Layer, { line, column, isLast }: BoxHit): Update {
  switch (layer.kind) {
    case 'menu':
      return choose(state, layer, line);
    case 'setup':
      if (asksForKey(layer)) return { state };
      return updateSetup(replaced(state, { ...layer, item: line }), { ...layer, item: line }, 'space');
    case 'confirm': {
      const answer = isLast ? answerAt(column) : undefined;
      return answer === undefined ? { state } : updateConfirm(state, layer, answer === 'yes' ? 'y' : 'n');
    }
    default:
      return { state };
  }
}

/** The wheel goes through lists and texts as an arrow key does; what is typed it leaves alone. */
export function wheelLayer(state: ScreenState, layer: Layer, view: View, key: 'up' | 'down'): Update {
  if (asksForKey(layer)) return { state };
  if (layer.kind === 'input' || layer.kind === 'stdin' || layer.kind === 'command') return { state };
  return updateLayer(state, layer, view, { kind: 'key', key });
}

const SCROLL: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -10,
  pagedown: 10,
  space: 10,
  b: -10,
};

function updateText(state: ScreenState, layer: Extract<Layer, { kind: 'notice' }>, key: string): Update {
  const step = SCROLL[key];
  if (step === undefined) return { state: popped(state) };
  return { state: replaced(state, { ...layer, top: Math.max(0, layer.top + step) }) };
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
