import type { ScreenState, Update } from '../screen-state.ts';
import type { View } from '../view.ts';
import type { InputLayer } from './layer.ts';

/** What is done with a text that was asked for. */
export interface Purpose {
  cancel(state: ScreenState, view: View, before: string): ScreenState;
  enter(state: ScreenState, layer: InputLayer, view: View): Update;
}
