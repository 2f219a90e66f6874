import type { ScreenState } from '../screen-state.ts';
import type { View } from '../view.ts';
import { select } from './selection.ts';

/** Digits are those of a PID, as in htop: the row that has it is selected as soon as there is one. */
export function toPid(state: ScreenState, view: View, digit: string): ScreenState {
  const digits = `${state.digits}${digit}`.replace(/^0+/, '').slice(-10);
  const index = view.rows.findIndex(({ pid }) => String(pid) === digits);
  const found = index < 0 ? state : select(state, view, index);
  return { ...found, digits, message: { text: `PID ${digits}`, bad: index < 0 } };
}
