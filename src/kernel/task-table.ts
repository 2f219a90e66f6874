import { MAX_ENDED_TASKS, MAX_LIVE_TASKS, TASK_SLOTS } from '../base/limits.ts';
import { makeStatPage, StatSlot } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import type { Task } from './task.ts';
import { hasEnded } from './task-state.ts';

/** PID 1 is init: the kernel itself. */
export const INIT_PID = 1;

/** All tasks by PID, and the slots of the stat page that they use. */
export class TaskTable {
  readonly page = makeStatPage();
  readonly #tasks = new Map<number, Task>();
  readonly #freeSlots = Array.from({ length: TASK_SLOTS }, (_, index) => TASK_SLOTS - 1 - index);
  /** Ended tasks, in the order in which they ended. */
  readonly #ended = new Set<Task>();
  #nextPid = INIT_PID + 1;

  /** Tasks that have not ended. */
  get liveCount(): number {
    return this.#tasks.size - this.#ended.size;
  }

  /** Takes a PID and a cleared slot for a new task. @throws SysError EAGAIN where there are too many tasks. */
  reserve(): { readonly pid: number; readonly slot: StatSlot } {
    const index = this.liveCount < MAX_LIVE_TASKS ? this.#freeSlots.pop() : undefined;
    if (index === undefined) {
      throw new SysError(
        'EAGAIN',
        'spawn',
        undefined,
        `${MAX_LIVE_TASKS} tasks are alive, which is the most; end some first`,
      );
    }
    const slot = new StatSlot(this.page, index);
    slot.clear();
    return { pid: this.#nextPid++, slot };
  }

  add(task: Task): void {
    this.#tasks.set(task.pid, task);
  }

  /** @throws SysError ESRCH where there is no such task. */
  get(pid: number): Task {
    const task = this.#tasks.get(pid);
    if (task === undefined) throw new SysError('ESRCH', 'task', String(pid));
    return task;
  }

  find(pid: number): Task | undefined {
    return this.#tasks.get(pid);
  }

  all(): Iterable<Task> {
    return this.#tasks.values();
  }

  /** Notes that a task has ended. @returns the one that has to go now, where too many ended ones are kept. */
  noteEnd(task: Task): Task | undefined {
    this.#ended.add(task);
    if (this.#ended.size <= MAX_ENDED_TASKS) return undefined;
    const [oldest] = this.#ended;
    return oldest;
  }

  /** Ended tasks, the first to end first. */
  ended(): Iterable<Task> {
    return this.#ended;
  }

  /** Takes an ended task out, and frees its slot. @throws SysError EBUSY while it lives. */
  remove(task: Task): void {
    if (!hasEnded(task.state)) throw new SysError('EBUSY', 'reap', String(task.pid), `the task is ${task.state.phase}`);
    this.#ended.delete(task);
    if (this.#tasks.delete(task.pid)) this.#freeSlots.push(task.slot.index);
  }
}
