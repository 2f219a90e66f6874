import { AsyncLocalStorage } from 'node:async_hooks';

/** The PID of the task for which something was begun: callbacks and promises that come of it carry it on. */
const begunFor = new AsyncLocalStorage<number>();

/** Runs a task's code, or code for a task. */
export function onBehalfOf<T>(pid: number, run: () => T): T {
  return begunFor.run(pid, run);
}

/** In a callback, and where an error has reached nobody: the PID of the task to blame, if any. */
export function taskToBlame(): number | undefined {
  return begunFor.getStore();
}
