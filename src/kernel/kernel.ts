import { SHUTDOWN_GRACE_MS, type TaskLimits } from '../base/limits.ts';
import type { Maybe } from '../base/maybe.ts';
import type { SignalName } from '../base/signals.ts';
import { SysError } from '../base/sys-error.ts';
import type { FileDescription, FileReply, FileRequest } from '../cpu/messages.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { Bus } from './bus.ts';
import { Claims } from './claims.ts';
import { HermeticBackend } from './hermetic-backend.ts';
import { LifeCycle } from './life-cycle.ts';
import type { Loader } from './loader.ts';
import type { LogSink } from './log-drain.ts';
import { Servers } from './servers.ts';
import { sendSignal } from './signals.ts';
import type { Task, TaskSpec } from './task.ts';
import { changeLimits } from './task-limits.ts';
import { hasEnded } from './task-state.ts';
import { INIT_PID, TaskTable } from './task-table.ts';
import { WasmBackend } from './wasm-backend.ts';

export interface KernelOptions {
  readonly loader: Loader;
  readonly sink: LogSink;
  /** How many shared cpus; as many as the machine has where it is left out, 0 for this thread alone. */
  readonly cpus?: number;
}

/** Serves the files that guests reach through the kernel. */
export interface KernelFileService {
  request(pid: number, request: FileRequest): Promise<FileReply>;
}

/** Milliseconds between two looks for ended tasks to reap. */
const REAP_INTERVAL_MS = 10_000;

/**
 * The kernel: what a person, a shell or a program asks of it, by PID. The work is done by its parts, which stand beside this
 * file; this one only knows who does what.
 */
