import type { ScreenState } from '../screen-state.ts';
import type { Layer } from './layer.ts';

/** Keys that close a menu or a box. */
export const CLOSING: readonly string[] = ['escape', 'q', 'f10', 'ctrl-c'];

/** The layer that takes the keys. */
export function topLayer({ layers }: ScreenState): Layer | undefined {
  return layers.at(-1);
}

/** Lays one more over the others. */
export function pushed(state: ScreenState, layer: Layer): ScreenState {
  return { ...state, layers: [...state.layers, layer] };
}

/** Takes the top one away. */
export function popped(state: ScreenState): ScreenState {
  return { ...state, layers: state.layers.slice(0, -1) };
}

/** Puts another one, or the same one changed, in the place of the top one. */
export function replaced(state: ScreenState, layer: Layer): ScreenState {
  return { ...state, layers: [...state.layers.slice(0, -1), layer] };
}

/** Takes all away. */
export function cleared(state: ScreenState): ScreenState {
  return { ...state, layers: [] };
}
