import { Worker } from 'node:worker_threads';
import type { Reason } from '../base/reason.ts';
import { CONTROL } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import { workerEntry } from '../base/worker-entry.ts';
import type { FileDescription, StdioSpec } from '../cpu/messages.ts';
import { checkHermeticImports } from '../hermetic/check-imports.ts';
import type { FromHermetic, HermeticStart } from '../hermetic/messages.ts';
import { serversOf, toSpec } from '../namespace/spec.ts';
import { abandonPipe } from '../vfs/pipe.ts';
import type { LoadedModule } from '../wasm/load-module.ts';
import { checkModule } from './check-module.ts';
import { type Claims, claimOf } from './claims.ts';
import { heapCap } from './heap-placement.ts';
import { loadReason } from './load-reason.ts';
import type { Loader } from './loader.ts';
import type { LogSink } from './log-drain.ts';
import { niceOf } from './nice.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import type { Servers } from './servers.ts';
import type { Backend, BackendEvents, Task } from './task.ts';
import { TaskLoads } from './task-loads.ts';
import { hasEnded } from './task-state.ts';
import type { TaskTable } from './task-table.ts';

/** Milliseconds that a killed task's thread has to end by itself: it ends between two files, not within one. */
const KILL_GRACE_MS = 1_000;

const DEFAULT_STDIO: readonly StdioSpec[] = [{ kind: 'null' }, { kind: 'log', stream: 1 }, { kind: 'log', stream: 2 }];

export interface HermeticBackendOptions {
  readonly table: TaskTable;
  readonly events: BackendEvents;
  readonly servers: Servers;
  readonly loader: Loader;
  readonly claims: Claims;
  readonly sink: LogSink;
}

/** Runs tasks with `engine: wasmer`: each in a thread and in files of its own, which it gives back only when it succeeds. */
export class HermeticBackend implements Backend {
  readonly kind = 'wasm';
  readonly #options: HermeticBackendOptions;
  readonly #loads: TaskLoads;
  readonly #workers = new Map<number, Worker>();

  constructor(options: HermeticBackendOptions) {
    this.#options = options;
    this.#loads = new TaskLoads(options.loader);
  }

  start(task: Task): void {
    void this.#loadAndRun(task);
  }

  /** The thread looks at limits and pauses by itself; only while nothing runs in it a kill has to be told. */
  poke(task: Task): void {
    this.#loads.poke(task);
    const worker = this.#workers.get(task.pid);
    if (worker === undefined || (task.slot.control & CONTROL.kill) === 0) return;
    worker.postMessage('kill');
    setTimeout(() => void worker.terminate(), KILL_GRACE_MS).unref();
  }

  /** @throws SysError ENOTSUP once it runs: its thread keeps the priority that it began with. */
  renice(task: Task): void {
    if (!this.#workers.has(task.pid)) return;
    throw new SysError(
      'ENOTSUP',
      'renice',
      String(task.pid),
      'a task with engine wasmer keeps the level it began with',
    );
  }

  /** @throws SysError ENOTSUP: it works on a copy. */
  async changeNamespace(task: Task): Promise<void> {
    throw new SysError(
      'ENOTSUP',
      'namespace',
      String(task.pid),
      'a task with engine wasmer sees the copy that was made when it started',
    );
  }

  async describeFiles(): Promise<readonly FileDescription[]> {
    return [];
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.terminate()));
  }

  async #loadAndRun(task: Task): Promise<void> {
    try {
      const loaded = await this.#loads.load(task);
      if (hasEnded(task.state)) return;
      refuse(task);
      checkModule(loaded.info, task.spec, task.limits.memory);
      checkHermeticImports(loaded.info);
      task.hash = loaded.hash;
      if (task.state.phase === 'stopping') return this.#options.events.ended(task, undefined, []);
      this.#run(task, loaded);
    } catch (error) {
      const isAsked = task.state.phase === 'stopping';
      this.#options.events.ended(task, isAsked ? undefined : loadReason(error), []);
    }
  }

  #run(task: Task, { module, info }: LoadedModule): void {
    this.#options.claims.claim(task.pid, claimOf(info, true));
    const { preopens = [], stdio = DEFAULT_STDIO, env = [], memoryPolicy } = task.spec;
    const start: HermeticStart = {
      page: this.#options.table.page,
      slot: task.slot.index,
      module,
      info,
      args: task.args,
      env,
      namespace: toSpec(task.namespace),
      servers: [...serversOf(task.namespace)].map(({ spec }) => spec),
      preopens,
      stdio,
      killOnRefusedGrowth: memoryPolicy === 'kill',
      nice: niceOf(task.level),
    };
    const resourceLimits = info.usesHeap ? { maxOldGenerationSizeMb: heapCap(info) } : {};
    const worker = new Worker(workerEntry('hermetic-worker'), { workerData: start, resourceLimits });
    this.#workers.set(task.pid, worker);
    let lost: Reason = { kind: 'internal', message: 'its thread ended without a reason' };
    worker.on('message', (message: FromHermetic) => this.#receive(task, message));
    worker.on('error', (error) => {
      lost = isOutOfMemory(error)
        ? { kind: 'limit', limit: 'heap' }
        : { kind: 'internal', message: `its thread was lost: ${error instanceof Error ? error.message : error}` };
    });
    const { threadId } = worker;
    worker.on('exit', () => {
      this.#options.servers.abandon(threadId);
      this.#ended(task, lost);
    });
  }

  #receive(task: Task, message: FromHermetic): void {
    switch (message.type) {
      case 'running':
        return this.#options.events.running(task);
      case 'output':
        return this.#options.sink(task.pid, message.stream, Date.now(), message.bytes);
      case 'refused':
        return this.#options.events.refused(task, 'memory');
      case 'ended':
        this.#ended(task, message.reason);
    }
  }

  /** The first to say so counts; a thread that was terminated closed no pipe. */
  #ended(task: Task, reason: Reason | undefined): void {
    if (!this.#workers.delete(task.pid)) return;
    this.#options.claims.release(task.pid);
    for (const stdio of task.spec.stdio ?? []) if (stdio.kind === 'pipe') abandonPipe(stdio.pipe, stdio.end);
    const asked = task.state.phase === 'stopping';
    this.#options.events.ended(task, asked ? undefined : reason, []);
  }
}

/** @throws SysError ENOTSUP for what is asked of the task that this engine cannot do. */
function refuse({ spec }: Task): void {
  const asked = [
    ...(spec.listen?.length ? ['listening on addresses'] : []),
    ...(spec.entry?.kind === 'invoke' ? ['--invoke'] : []),
  ];
  if (asked.length > 0)
    throw new SysError('ENOTSUP', 'load', undefined, `engine wasmer has no ${asked.join(' and no ')}`);
}
