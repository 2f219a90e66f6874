import { LONGEST_TIMER_MS, SLICE_MS } from '../base/limits.ts';
import type { Reason } from '../base/reason.ts';
import { CONTROL, LANE, RUN } from '../base/stat-page.ts';
import { afterOthers, type Blocked, type Outcome, WAITS } from '../wasi/outcome.ts';
import { onBehalfOf } from './blame.ts';
import type { CpuTask, TaskHost } from './cpu-task.ts';
import { grantFuel, grantOf, settleFuel } from './fuel.ts';
import { LoopTurns } from './loop-turns.ts';
import { RunQueues } from './run-queues.ts';
import { ENDED, GO, PARK } from './shim.ts';
import { TimerHeap } from './timer-heap.ts';
import { faultReason, trapReason } from './trap.ts';
import { Wait } from './wait.ts';

/** Node looks its global up by a getter each time: too slow for a safepoint. */
const clock = performance.now.bind(performance);

/** No slice is shorter, however near the next deadline is, in milliseconds. */
const LEAST_SLICE_MS = 0.2;

/** What the scheduler tells its cpu. */
export interface SchedulerEvents {
  ended(task: CpuTask): void;
  refused(task: CpuTask, limit: 'memory'): void;
  raise(task: CpuTask, signal: number): Outcome;
}

/**
 * Runs the tasks of one cpu in turn, each on a JSPI stack of its own. One task is `current` at a time; it runs until it blocks,
 * ends, or a safepoint finds its slice over. Between two tasks stands one microtask, and at least every TURN_MS a turn of the
 * event loop, so that messages and timers get through.
 */
export class Scheduler implements TaskHost {
  readonly turns = new LoopTurns();
  readonly #queues = new RunQueues();
  readonly #timers = new TimerHeap();
  readonly #events: SchedulerEvents;
  #current: CpuTask | undefined;
  #scheduled = false;
  #idleTimer: NodeJS.Timeout | undefined;
  #sliceEnd = 0;
  /** CPU time of this thread when the current task was switched in, in microseconds. */
  #switchedIn = 0;

  constructor(events: SchedulerEvents) {
    this.#events = events;
  }

  /** The task whose stack runs, or whose call is being carried out. */
  get current(): CpuTask {
    if (this.#current === undefined) throw new Error('a guest called while no task was running');
    return this.#current;
  }

  /** Tasks that are ready or running. */
  get load(): number {
    return this.#queues.size + (this.#current === undefined ? 0 : 1);
  }

  /** Takes on a task that was instantiated. */
  start(task: CpuTask): void {
    this.#makeReady(task, false);
    this.poke(task);
  }

  /** Looks at a task's control word and level again. */
  poke(task: CpuTask): void {
    const control = task.slot.control;
    if (control & CONTROL.kill) this.end(task, undefined);
    else if (control & CONTROL.stop) this.#stop(task);
    else if (task.stopped) this.#continue(task);
    this.#relevel(task);
  }

  /** Ends a task from outside: it unwinds when it is switched in next, before all others. */
  end(task: CpuTask, reason: Reason | undefined): void {
    if (task.dying) return;
    task.dying = true;
    task.reason ??= reason;
    this.#guard(task, () => this.#release(task));
    if (task === this.#current) return;
    this.#queues.remove(task);
    this.#queues.addDying(task);
    this.#schedule();
  }

  // What guests call, by way of the shim.

  /** A safepoint: fuel ran below zero. Gives new fuel, or says whether the task parks or ends. */
  check(fuel: number): number {
    const task = this.current;
    if (settleFuel(task, fuel)) this.#noticeRefusedGrowth(task);
    const { control } = task.slot;
    if (task.dying || control & CONTROL.kill) return ENDED;
    if (isOver(task, LANE.fuelLimit, task.fuelUsed)) return this.#endCurrent(task, { kind: 'limit', limit: 'fuel' });
    if (task.heap !== undefined && !task.heap.fits(task.slot.lanes[LANE.memoryLimit] as number))
      return this.#endCurrent(task, { kind: 'limit', limit: 'heap' });
    if (control !== 0 || clock() >= this.#sliceEnd) return PARK;
    return grantOf(task);
  }

  /** Whether the current task has to let others run: its slice is over, or somebody wants something of it. */
  get isDue(): boolean {
    return this.current.slot.control !== 0 || clock() >= this.#sliceEnd;
  }

  /** The slice is over, or the task was stopped: lets others run. Resolves with GO or ENDED. */
  park(): Promise<number> {
    return this.#suspend((task) => {
      if (task.slot.control & CONTROL.stop) this.#stop(task);
      this.#makeReady(task, false);
    });
  }

  /** The call that is current has to wait. Resolves with its errno or ENDED. */
  wait(): Promise<number> {
    return this.#suspend((task) => this.#wait(task));
  }

  // TaskHost

  exit(task: CpuTask, code: number): Outcome {
    task.reason ??= { kind: 'exit', code };
    return ENDED;
  }

  raise(task: CpuTask, signal: number): Outcome {
    return this.#events.raise(task, signal);
  }

  yield(_task: CpuTask): Outcome {
    return this.#queues.size === 0 ? 0 : YIELD;
  }

  wakeAt(at: number, wake: () => void): () => void {
    return this.#timers.add(at, wake);
  }

  cpuTime(task: CpuTask): bigint {
    const running = task === this.#current ? threadMicroseconds() - this.#switchedIn : 0;
    return BigInt(Math.round(task.cpuNs + running * 1000));
  }

  // Dispatching

  #schedule(): void {
    if (this.#scheduled || this.#current !== undefined) return;
    this.#scheduled = true;
    if (this.#idleTimer !== undefined) {
      clearTimeout(this.#idleTimer);
      this.#idleTimer = undefined;
    }
    queueMicrotask(this.#dispatch);
  }

  /** Tries the ready tasks until one runs. It stays scheduled until then: what becomes ready meanwhile is tried too. */
  readonly #dispatch = (): void => {
    for (;;) {
      const now = performance.now();
      if (now >= this.turns.due) {
        setImmediate(this.#turned);
        return;
      }
      this.#timers.fire(now);
      const task = this.#next();
      if (task === undefined) return this.#idle(now);
      if (this.#switchInOrEnd(task, now)) return;
    }
  };

  readonly #turned = (): void => {
    this.turns.begin();
    this.#dispatch();
  };

  #next(): CpuTask | undefined {
    return this.#queues.next() as CpuTask | undefined;
  }

  #idle(now: number): void {
    this.#scheduled = false;
    if (this.#idleTimer !== undefined) clearTimeout(this.#idleTimer);
    const next = this.#timers.next();
    this.#idleTimer = undefined;
    this.turns.sleep();
    if (next < Number.POSITIVE_INFINITY)
      this.#idleTimer = setTimeout(this.#wakeUp, Math.min(LONGEST_TIMER_MS, Math.max(0, next - now)));
  }

  readonly #wakeUp = (): void => {
    this.#idleTimer = undefined;
    this.turns.begin();
    this.#schedule();
  };

  /** An error of ours on the way to a task ends that task; its stack is not unwound, and is collected. */
  #switchInOrEnd(task: CpuTask, now: number): boolean {
    try {
      return this.#switchIn(task, now);
    } catch (error) {
      const switched = !this.#scheduled;
      this.fault(task, error);
      this.#ended(task);
      return switched;
    }
  }

