import type { ActionId } from './action-id.ts';

/** What has the keys. */
export type Pane = (typeof PANES)[number];

export const PANES = ['table', 'log', 'details'] as const;

/** Where a key counts: in one pane, in those that are about one row of the table, or in all. */
export type Place = Pane | 'row' | 'any';

/** One thing that keys do. */
export interface Action {
  readonly id: ActionId;
  readonly keys: readonly string[];
  readonly where: Place;
  /** The one table that it is for. */
  readonly tab?: 'tasks' | 'host';
  /** It changes something outside of the screen: not with --readonly. */
  readonly changes?: true;
  /** What the footer says, where it stands there. */
  readonly footer?: string;
  readonly help: string;
}

/** Whether what counts in a place counts in a pane. */
export function countsIn(place: Place, pane: Pane): boolean {
  return place === 'any' || place === pane || (place === 'row' && pane !== 'log');
}
