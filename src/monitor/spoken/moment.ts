import type { ScreenState } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';

/** The screen at one moment. */
export interface Moment {
  readonly state: ScreenState;
  readonly view: View;
}