export class Kernel {
  readonly table = new TaskTable();
  readonly bus = new Bus();
  readonly startedAt = Date.now();
  readonly servers = new Servers();
  readonly #lifeCycle = new LifeCycle(this.table, this.bus, this.servers);
  readonly #backend: WasmBackend;
  readonly #hermetic: HermeticBackend;
  readonly #reaper: NodeJS.Timeout;
  #files: KernelFileService | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: KernelOptions) {
    const claims = new Claims();
    this.#backend = new WasmBackend({
      ...options,
      claims,
      table: this.table,
      events: this.#lifeCycle,
      servers: this.servers,
      serveFile: (pid, request) => this.#serveFile(pid, request),
      logLimited: (pid) => this.bus.emit({ type: 'task.limit', pid, limit: 'log' }),
      cpuLost: (cpu, message) => this.bus.emit({ type: 'cpu.lost', cpu, message }),
    });
    this.#hermetic = new HermeticBackend({
      ...options,
      claims,
      table: this.table,
      events: this.#lifeCycle,
      servers: this.servers,
    });
    this.#reaper = setInterval(() => this.#lifeCycle.reapOld(Date.now()), REAP_INTERVAL_MS).unref();
  }

  get cpuCount(): number {
    return this.#backend.cpuCount;
  }

  /** Makes a task that `start` then starts, and takes its namespace over. @throws SysError as `LifeCycle.create`. */
  create(spec: TaskSpec): Task {
    try {
      if (this.#closing !== undefined) throw new SysError('ECANCELED', 'spawn', undefined, 'wasitop is shutting down');
      return this.#lifeCycle.create(spec, spec.engine === 'wasmer' ? this.#hermetic : this.#backend);
    } catch (error) {
      this.servers.discard(spec.namespace);
      throw error;
    }
  }

  start(pid: number): void {
    this.#lifeCycle.start(this.table.get(pid));
  }

  /** Makes and starts a task. */
  spawn(spec: TaskSpec): Task {
    const task = this.create(spec);
    this.#lifeCycle.start(task);
    return task;
  }

  /** Sends a signal. PID 1 is the kernel: a signal that would end it shuts everything down. */
  signal(pid: number, signal: SignalName): void {
    if (pid !== INIT_PID) return sendSignal(this.#lifeCycle, this.bus, this.table.get(pid), signal);
    if (signal === 'STOP' || signal === 'CONT') throw new SysError('EPERM', 'signal', '1', 'init cannot be paused');
    void this.shutdown();
  }

  /** Changes a task's priority, live. @throws SysError EINVAL outside of 0 to 7, EPERM where a thread's priority may not be raised. */
  setLevel(pid: number, level: number): void {
    if (!Number.isInteger(level) || level < 0 || level > 7)
      throw new SysError('EINVAL', 'level', String(level), 'Priority must be 0-7');
    const task = this.#alive(pid, 'level');
    task.backend.renice(task, level);
    task.level = level;
    task.slot.setWord('level', level);
    task.backend.poke(task);
    this.bus.emit({ type: 'task.level', pid, level });
  }

  /** Changes limits of a task, live. */
  setLimits(pid: number, change: Partial<TaskLimits>): void {
    const task = this.#alive(pid, 'limit');
    changeLimits(task, change);
    if (change.wallMs !== undefined && task.state.phase !== 'created') this.#lifeCycle.watchWallTime(task);
    task.backend.poke(task);
  }

  /**
   * Changes what a task sees, live. Resolves once it counts: what the task opened before stays open.
   * @param change makes the new namespace from the present one
   */
  async changeNamespace(pid: number, change: (namespace: Namespace) => Maybe<Namespace>): Promise<void> {
    const task = this.#alive(pid, 'namespace');
    for (;;) {
      const before = task.namespace;
      const after = await change(before);
      // Somebody else may have changed it meanwhile: then that is what is changed.
      if (task.namespace !== before || hasEnded(task.state)) {
        this.servers.discard(after);
        this.#alive(pid, 'namespace');
        continue;
      }
      return this.#replaceNamespace(task, after);
    }
  }

  /** What was seen before is given back once the task's cpu sees the new namespace. The end of a task gives back what it sees then. */
  async #replaceNamespace(task: Task, after: Namespace): Promise<void> {
    const before = task.namespace;
    this.servers.hold(after);
    task.namespace = after;
    try {
      await task.backend.changeNamespace(task);
      this.servers.release(before);
    } catch (error) {
      if (!hasEnded(task.state)) task.namespace = before;
      this.servers.release(hasEnded(task.state) ? before : after);
      throw error;
    }
  }

  /** What a task has open; nothing for one that has ended. @throws SysError ESRCH. */
  describeFiles(pid: number): Promise<readonly FileDescription[]> {
    const task = this.table.get(pid);
    return task.backend.describeFiles(task);
  }

  /** The whole process was stopped for so many milliseconds, and its tasks with it: their wall time did not pass. */
  suspendedFor(ms: number): void {
    for (const task of this.table.all()) {
      if (hasEnded(task.state) || task.state.phase === 'created') continue;
      task.wallStart += ms;
      this.#lifeCycle.watchWallTime(task);
    }
  }

  reap(pid: number): void {
    this.#lifeCycle.reap(this.table.get(pid));
  }

  /** Resolves with the task when it has ended. @throws SysError ESRCH. */
  async wait(pid: number): Promise<Task> {
    return this.#lifeCycle.whenEnded(this.table.get(pid));
  }

  /** Who answers for the files that the kernel serves. */
  serveFiles(files: KernelFileService): void {
    this.#files = files;
  }

  /** TERM to all tasks, KILL to those that are left after a grace; resolves when all have ended and the threads are gone. */
  shutdown(graceMs = SHUTDOWN_GRACE_MS): Promise<void> {
    this.#closing ??= this.#shutDown(graceMs);
    return this.#closing;
  }

  async #shutDown(graceMs: number): Promise<void> {
    clearInterval(this.#reaper);
    this.bus.emit({ type: 'kernel.stopping' });
    this.#signalAll('TERM');
    // A paused task could not act on it.
    this.#signalAll('CONT');
    const all = Promise.all([...this.table.all()].map((task) => this.#lifeCycle.whenEnded(task)));
    const timer = setTimeout(() => this.#signalAll('KILL'), graceMs);
    await all;
    clearTimeout(timer);
    await Promise.all([this.#backend.close(), this.#hermetic.close()]);
    this.servers.close();
  }

  #signalAll(signal: SignalName): void {
    for (const task of this.table.all()) if (!hasEnded(task.state)) sendSignal(this.#lifeCycle, this.bus, task, signal);
  }

  #alive(pid: number, op: string): Task {
    const task = this.table.get(pid);
    if (hasEnded(task.state)) throw new SysError('ESRCH', op, String(pid), 'the task has ended');
    return task;
  }

  async #serveFile(pid: number, request: FileRequest): Promise<FileReply> {
    if (this.#files === undefined) return { ok: false, code: 'ENOENT' };
    return this.#files.request(pid, request);
  }
}
