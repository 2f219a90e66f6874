import { LONGEST_TIMER_MS, type TaskLimits } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import type { Task } from './task.ts';

/** Writes a task's limits where its cpu reads them. */
export function applyLimits(task: Task): void {
  const { memory, fuel, cpuMs, files } = task.limits;
  task.slot.set('memoryLimit', memory === 0 ? Number.MAX_SAFE_INTEGER : memory);
  task.slot.set('fuelLimit', fuel);
  task.slot.set('cpuTimeLimit', cpuMs * 1e6);
  task.slot.set('fileLimit', files);
}

/**
 * Changes limits of a task, live. A limit that is already passed acts at the next safepoint or timer.
 * @throws SysError EINVAL for a number that is no limit.
 */
export function changeLimits(task: Task, change: Partial<TaskLimits>): void {
  for (const [name, value] of Object.entries(change)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new SysError('EINVAL', 'limit', name, `${value} is not a whole number from 0`);
  }
  task.limits = { ...task.limits, ...change };
  applyLimits(task);
}

/** Starts or restarts the timer of the task's wall time limit, counted from its start. */
export function watchWallTime(task: Pick<Task, 'limits' | 'wallStart' | 'wallTimer'>, passed: () => void): void {
  clearTimeout(task.wallTimer);
  task.wallTimer = undefined;
  if (task.limits.wallMs === 0) return;
  const left = task.wallStart + task.limits.wallMs - Date.now();
  const next = left > LONGEST_TIMER_MS ? () => watchWallTime(task, passed) : passed;
  task.wallTimer = setTimeout(next, Math.max(0, Math.min(left, LONGEST_TIMER_MS)));
  task.wallTimer.unref();
}
