import { availableParallelism } from 'node:os';
import { LONE_KILL_GRACE_MS, SOCKET_LINGER_MS } from '../base/limits.ts';
import type { Reason } from '../base/reason.ts';
import { CONTROL } from '../base/stat-page.ts';
import type { FileDescription, FileReply, FileRequest, FromCpu, StdioSpec, TaskStart } from '../cpu/messages.ts';
import { serversOf, toSpec } from '../namespace/spec.ts';
import { abandonPipe } from '../vfs/pipe.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';
import type { LoadedModule } from '../wasm/load-module.ts';
import { checkModule } from './check-module.ts';
import { type Claims, claimOf } from './claims.ts';
import { type CpuEvents, type CpuPort, startCpuInline, startCpuThread } from './cpu-port.ts';
import { heapCap, needsOwnThread } from './heap-placement.ts';
import { loadReason } from './load-reason.ts';
import type { Loader } from './loader.ts';
import { LogDrain, type LogSink } from './log-drain.ts';
import { CPU_NICE, niceOf } from './nice.ts';
import { Questions } from './questions.ts';
import type { Servers } from './servers.ts';
import type { Backend, BackendEvents, Task } from './task.ts';
import { TaskLoads } from './task-loads.ts';
import { hasEnded } from './task-state.ts';
import type { TaskTable } from './task-table.ts';

/** What guests' requests for the kernel's files come to. */
export type ServeFile = (pid: number, request: FileRequest) => Promise<FileReply>;

export interface WasmBackendOptions {
  readonly table: TaskTable;
  readonly events: BackendEvents;
  readonly servers: Servers;
  readonly loader: Loader;
  readonly claims: Claims;
  readonly sink: LogSink;
  readonly serveFile: ServeFile;
  readonly logLimited: (pid: number) => void;
  readonly cpuLost: (cpu: number, message: string) => void;
  /** How many shared cpus; 0 runs everything on this thread, for a process with one task. */
  readonly cpus?: number;
}

const DEFAULT_STDIO: readonly StdioSpec[] = [{ kind: 'null' }, { kind: 'log', stream: 1 }, { kind: 'log', stream: 2 }];

/** Runs WebAssembly tasks: loads their modules, places them on cpus, and hears from these. */
export class WasmBackend implements Backend, CpuEvents {
  readonly kind = 'wasm';
  readonly cpuCount: number;
  readonly #options: WasmBackendOptions;
  readonly #log: LogDrain;
  readonly #loads: TaskLoads;
  readonly #cpus = new Set<CpuPort>();
  readonly #shared: CpuPort[] = [];
  readonly #placed = new Map<number, CpuPort>();
  readonly #descriptions = new Questions<readonly FileDescription[]>([]);
  readonly #namespaceChanges = new Questions<void>(undefined);
  #nextCpu = 0;

  constructor(options: WasmBackendOptions) {
    this.#options = options;
    this.#loads = new TaskLoads(options.loader);
    this.#log = new LogDrain(options.table, () => this.#cpus, options.sink, options.logLimited);
    this.cpuCount = Math.max(1, options.cpus ?? availableParallelism());
    if (options.cpus === 0) this.#shared.push(this.#add(startCpuInline(this.#nextCpu++, options.table.page, this)));
  }

