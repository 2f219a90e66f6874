import type { Row } from '../data/row.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState, Update } from '../state/screen-state.ts';
import { livingOf, refused } from '../state/table/row-actions.ts';
import type { Call } from './command.ts';

/** Goes on with those of the rows that live; says why not where there are none. */
export function toLiving<R extends Row>(state: ScreenState, rows: readonly R[], then: (living: R[]) => Update): Update {
  const living = livingOf(state, rows);
  return 'state' in living ? living : then(rows.filter((row) => living.includes(row)));
}

/** Goes on with those of the tasks that live, whichever table is shown. */
export function toLivingTasks({ state, tasks }: Call, then: (living: Call['tasks']) => Update): Update {
  if (tasks.length === 0 && state.tab === 'host')
    return refused(
      state,
      `which task? Name it, or choose one: ${keyText(state.settings.keys, 'tasksTab', state.focus)} shows the tasks`,
    );
  return toLiving(state, tasks, then);
}
