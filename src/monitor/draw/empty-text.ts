import { isSameRow } from '../data/row.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { rowsOf, tableOf } from '../state/table/table-state.ts';
import type { View } from '../state/view.ts';

/** What there is to say where the table has no rows. */
export function emptyText(state: ScreenState, { live, liveRows, snapshot }: View): string {
  const { tab, cursor, settings } = state;
  if (tab === 'host' && live.host.problem !== undefined) return live.host.problem;
  if (cursor !== undefined && rowsOf(tab, snapshot).length === 0)
    return tab === 'host' ? 'Nothing is remembered of that moment.' : 'There were no tasks at that moment.';
  if (liveRows.length > 0 && !live.host.isBeginning)
    return `Nothing matches the filter. ${keyText(settings.keys, 'closeLayer')} clears it.`;
  return tab === 'host'
    ? 'Reading the processes ...'
    : `No tasks. :spawn FILE.wasm starts one; ${keyText(settings.keys, 'hostTab')} shows the processes of the host.`;
}

/** What there is to say where there is no log to show. */
export function noLogText(state: ScreenState, { rows, liveRows, snapshot }: View): string {
  if (state.log.choice.kind === 'tagged')
    return `No task is tagged. ${keyText(state.settings.keys, 'tag')} in the table tags one.`;
  const { selected: wanted } = tableOf(state);
  if (wanted !== undefined && liveRows.some((row) => isSameRow(row, wanted)))
    return 'The selected task does not match the filter.';
  if (rows.length === 0 || snapshot.tasks.length === 0) return '';
  return 'The selected task is gone. Choose another one with the arrow keys.';
}