  start(task: Task): void {
    // While its module is loaded; a monitor that has no tasks needs no threads for them.
    while (this.#shared.length < this.cpuCount) this.#shared.push(this.#startThread(CPU_NICE));
    void this.#loadAndPlace(task);
  }

  poke(task: Task): void {
    this.#loads.poke(task);
    const cpu = this.#placed.get(task.pid);
    if (cpu === undefined) return;
    cpu.send({ type: 'poke', pids: [task.pid] });
    if ((task.slot.control & CONTROL.kill) === 0 || this.#shared.includes(cpu)) return;
    setTimeout(() => this.#cutOff(task, cpu), LONE_KILL_GRACE_MS).unref();
  }

  /** Ends a killed task with its own thread, which is held up where no safepoint comes: a large instance, or garbage that is collected. */
  #cutOff(task: Task, cpu: CpuPort): void {
    if (this.#placed.get(task.pid) !== cpu) return;
    this.#taskEnded(cpu, task, undefined, []);
    this.#abandonPipes(task);
  }

  /** The scheduler of a shared cpu heeds levels itself; a thread with one task has its nice value for that. */
  renice(task: Task, level: number): void {
    const cpu = this.#placed.get(task.pid);
    if (cpu !== undefined && !this.#shared.includes(cpu)) cpu.setNice(niceOf(level));
  }

  async changeNamespace(task: Task): Promise<void> {
    const cpu = this.#placed.get(task.pid);
    if (cpu === undefined) return;
    cpu.servers.add(task.pid, specsOf(task));
    await this.#namespaceChanges.ask(task.pid, (id) =>
      cpu.send({ type: 'namespace', pid: task.pid, id, namespace: toSpec(task.namespace) }),
    );
    // Several changes may have been asked for: the last one is on its way at least.
    if (cpu.pids.has(task.pid)) cpu.servers.keepOnly(task.pid, specsOf(task));
  }

  describeFiles(task: Task): Promise<readonly FileDescription[]> {
    const cpu = this.#placed.get(task.pid);
    if (cpu === undefined) return Promise.resolve([]);
    return this.#descriptions.ask(task.pid, (id) => cpu.send({ type: 'describe', pid: task.pid, id }));
  }

  async close(): Promise<void> {
    this.#log.close();
    await Promise.all([...this.#cpus].map((cpu) => cpu.close()));
    await this.#options.loader.close();
  }

  // CpuEvents

  message(cpu: CpuPort, message: FromCpu): void {
    if (message.type === 'log') return this.#log.drain(cpu);
    const task = this.#options.table.find(message.pid);
    if (task === undefined) return;
    switch (message.type) {
      case 'started':
        cpu.starting.delete(task.pid);
        return this.#options.events.running(task);
      case 'ended':
        return this.#taskEnded(cpu, task, message.reason, message.results);
      case 'files':
        return this.#descriptions.answer(message.id, message.files);
      case 'namespace-applied':
        return this.#namespaceChanges.answer(message.id, undefined);
      case 'listening':
        return this.#options.events.listening(task, message.asked, message.address);
      case 'refused':
        return this.#options.events.refused(task, message.limit);
      case 'request':
        void this.#serve(cpu, message);
        return;
    }
  }

  /** An error that nobody foresaw ends the task that asked, as one of its cpu's does. */
  async #serve(cpu: CpuPort, { pid, id, request }: Extract<FromCpu, { type: 'request' }>): Promise<void> {
    const answer = (reply: FileReply) => cpu.send({ type: 'reply', pid, id, reply });
    try {
      answer(await this.#options.serveFile(pid, request));
    } catch (error) {
      answer({ ok: false, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }

  exited(thread: number): void {
    this.#options.servers.abandon(thread);
  }

  /** A shared cpu is replaced. A task alone on its cpu that filled the heap there passed its limit. */
  lost(cpu: CpuPort, message: string, outOfMemory: boolean): void {
    this.#options.cpuLost(cpu.index, message);
    this.#cpus.delete(cpu);
    const place = this.#shared.indexOf(cpu);
    if (place >= 0) this.#shared[place] = this.#startThread(CPU_NICE);
    const reason: Reason =
      place < 0 && outOfMemory
        ? { kind: 'limit', limit: 'heap' }
        : { kind: 'internal', message: `its cpu was lost: ${message}` };
    for (const pid of cpu.pids) {
      const task = this.#options.table.find(pid);
      if (task === undefined) continue;
      this.#taskEnded(cpu, task, reason, []);
      this.#abandonPipes(task);
    }
  }

  /** Its ends of pipes were not closed: who waits at the others has to see the end. One that a live task shares stays open. */
  #abandonPipes(task: Task): void {
    const alive = [...this.#options.table.all()].filter(({ state }) => !hasEnded(state));
    for (const stdio of task.spec.stdio ?? []) {
      if (stdio.kind !== 'pipe') continue;
      const isShared = alive.some(({ spec }) => (spec.stdio ?? []).some((other) => isSameEnd(stdio, other)));
      if (!isShared) abandonPipe(stdio.pipe, stdio.end);
    }
  }

  async #loadAndPlace(task: Task): Promise<void> {
    try {
      const loaded = this.#loads.known(task) ?? (await this.#loads.load(task));
      if (hasEnded(task.state)) return;
      checkModule(loaded.info, task.spec, task.limits.memory);
      task.hash = loaded.hash;
      if (task.state.phase === 'stopping') return this.#options.events.ended(task, undefined, []);
      this.#place(task, loaded);
    } catch (error) {
      const isAsked = task.state.phase === 'stopping';
      this.#options.events.ended(task, isAsked ? undefined : loadReason(error), []);
    }
  }

  #place(task: Task, { module, info }: LoadedModule): void {
    const alone = task.spec.isolation === 'thread' || needsOwnThread(info);
    this.#options.claims.claim(task.pid, claimOf(info, alone));
    const cpu = alone
      ? this.#startThread(niceOf(task.level), info.usesHeap ? heapCap(info) : undefined)
      : this.#leastLoaded();
    cpu.servers.add(task.pid, specsOf(task));
    const {
      preopens = [],
      stdio = DEFAULT_STDIO,
      listen = [],
      env = [],
      entry = { kind: 'start' },
      memoryPolicy,
    } = task.spec;
    const start: TaskStart = {
      pid: task.pid,
      slot: task.slot.index,
      module,
      info: {
        imports: info.imports.filter(({ memory }) => memory !== undefined),
        exports: entry.kind === 'invoke' ? info.exports : [],
        hasStart: info.hasStart,
        usesHeap: info.usesHeap,
        growsTables: info.growsTables,
        instanceBytes: info.instanceBytes,
        referenceBytes: info.referenceBytes,
      },
      args: task.args,
      env,
      namespace: toSpec(task.namespace),
      preopens,
      stdio,
      listen,
      entry,
      killOnRefusedGrowth: memoryPolicy === 'kill',
    };
    cpu.send({ type: 'spawn', task: start });
    cpu.pids.add(task.pid);
    cpu.starting.add(task.pid);
    this.#placed.set(task.pid, cpu);
    task.cpuIndex = alone ? -1 : cpu.index;
  }

  /** The cpu with the fewest tasks that want to run; of equals the one with the fewest tasks. */
  #leastLoaded(): CpuPort {
    return this.#shared.reduce((best, cpu) => {
      const difference = cpu.load - best.load || cpu.pids.size - best.pids.size;
      return difference < 0 ? cpu : best;
    });
  }

  #taskEnded(cpu: CpuPort, task: Task, reason: Reason | undefined, results: readonly string[]): void {
    this.#log.drainAll(cpu);
    this.#log.forget(task.pid);
    cpu.starting.delete(task.pid);
    cpu.pids.delete(task.pid);
    cpu.servers.remove(task.pid);
    this.#placed.delete(task.pid);
    this.#options.claims.release(task.pid);
    this.#namespaceChanges.end(task.pid);
    this.#descriptions.end(task.pid);
    this.#options.events.ended(task, reason, results);
    const grace = task.spec.listen?.length && reason?.kind === 'exit' ? SOCKET_LINGER_MS : 0;
    if (!this.#shared.includes(cpu) && this.#cpus.delete(cpu)) void cpu.close(grace);
  }

  #startThread(nice: number, heapMb?: number): CpuPort {
    const options = heapMb === undefined ? { nice } : { nice, heapMb };
    return this.#add(startCpuThread(this.#nextCpu++, this.#options.table.page, this, options));
  }

  #add(cpu: CpuPort): CpuPort {
    this.#cpus.add(cpu);
    return cpu;
  }
}

function isSameEnd(stdio: Extract<StdioSpec, { kind: 'pipe' }>, other: StdioSpec): boolean {
  return other.kind === 'pipe' && other.pipe.id === stdio.pipe.id && other.end === stdio.end;
}

function specsOf({ namespace }: Task): ServerSpec[] {
  return [...serversOf(namespace)].map(({ spec }) => spec);
}
