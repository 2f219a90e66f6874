import type { Action } from '../input/actions/action.ts';
import type { ActionId } from '../input/actions/action-id.ts';
import { findAction } from '../input/actions/registry.ts';
import { keyText } from '../input/key-map.ts';
import { LOG_ACTIONS } from './log/log-actions.ts';
import { LOG_PROGRAMS } from './log/log-programs.ts';
import { MOVES } from './move-actions.ts';
import { PANE_ACTIONS } from './pane-actions.ts';
import { PAST_ACTIONS } from './past-actions.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { refused } from './table/row-actions.ts';
import { ROW_ACTIONS } from './table/row-keys.ts';
import { TABLE_ACTIONS } from './table/table-actions.ts';
import type { Perform, View } from './view.ts';

const PERFORM: Readonly<Record<ActionId, Perform>> = {
  ...PANE_ACTIONS,
  ...TABLE_ACTIONS,
  ...LOG_ACTIONS,
  ...LOG_PROGRAMS,
  ...ROW_ACTIONS,
  ...PAST_ACTIONS,
  ...MOVES,
};

/** Does what a key stands for; says why not where it is for the other table, or would change something on a screen that only shows. */
export function perform(state: ScreenState, view: View, id: ActionId): Update {
  const action = findAction(id);
  const refusal = action && refusalOf(state, action);
  return refusal === undefined ? PERFORM[id](state, view) : refused(state, refusal);
}

function refusalOf(
  { tab, readOnly, focus, settings }: ScreenState,
  { id, changes, tab: only }: Action,
): string | undefined {
  const key = keyText(settings.keys, id, focus);
  if (readOnly && changes) return `read-only: ${key} is off; start without --readonly`;
  if (only === undefined || only === tab) return undefined;
  const [there, way] =
    only === 'tasks' ? (['tasks', 'tasksTab'] as const) : (['processes of the host', 'hostTab'] as const);
  return `${key} is for ${there}: ${keyText(settings.keys, way, focus)} shows them`;
}
