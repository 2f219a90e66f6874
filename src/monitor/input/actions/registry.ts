import type { Action } from './action.ts';
import { ACTION_IDS, type ActionId } from './action-id.ts';
import { DETAILS } from './details.ts';
import { EVERYWHERE } from './everywhere.ts';
import { LOG, LOG_MOVES } from './log.ts';
import { ROW } from './row.ts';
import { TABLE } from './table.ts';

/** All that keys do, in the order of help and footer: this feeds both, and the keys. */
export const ACTIONS: readonly Action[] = [
  ...ordered([...EVERYWHERE, ...ROW, ...TABLE, ...DETAILS, ...LOG]),
  ...LOG_MOVES,
];

/** What the registry says of an action first. */
export function findAction(id: ActionId): Action | undefined {
  return ACTIONS.find((action) => action.id === id);
}

function ordered(actions: readonly Action[]): Action[] {
  const places = new Map<ActionId, number>(ACTION_IDS.map((id, place) => [id, place]));
  return actions.toSorted((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
}
