import type { SignalName } from '../../../base/signals.ts';
import { isSameRow, type Row } from '../../data/row.ts';
import { clean } from '../../draw/text.ts';
import type { ControlFile, Effect } from '../effects/effect.ts';
import { cleared, pushed } from '../layers/layer-stack.ts';
import type { ScreenState, Update } from '../screen-state.ts';
import { INIT, type Target, targetOf } from '../target.ts';
import type { View } from '../view.ts';
import { tableOf } from './table-state.ts';
import { isTagged } from './tags.ts';

/** What keys and the command line do to tasks and processes: both end here, in texts for control files. */

/** The tagged rows, or else the selected one, as they are now, which may be other than what a picture that stands still shows. Details are of one. */
export function chosen(state: ScreenState, { selected, liveRows }: View): Row[] {
  const { tags } = tableOf(state);
  const byTags = tags.size > 0 && state.focus !== 'details';
  return liveRows.filter((row) => (byTags ? isTagged(tags, row) : isSameRow(row, selected)));
}

/** `7 spin`, or `3 tasks`. */
export function labelOf(targets: readonly Target[]): string {
  const [first] = targets;
  if (first === undefined) return 'nothing';
  const noun = first.tab === 'tasks' ? 'tasks' : 'processes';
  return targets.length === 1 ? `${first.pid} ${clean(first.name)}` : `${targets.length} ${noun}`;
}

/** Sends a signal; what cannot be undone, and what meets more than one, is asked about first. */
export function signalled(state: ScreenState, targets: readonly Target[], signal: string): Update {
  const effect = control(targets, 'ctl', `kill ${signal}`, `${signal} sent to ${labelOf(targets)}`);
  const question = signalQuestion(targets, signal) ?? questionOf(state, targets, signal);
  return askedFirst(cleared(state), state, effect, question);
}

/** What is asked of a signal alone. */
function signalQuestion(targets: readonly Target[], signal: string): string | undefined {
  if (targets.some(isSpecial)) return undefined;
  const [first] = targets;
  if (first?.threadOf !== undefined && targets.length === 1)
    return `${signal} to ${labelOf(targets)}? It is a thread: signals go to its whole process ${first.threadOf}.`;
  if (signal === ('KILL' satisfies SignalName)) {
    const [they, them] = targets.length === 1 ? ['It', 'it'] : ['They', 'them'];
    return `KILL ${labelOf(targets)}? ${they} cannot save anything, nor catch it: TERM asks ${them} to end.`;
  }
  return targets.length > 1 ? `${signal} to ${labelOf(targets)}?` : undefined;
}

/** What is asked whatever is done: of who holds up all others, and of a picture that is not of now. */
function questionOf(state: ScreenState, targets: readonly Target[], what: string): string | undefined {
  const special = targets.find(isSpecial);
  if (special !== undefined) return `${what} to ${labelOf(targets)}? ${meaningOf(special)}`;
  return state.cursor === undefined
    ? undefined
    : `${what} to ${labelOf(targets)}? You look at the past, and this is done now.`;
}

function isSpecial({ tab, pid }: Target): boolean {
  return pid === INIT.pid || (tab === 'host' && pid === process.pid);
}

function meaningOf({ tab, pid }: Target): string {
  if (tab === 'tasks') return 'Init is wasitop itself: all tasks end with it.';
  return pid === INIT.pid ? 'Process 1 is the parent of all: the system may end with it.' : 'That is wasitop itself.';
}

function askedFirst(done: ScreenState, state: ScreenState, effect: Effect, question: string | undefined): Update {
  if (question === undefined) return { state: done, effect };
  return { state: pushed(state, { kind: 'confirm', question, effect, yes: false }) };
}

/** Pauses, or lets go on where all of them are paused; more than one is asked about. */
export function pausedOrNot(state: ScreenState, rows: readonly Row[]): Update {
  const paused = rows.every((row) => row.state === 'T');
  const [text, done] = paused ? ['cont', 'goes on'] : ['stop', 'is paused'];
  return commanded(state, rows, text, done, paused ? 'go on' : 'are paused');
}

/** What is counted upward for a lower priority, and its ends: the level of a task, the nice value of a process. */
const PRIORITY = {
  task: { verb: 'level', first: 0, last: 7, of: (row: Row) => (row.kind === 'task' ? row.level : 0) },
  process: { verb: 'nice', first: -20, last: 19, of: (row: Row) => (row.kind === 'process' ? row.nice : 0) },
} as const;

/** Raises or lowers the priority by a step, not to a level: the picture may be older than the last key. */
export function nudged(state: ScreenState, rows: readonly Row[], raise: boolean): Update {
  const [one] = rows;
  if (one === undefined) return { state };
  const { verb, first, last, of } = PRIORITY[one.kind];
  const [end, word] = raise ? [first, 'highest'] : [last, 'lowest'];
  const movable = rows.filter((row) => of(row) !== end);
  if (movable.length === 0)
    return refused(state, `${labelOf(rows.map(targetOf))}: ${verb} ${end} already, the ${word}`);
  const change = `a ${raise ? 'higher' : 'lower'} priority`;
  return commanded(state, movable, `${verb} ${raise ? '-1' : '+1'}`, `has ${change}`, `have ${change}`);
}

/** One line for the control file of each. To pause several is asked about first. */
export function commanded(
  state: ScreenState,
  rows: readonly Row[],
  text: string,
  one: string,
  several: string,
): Update {
  const targets = rows.map(targetOf);
  const done = `${labelOf(targets)} ${targets.length === 1 ? one : several}`;
  const many = text === 'stop' && targets.length > 1 ? `Pause ${labelOf(targets)}?` : undefined;
  return askedFirst(state, state, control(targets, 'ctl', text, done), questionOf(state, targets, text) ?? many);
}

export function control(targets: readonly Target[], file: ControlFile, text: string, done: string): Effect {
  return { kind: 'control', targets, file, text, done };
}

export function refused(state: ScreenState, text: string): Update {
  return { state: { ...state, message: { text, bad: true } } };
}

/** Those that live; an Update that says why where there are none. */
export function livingOf(state: ScreenState, rows: readonly Row[]): Row[] | Update {
  const living = rows.filter(({ reason }) => reason === undefined);
  const [first] = rows;
  if (living.length > 0) return living;
  if (first === undefined) return refused(state, 'nothing is selected: choose a line with the arrow keys');
  return refused(
    state,
    rows.length === 1
      ? `${labelOf([targetOf(first)])} has ended: ${clean(first.reason ?? '')}`
      : `all ${rows.length} have ended`,
  );
}
