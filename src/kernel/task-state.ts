import { isFailure, type Reason } from '../base/reason.ts';
import { SysError } from '../base/sys-error.ts';

/** Where a task is in its life. `exited` and `failed` are final; they last until the task is reaped. */
export type TaskState =
  | { readonly phase: 'created' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'running' }
  /** It was asked to end, for this reason, and has not unwound yet. */
  | { readonly phase: 'stopping'; readonly reason: Reason }
  | { readonly phase: 'exited' | 'failed'; readonly reason: Reason; readonly endedAt: number };

export type Phase = TaskState['phase'];

/** What moves a task on. */
export type Step =
  | { readonly step: 'start' }
  | { readonly step: 'run' }
  | { readonly step: 'stop'; readonly reason: Reason }
  | { readonly step: 'end'; readonly reason: Reason };

const ALLOWED: Readonly<Record<Step['step'], readonly Phase[]>> = {
  start: ['created'],
  run: ['starting', 'stopping'],
  stop: ['created', 'starting', 'running', 'stopping'],
  end: ['created', 'starting', 'running', 'stopping'],
};

/** The one transition function. @throws SysError EINVAL for a step that the state does not allow. */
export function transition(state: TaskState, step: Step): TaskState {
  if (!ALLOWED[step.step].includes(state.phase))
    throw new SysError('EINVAL', step.step, undefined, `the task is ${state.phase}`);
  switch (step.step) {
    case 'start':
      return { phase: 'starting' };
    case 'run':
      return state.phase === 'stopping' ? state : { phase: 'running' };
    case 'stop':
      // The first reason stands: a TERM that is followed by KILL ends as what was asked last only if it had not acted yet.
      return state.phase === 'stopping' ? state : { phase: 'stopping', reason: step.reason };
    case 'end':
      return { phase: isFailure(step.reason) ? 'failed' : 'exited', reason: step.reason, endedAt: Date.now() };
  }
}

/** Whether the task's life is over. */
export function hasEnded(state: TaskState): state is Extract<TaskState, { readonly endedAt: number }> {
  return state.phase === 'exited' || state.phase === 'failed';
}
