import { isSameRow } from '../../data/row.ts';
import type { Snapshot } from '../../data/snapshot.ts';
import type { Dispatch } from '../../data/source.ts';
import { clean } from '../../draw/text.ts';
import type { Message } from '../screen-state.ts';
import { labelOf } from '../table/row-actions.ts';
import { INIT, type Target } from '../target.ts';
import type { Effect } from './effect.ts';
import { failureText } from './failure-text.ts';

type Control = Extract<Effect, { kind: 'control' }>;

/** Writes to the control files of those targets that are still the same. @param say gets how it went: at once where all are gone */
export async function writeControls(
  control: Control,
  snapshot: Snapshot,
  dispatch: Dispatch,
  say: (message: Message) => void,
): Promise<void> {
  const { targets, file, text } = control;
  const there = targets.filter((target) => isThere(target, snapshot));
  const gone = targets.filter((target) => !there.includes(target));
  if (there.length === 0) {
    const are = gone.length === 1 ? 'is' : 'are';
    return say({ text: `${labelOf(gone)} ${are} gone: nothing was sent`, bad: true });
  }
  const results = await Promise.allSettled(there.map((target) => dispatch({ target, file, text })));
  say(outcome(results, control.done, gone));
}

function outcome(results: readonly PromiseSettledResult<string>[], done: string, gone: readonly Target[]): Message {
  const failed = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
  if (failed.length > 0) return { text: failureText(failed, results.length), bad: true };
  const answers = results.map((result) => (result.status === 'fulfilled' ? result.value : ''));
  const note = gone.length > 0 ? `; ${labelOf(gone)} gone meanwhile` : '';
  return { text: `${clean(answers.find((answer) => answer !== '') ?? done)}${note}`, bad: false };
}

/** Whether a task is in the table; the host is asked when it comes to it, and not before. */
function isThere(target: Target, { tasks }: Snapshot): boolean {
  return target.tab === 'host' || target.pid === INIT.pid || tasks.some((task) => isSameRow(task, target));
}
