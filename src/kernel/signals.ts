import { SIGNALS, type SignalName } from '../base/signals.ts';
import { CONTROL } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import type { Bus } from './bus.ts';
import type { LifeCycle } from './life-cycle.ts';
import type { Task } from './task.ts';
import { hasEnded } from './task-state.ts';

/**
 * Sends a signal to a task. KILL, STOP and CONT always act; the others end the task, unless it has its
 * note file open: then they are a line there. @throws SysError ESRCH for a task that has ended.
 */
export function sendSignal(lifeCycle: LifeCycle, bus: Bus, task: Task, signal: SignalName): void {
  if (hasEnded(task.state)) throw new SysError('ESRCH', 'signal', String(task.pid), 'the task has ended');
  const caught = task.notes.areRead && signal !== 'KILL' && signal !== 'STOP' && signal !== 'CONT';
  bus.emit({ type: 'task.signal', pid: task.pid, signal, caught });
  if (caught) task.notes.write(signal);
  else if (signal === 'STOP') pause(bus, task);
  else if (signal === 'CONT') resume(bus, task);
  else lifeCycle.endWith(task, { kind: 'signal', signal: SIGNALS[signal] });
}

function pause(bus: Bus, task: Task): void {
  task.slot.raise(CONTROL.stop);
  task.backend.poke(task);
  bus.emit({ type: 'task.paused', pid: task.pid });
}

function resume(bus: Bus, task: Task): void {
  task.slot.lower(CONTROL.stop);
  task.backend.poke(task);
  bus.emit({ type: 'task.continued', pid: task.pid });
}
