import type { ActionId } from '../../input/actions/action-id.ts';
import { logText } from '../../log/log-text.ts';
import type { LogView } from '../../log/log-view.ts';
import type { Effect } from '../effects/effect.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { refused } from '../table/row-actions.ts';
import type { Perform } from '../view.ts';

/** What is shown of the log, in programs that show or edit texts. */
export const LOG_PROGRAMS = {
  openPager: (state, { log }) => opened(state, log, 'pager'),
  openEditor: (state, { log }) => opened(state, log, 'editor'),
} satisfies Partial<Record<ActionId, Perform>>;

function opened(state: ScreenState, log: LogView | undefined, program: 'pager' | 'editor'): Update {
  const refusal = noTextOf(log);
  if (log === undefined || refusal !== undefined) return refused(state, refusal ?? '');
  return {
    state,
    effect: { kind: 'open', program, text: (coloured) => logText(log, coloured), ...placeOf(state, log) },
  };
}

/** The line with which the pane begins. Field by field, lines of the log are not those of the text: only its ends are known. */
function placeOf(
  { log: { top } }: ScreenState,
  { look, format, top: shown }: LogView,
): Pick<Extract<Effect, { kind: 'open' }>, 'line' | 'atEnd'> {
  const line = format.json === 'fields' ? 1 : look.indexOf(shown.number) + 1;
  return { line, atEnd: top === undefined };
}

/** Why nothing of the log can go anywhere yet; undefined where it can. */
export function noTextOf(log: LogView | undefined): string | undefined {
  if (log === undefined) return 'there is no log';
  if (log.progress >= 1) return undefined;
  return `only ${Math.floor(log.progress * 100)} % of the log is looked through: wait until all of it is`;
}
