import { describeReason, isFailure, type Reason } from '../base/reason.ts';
import { visible } from '../base/visible.ts';
import type { Task } from '../kernel/task.ts';
import { hasEnded } from '../kernel/task-state.ts';
import { clean } from '../monitor/draw/text.ts';

/** Why the monitor ends. */
export type Cause =
  /** A person left. */
  | { readonly kind: 'quit' }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** Init was sent a signal, and wasitop ends with it. */
  | { readonly kind: 'init' }
  /** There is no terminal any more. */
  | { readonly kind: 'gone' };

/** Tasks that are named before the others are counted. */
const MOST_NAMED = 5;

/** Characters of a reason that are shown: the log of the task has the whole. */
const MOST_OF_REASON = 100;

/** What is said on the screen that stays, of tasks as they are before they are ended, in lines; none where nobody has to be told, or can be. */
export function farewell(cause: Cause, tasks: readonly Task[]): string[] {
  if (cause.kind === 'gone' || (cause.kind === 'signal' && cause.signal === 'SIGHUP')) return [];
  return [...endOf(cause, tasks), ...failuresOf(tasks), ...refusalsOf(tasks)].map((text) => `wasitop: ${text}`);
}

function endOf(cause: Cause, tasks: readonly Task[]): string[] {
  if (cause.kind === 'quit') return [];
  const alive = tasks.filter(({ state }) => !hasEnded(state)).length;
  const with_ = alive === 0 ? '' : `; ${counted(alive)} ${alive === 1 ? 'was' : 'were'} ended with it`;
  return [cause.kind === 'signal' ? `ended by ${cause.signal}${with_}` : `init was asked to end${with_}`];
}

function failuresOf(tasks: readonly Task[]): string[] {
  return listed(tasks, isFailure, 'failed');
}

/** No failures: what a status means is the program's own business, but whoever started it wants to know. */
function refusalsOf(tasks: readonly Task[]): string[] {
  return listed(tasks, (reason) => reason.kind === 'exit' && reason.code !== 0, 'ended with a status other than 0');
}

function listed(tasks: readonly Task[], isMeant: (reason: Reason) => boolean, what: string): string[] {
  const meant = tasks.flatMap(({ pid, name, state }) =>
    hasEnded(state) && isMeant(state.reason)
      ? [`${pid} ${clean(name)} (${visible(clean(describeReason(state.reason)), MOST_OF_REASON)})`]
      : [],
  );
  if (meant.length === 0) return [];
  const more = meant.length > MOST_NAMED ? `, and ${meant.length - MOST_NAMED} more` : '';
  return [`${counted(meant.length)} ${what}: ${meant.slice(0, MOST_NAMED).join(', ')}${more}`];
}

function counted(number: number): string {
  return number === 1 ? '1 task' : `${number} tasks`;
}