  /** Lets a task run. @returns false where its call blocks again at once, and the next one is to be tried. */
  #switchIn(task: CpuTask, now: number): boolean {
    this.#current = task;
    task.switches++;
    this.#switchedIn = threadMicroseconds();
    const soon = Math.min(now + SLICE_MS, this.turns.due, this.#timers.next());
    this.#sliceEnd = Math.max(soon, now + LEAST_SLICE_MS);
    task.slot.setWord('run', RUN.ready);
    if (!task.dying && task.blocked !== undefined) return this.#finishCall(task, task.blocked);
    this.#scheduled = false;
    if (task.dying) this.#unwind(task);
    else this.#goOn(task, GO);
    return true;
  }

  #finishCall(task: CpuTask, blocked: Blocked): boolean {
    const outcome = this.#finish(task, blocked);
    task.blocked = typeof outcome === 'number' ? undefined : outcome;
    if (typeof outcome === 'number' || task.dying) {
      this.#scheduled = false;
      this.#goOn(task, task.dying || typeof outcome !== 'number' ? ENDED : outcome);
      return true;
    }
    this.#switchOut(task);
    this.#wait(task);
    return false;
  }

  /** Finishes a task's call. An error in it is a fault of ours, and ends that task alone. */
  #finish(task: CpuTask, blocked: Blocked): Outcome {
    try {
      return onBehalfOf(task.pid, () => blocked.finish());
    } catch (error) {
      return this.fault(task, error);
    }
  }

  /** Notes an error of ours that came up in a task's call. It is what the task ends with, also where it was about to end. */
  fault(task: CpuTask, error: unknown): number {
    task.reason = faultReason(error);
    return ENDED;
  }

  /** Does something for a task outside of its calls. An error in it is a fault of ours, and ends that task alone. */
  #guard(task: CpuTask, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.fault(task, error);
      this.end(task, undefined);
    }
  }

  #goOn(task: CpuTask, value: number): void {
    grantFuel(task);
    const resume = task.resume;
    task.resume = undefined;
    if (resume !== undefined) resume(value);
    else this.#enter(task);
  }

  #unwind(task: CpuTask): void {
    const resume = task.resume;
    task.resume = undefined;
    if (resume !== undefined) resume(ENDED);
    else this.#ended(task);
  }

  /** Calls the next of the entries that make up a task's life. */
  #enter(task: CpuTask): void {
    const entry = task.entries.shift();
    if (entry === undefined) {
      task.reason ??= { kind: 'exit', code: 0 };
      this.#ended(task);
      return;
    }
    new Promise((resolve) => resolve(onBehalfOf(task.pid, entry))).then(
      () => this.#enter(task),
      (error) => this.#failed(task, error),
    );
  }

  #failed(task: CpuTask, error: unknown): void {
    if (!task.dying && !(task.slot.control & CONTROL.kill)) task.reason ??= trapReason(error);
    this.#ended(task);
  }

  /** Gives back all that the task holds. From here on nothing is done for it. */
  #ended(task: CpuTask): void {
    task.dying = true;
    this.#guard(task, () => this.#noticeRefusedGrowth(task));
    this.#switchOut(task);
    this.#guard(task, () => this.#release(task));
    this.#guard(task, () => task.files.closeAll());
    task.publish();
    this.#events.ended(task);
    this.#schedule();
  }

  /** Ends the wait of a task that ends, and gives back what its call has got. */
  #release(task: CpuTask): void {
    const { wait, blocked } = task;
    task.wait = undefined;
    task.blocked = undefined;
    wait?.end();
    blocked?.abandon?.();
  }

  #endCurrent(task: CpuTask, reason: Reason): number {
    task.dying = true;
    task.reason ??= reason;
    return ENDED;
  }

  // Suspending

  #suspend(then: (task: CpuTask) => void): Promise<number> {
    const task = this.current;
    const promise = new Promise<number>((resolve) => {
      task.resume = resolve;
    });
    this.#switchOut(task);
    if (task.dying) this.#queues.addDying(task);
    else then(task);
    this.#schedule();
    return promise;
  }

  #switchOut(task: CpuTask): void {
    const used = threadMicroseconds() - this.#switchedIn;
    task.cpuNs += used * 1000;
    this.#queues.charge(task, used / 1000);
    if (settleFuel(task)) this.#noticeRefusedGrowth(task);
    task.publish();
    task.level = task.slot.word('level');
    this.#current = undefined;
    if (isOver(task, LANE.cpuTimeLimit, task.cpuNs)) this.#endCurrent(task, { kind: 'limit', limit: 'cpu' });
  }

  #wait(task: CpuTask): void {
    const blocked = task.blocked;
    if (task.dying || blocked === undefined) {
      this.#queues.addDying(task);
      return;
    }
    task.slot.setWord('wait', WAITS.indexOf(blocked.on));
    task.slot.setWord('run', RUN.sleeping);
    const wait = new Wait();
    task.wait = wait;
    const woken = () => this.#guard(task, () => this.#wake(task, wait, blocked));
    this.#guard(task, () => wait.begin(blocked, woken));
  }

  #wake(task: CpuTask, wait: Wait, { on }: Blocked): void {
    task.wait = undefined;
    wait.end();
    task.slot.setWord('wait', 0);
    this.#makeReady(task, on !== '');
    this.#schedule();
  }

  #makeReady(task: CpuTask, fromWait: boolean): void {
    if (task.stopped) {
      task.heldBack = true;
      return;
    }
    task.slot.setWord('run', RUN.ready);
    if (fromWait) this.#queues.addWoken(task);
    else this.#queues.add(task);
    this.#schedule();
  }

  #stop(task: CpuTask): void {
    if (task.stopped || task.dying) return;
    task.stopped = true;
    task.slot.setWord('run', RUN.stopped);
    if (task.queue === undefined) return;
    this.#queues.remove(task);
    task.heldBack = true;
  }

  #continue(task: CpuTask): void {
    task.stopped = false;
    if (task.heldBack) {
      task.heldBack = false;
      this.#makeReady(task, false);
    } else if (task !== this.#current) task.slot.setWord('run', RUN.sleeping);
  }

  #relevel(task: CpuTask): void {
    const level = task.slot.word('level');
    if (level === task.level) return;
    const queued = task.queue !== undefined && !task.dying;
    if (queued) this.#queues.remove(task);
    if (task !== this.#current) task.level = level;
    if (queued) this.#queues.add(task);
  }

  #noticeRefusedGrowth(task: CpuTask): void {
    const refused: number = task.gauges.refused.value;
    if (refused === task.refusedGrows) return;
    task.refusedGrows = refused;
    this.#events.refused(task, 'memory');
    if (task.killOnRefusedGrowth) this.#endCurrent(task, { kind: 'limit', limit: 'memory' });
  }
}

const YIELD = afterOthers(() => 0);

function isOver(task: CpuTask, limit: typeof LANE.fuelLimit | typeof LANE.cpuTimeLimit, used: number): boolean {
  const most = task.slot.lanes[limit] ?? 0;
  return most > 0 && used >= most;
}

function threadMicroseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
