import { basename } from 'node:path';
import { DEFAULT_LIMITS, MAX_ARGS_BYTES, MAX_NAME_LENGTH, REAP_AFTER_MS } from '../base/limits.ts';
import { type Reason, visibleReason } from '../base/reason.ts';
import { CONTROL } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import type { Bus } from './bus.ts';
import { Notes } from './notes.ts';
import type { Servers } from './servers.ts';
import type { Backend, BackendEvents, Task, TaskSpec } from './task.ts';
import { applyLimits, watchWallTime } from './task-limits.ts';
import { hasEnded, type Step, transition } from './task-state.ts';
import { INIT_PID, type TaskTable } from './task-table.ts';

const DEFAULT_LEVEL = 4;

/** Brings tasks into the world and takes them out of it: every change of state goes through here, and onto the bus. */
export class LifeCycle implements BackendEvents {
  readonly #table: TaskTable;
  readonly #bus: Bus;
  readonly #servers: Servers;
  readonly #waiters = new Map<number, ((task: Task) => void)[]>();

  constructor(table: TaskTable, bus: Bus, servers: Servers) {
    this.#table = table;
    this.#bus = bus;
    this.#servers = servers;
  }

  /**
   * Makes a task that is not started yet.
   * @throws SysError EAGAIN where there are too many tasks or children, EINVAL or E2BIG for a bad spec.
   */
  create(spec: TaskSpec, backend: Backend): Task {
    const parent = spec.parent === undefined || spec.parent === INIT_PID ? undefined : this.#table.get(spec.parent);
    validate(spec);
    if (parent !== undefined) this.#checkChildren(parent);
    const { pid, slot } = this.#table.reserve();
    const name = spec.name ?? (typeof spec.module === 'string' ? basename(spec.module, '.wasm') : `task-${pid}`);
    const level = spec.level ?? DEFAULT_LEVEL;
    const task: Task = {
      pid,
      name: name.slice(0, MAX_NAME_LENGTH),
      spec,
      args: spec.args ?? [name],
      slot,
      backend,
      startedAt: Date.now(),
      wallStart: Date.now(),
      parent: parent?.pid ?? INIT_PID,
      children: new Set(),
      state: { phase: 'created' },
      level,
      limits: { ...DEFAULT_LIMITS, ...spec.limits },
      namespace: spec.namespace,
      cpuIndex: -1,
      notes: new Notes(),
      wallTimer: undefined,
      results: [],
      hash: undefined,
    };
    slot.setWord('level', level);
    applyLimits(task);
    this.#table.add(task);
    this.#servers.hold(task.namespace);
    parent?.children.add(task);
    this.#announce(task, 'none');
    return task;
  }

  /** Starts a created task. @throws SysError EINVAL in any other state. */
  start(task: Task): void {
    this.#move(task, { step: 'start' });
    task.startedAt = Date.now();
    task.wallStart = task.startedAt;
    this.watchWallTime(task);
    task.backend.start(task);
  }

  /** Starts or restarts the timer of a task's wall time. */
  watchWallTime(task: Task): void {
    watchWallTime(task, () => this.endWith(task, { kind: 'limit', limit: 'wall' }));
  }

  /** Makes a task unwind, for this reason. A task that was never started ends at once; an ended one stays as it is. */
  endWith(task: Task, reason: Reason): void {
    if (hasEnded(task.state)) return;
    const unborn = task.state.phase === 'created';
    this.#move(task, { step: 'stop', reason });
    task.slot.raise(CONTROL.kill);
    if (unborn) this.ended(task, undefined, []);
    else task.backend.poke(task);
  }

