import type { SignalName } from '../../base/signals.ts';
import type { TaskRow } from '../data/snapshot.ts';
import { clean } from '../draw/text.ts';
import { cleared, pushed } from './layer-stack.ts';
import {
  type ControlFile,
  type Effect,
  INIT,
  type ScreenState,
  type Target,
  targetOf,
  type Update,
} from './screen-state.ts';
import type { View } from './view.ts';

/** What keys and the command line do to tasks: both end here, in texts for control files. */

/** The tagged tasks, or else the selected one, as they are now, which may be other than what a picture that stands still shows. */
export function chosen(state: ScreenState, { selected, live }: View): TaskRow[] {
  const isWanted = ({ pid, startedAt }: TaskRow) =>
    state.tags.size > 0 ? state.tags.get(pid) === startedAt : pid === selected?.pid && startedAt === selected.startedAt;
  return live.tasks.filter(isWanted);
}

/** `7 spin`, or `3 tasks`. */
export function labelOf(targets: readonly Target[]): string {
  const [first] = targets;
  if (first === undefined) return 'no task';
  return targets.length === 1 ? `${first.pid} ${clean(first.name)}` : `${targets.length} tasks`;
}

/** Sends a signal; what cannot be undone, and what meets more than one task, is asked about first. */
export function signalled(state: ScreenState, targets: readonly Target[], signal: SignalName): Update {
  const effect = control(targets, 'ctl', `kill ${signal}`, `${signal} sent to ${labelOf(targets)}`);
  const question = questionOf(targets, signal);
  if (question === undefined) return { state: cleared(state), effect };
  return { state: pushed(state, { kind: 'confirm', question, effect, yes: false }) };
}

function questionOf(targets: readonly Target[], signal: SignalName): string | undefined {
  if (targets.some(({ pid }) => pid === INIT.pid))
    return `${signal} to init? It is wasitop itself: all tasks end with it.`;
  if (signal === 'KILL') {
    const [they, them] = targets.length === 1 ? ['It', 'it'] : ['They', 'them'];
    return `KILL ${labelOf(targets)}? ${they} cannot save anything, nor catch it: TERM asks ${them} to end.`;
  }
  return targets.length > 1 ? `${signal} to ${labelOf(targets)}?` : undefined;
}

/** Pauses tasks, or lets them go on where all of them are paused. */
export function pausedOrNot(state: ScreenState, rows: readonly TaskRow[]): Update {
  const paused = rows.every((row) => row.state === 'T');
  const [text, done] = paused ? ['cont', 'goes on'] : ['stop', 'is paused'];
  return commanded(state, rows, text, done, paused ? 'go on' : 'are paused');
}

/** Raises or lowers the priority by a step, not to a level: the picture may be older than the last key. */
export function nudged(state: ScreenState, rows: readonly TaskRow[], raise: boolean): Update {
  const [end, word] = raise ? [0, 'highest'] : [7, 'lowest'];
  const [first] = rows;
  if (first !== undefined && rows.every(({ level }) => level === end))
    return refused(state, `${labelOf(rows)}: level ${end} already, the ${word}`);
  const movable = rows.filter(({ level }) => level !== end);
  const change = `a ${raise ? 'higher' : 'lower'} priority`;
  return commanded(state, movable, raise ? 'level -1' : 'level +1', `has ${change}`, `have ${change}`);
}

/** One line for the control file of each. */
export function commanded(
  state: ScreenState,
  rows: readonly TaskRow[],
  text: string,
  one: string,
  several: string,
): Update {
  const targets = rows.map(targetOf);
  const done = `${labelOf(targets)} ${targets.length === 1 ? one : several}`;
  return { state, effect: control(targets, 'ctl', text, done) };
}

export function control(targets: readonly Target[], file: ControlFile, text: string, done: string): Effect {
  return { kind: 'control', targets, file, text, done };
}

export function refused(state: ScreenState, text: string): Update {
  return { state: { ...state, message: { text, bad: true } } };
}

/** Those that live; an Update that says why where there are none. */
export function livingOf(state: ScreenState, rows: readonly TaskRow[]): TaskRow[] | Update {
  const living = rows.filter(({ reason }) => reason === undefined);
  const [first] = rows;
  if (living.length > 0) return living;
  if (first === undefined) return refused(state, 'no task is selected: choose one with the arrow keys');
  return refused(
    state,
    rows.length === 1 ? `${labelOf(rows)} has ended: ${clean(first.reason ?? '')}` : `all ${rows.length} have ended`,
  );
}
