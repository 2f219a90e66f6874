import type { ScreenState } from '../screen-state.ts';
import type { LookSettings } from '../settings.ts';

/** A line of a page. */
export interface SetupItem {
  /** Whether it is on; undefined for what is no matter of on and off. */
  readonly on: boolean | undefined;
  readonly text: string;
  /** Its value, such as a width or a mode. */
  readonly value: string;
}

/** A page: its lines, and what keys do to one of them. Undefined is said by what a key does not concern. */
export interface SetupPage {
  readonly title: string;
  readonly hint: string;
  /** The item that is chosen when the page is opened; the first where it is left out. */
  first?(state: ScreenState): number;
  items(state: ScreenState): readonly SetupItem[];
  toggle(state: ScreenState, item: number): ScreenState;
  move?(state: ScreenState, item: number, step: 1 | -1): ScreenState | undefined;
  adjust?(state: ScreenState, item: number, step: 1 | -1): ScreenState;
  /** How all looks while an item is pointed at; as it is set where this is undefined. */
  preview?(state: ScreenState, item: number): LookSettings | undefined;
  /** Whose keys the next key pressed is for, where this one asks for it. */
  asks?(state: ScreenState, item: number, key: string): Asking | undefined;
  bind?(state: ScreenState, item: number, asking: Asking, key: string): ScreenState;
  reset?(state: ScreenState, item: number): ScreenState;
}

/** The next key is bound, beside those that there are or in their place. */
export interface Asking {
  readonly name: string;
  readonly adds: boolean;
}