  /** Resolves when the task has ended; at once when it has already. */
  whenEnded(task: Task): Promise<Task> {
    if (hasEnded(task.state)) return Promise.resolve(task);
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(task.pid) ?? [];
      this.#waiters.set(task.pid, [...waiters, resolve]);
    });
  }

  /** Takes an ended task out of the table. @throws SysError EBUSY while it lives. */
  reap(task: Task): void {
    this.#table.remove(task);
    this.#table.find(task.parent)?.children.delete(task);
    for (const child of task.children) this.#adopt(child);
    this.#bus.emit({ type: 'task.reaped', pid: task.pid });
  }

  /** Reaps the tasks that ended long ago. */
  reapOld(now: number): void {
    for (const task of this.#table.ended()) {
      if (!hasEnded(task.state) || task.state.endedAt > now - REAP_AFTER_MS) return;
      this.reap(task);
    }
  }

  // BackendEvents

  running(task: Task): void {
    if (!hasEnded(task.state)) this.#move(task, { step: 'run' });
  }

  ended(task: Task, reason: Reason | undefined, results: readonly string[]): void {
    if (hasEnded(task.state)) return;
    const asked = task.state.phase === 'stopping' ? task.state.reason : undefined;
    const given = reason ?? asked ?? { kind: 'internal', message: 'the task ended without a reason' };
    const final = visibleReason(given);
    clearTimeout(task.wallTimer);
    this.#servers.release(task.namespace);
    task.results = results;
    this.#move(task, { step: 'end', reason: final });
    if (final.kind === 'limit') this.#bus.emit({ type: 'task.limit', pid: task.pid, limit: final.limit });
    for (const child of task.children) this.#adopt(child);
    for (const resolve of this.#waiters.get(task.pid) ?? []) resolve(task);
    this.#waiters.delete(task.pid);
    const surplus = this.#table.noteEnd(task);
    if (surplus !== undefined) this.reap(surplus);
  }

  refused(task: Task, limit: 'memory' | 'files'): void {
    this.#bus.emit({ type: 'task.limit', pid: task.pid, limit });
  }

  listening(task: Task, asked: string, address: string): void {
    this.#bus.emit({ type: 'task.listening', pid: task.pid, asked, address });
  }

  /** Children of a dead parent go to init. */
  #adopt(child: Task): void {
    this.#table.find(child.parent)?.children.delete(child);
    child.parent = INIT_PID;
    this.#bus.emit({ type: 'task.parent', pid: child.pid, parent: INIT_PID });
  }

  #checkChildren(parent: Task): void {
    const alive = [...parent.children].filter((child) => !hasEnded(child.state)).length;
    if (alive < parent.limits.children) return;
    this.#bus.emit({ type: 'task.limit', pid: parent.pid, limit: 'children' });
    throw new SysError(
      'EAGAIN',
      'spawn',
      undefined,
      `task ${parent.pid} may have ${parent.limits.children} children at a time`,
    );
  }

  #move(task: Task, step: Step): void {
    const from = task.state.phase;
    task.state = transition(task.state, step);
    if (task.state.phase !== from) this.#announce(task, from);
  }

  #announce(task: Task, from: Task['state']['phase'] | 'none'): void {
    const reason = 'reason' in task.state ? task.state.reason : undefined;
    this.#bus.emit({ type: 'task.state', pid: task.pid, from, to: task.state.phase, reason });
  }
}

function validate(spec: TaskSpec): void {
  const level = spec.level ?? DEFAULT_LEVEL;
  if (!Number.isInteger(level) || level < 0 || level > 7)
    throw new SysError('EINVAL', 'spawn', undefined, 'Priority must be 0-7');
  const strings = [...(spec.args ?? []), ...(spec.env ?? [])];
  const nul = strings.find((text) => text.includes('\0'));
  if (nul !== undefined)
    throw new SysError(
      'EINVAL',
      'spawn',
      undefined,
      `an argument or variable contains a NUL byte: ${JSON.stringify(nul)}`,
    );
  const bytes = strings.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  if (bytes > MAX_ARGS_BYTES) {
    throw new SysError(
      'E2BIG',
      'spawn',
      undefined,
      `arguments and environment are ${bytes} bytes, the most is ${MAX_ARGS_BYTES}`,
    );
  }
}
