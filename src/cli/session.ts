import { availableParallelism } from 'node:os';
import { packageFile } from '../base/package-file.ts';
import { describeReason } from '../base/reason.ts';
import { RUN } from '../base/stat-page.ts';
import { SysError } from '../base/sys-error.ts';
import { Machine } from '../host/machine.ts';
import { control } from '../kernel/control.ts';
import { Kernel } from '../kernel/kernel.ts';
import { LoaderThread } from '../kernel/loader.ts';
import { buildNamespace, type CommonServers, makeDevices, preopensOf } from '../kernel/namespace-builder.ts';
import type { Task } from '../kernel/task.ts';
import { hasEnded } from '../kernel/task-state.ts';
import { LogStore } from '../logs/log-store.ts';
import { backgroundOf, findStartable, notesOf } from '../manifest/find-entry.ts';
import type { Plan } from '../manifest/plan.ts';
import { type Ends, startEntry } from '../manifest/start-entry.ts';
import { Sampler, type TaskSample } from '../monitor/sampler.ts';
import type { Snapshot, StateLetter } from '../monitor/snapshot.ts';
import type { Dispatch, MonitorSource } from '../monitor/source.ts';
import { TaskFiles, TaskServer } from '../taskfs/task-files.ts';
import { nextServerId } from '../vfs/server-spec.ts';
import { WAITS } from '../wasi/outcome.ts';

/** Milliseconds between two pictures. */
export const TICK_MS = 1_000;

/** A module to be started, and how. */
export interface Program {
  readonly file: string;
  readonly name?: string;
  readonly args?: readonly string[];
  readonly level?: number;
}

/** What the demo shows: a log, a cruncher at two levels, a task that fails, and one that sleeps. */
export const DEMO: readonly Program[] = [
  { file: packageFile('demo/guests/weblog.wasm'), name: 'weblog', level: 3 },
  { file: packageFile('demo/guests/primes.wasm'), name: 'primes', args: ['--fast'], level: 4 },
  { file: packageFile('demo/guests/primes.wasm'), name: 'primes', args: ['--slow'], level: 6 },
  { file: packageFile('demo/guests/trap.wasm'), name: 'trap' },
  { file: packageFile('demo/guests/sleeper.wasm'), name: 'sleeper' },
];

/** Nothing to read, and the log. */
const LOGGED: Ends = [{ kind: 'null' }, { kind: 'log', stream: 1 }, { kind: 'log', stream: 2 }];

const encoder = new TextEncoder();

/** A kernel with its logs and meters: what the monitor and the batch mode both stand on. */
export class Session implements MonitorSource {
  readonly kernel: Kernel;
  readonly #logs = new LogStore();
  readonly #machine = new Machine();
  readonly #sampler: Sampler;
  readonly #subscribers = new Set<() => void>();
  readonly #common: CommonServers = {
    devices: makeDevices(),
    task: new TaskServer(nextServerId()),
    directories: new Map(),
  };
  readonly #plan: Plan | undefined;
  #snapshot: Snapshot;

  /** @param plan whose entries `startEntry` knows; none of them is started by itself */
  constructor(plan?: Plan) {
    this.#plan = plan;
    this.kernel = new Kernel({
      loader: new LoaderThread(),
      cpus: plan?.workers ?? availableParallelism(),
      sink: (pid, stream, time, bytes) => this.#logs.append(pid, stream, time, bytes),
    });
    this.kernel.serveFiles(new TaskFiles(this.kernel));
    this.kernel.bus.subscribe(({ message }) => {
      if (message.type === 'task.reaped') this.#logs.forget(message.pid);
      if (message.type === 'task.state' && (message.to === 'exited' || message.to === 'failed'))
        this.#endLog(message.pid);
    });
    this.#sampler = new Sampler({
      startedAt: this.kernel.startedAt,
      tasks: () => [...this.kernel.table.all()].map(sampleOf),
      machine: () => this.#machine.read(),
      now: () => Date.now(),
    });
    this.#snapshot = this.#sampler.sample();
  }

  start({ file, name, args = [], level = 4 }: Program): Task {
    const namespace = buildNamespace(this.#common, [], '/');
    const task = this.kernel.spawn({
      module: file,
      args: [name ?? file, ...args],
      ...(name === undefined ? {} : { name }),
      namespace,
      preopens: preopensOf(namespace, [], '/'),
      level,
    });
    return task;
  }

  /** Starts the entries of the manifest that are no commands. @throws SysError as `startEntry`. */
  startBackground(): void {
    if (this.#plan !== undefined) for (const { id } of backgroundOf(this.#plan)) this.startEntry(id);
  }

  /**
   * Starts an entry of the manifest, by a command's name, an entry's name or an id, and with it those that it reads from.
   * @param args more arguments, behind those of the entry
   * @throws SysError ENOENT with the nearest name, and whatever keeps it from being started.
   */
  startEntry(word: string, args: readonly string[] = []): Task {
    const plan = this.#plan;
    if (plan === undefined)
      throw new SysError('ENOENT', 'start', word, 'there is no manifest; start wasitop with -m FILE');
    const entry = findStartable(plan, word);
    const tasks = startEntry(this.kernel, this.#common, plan, entry, LOGGED, { args });
    // The entry itself is the last of its tasks.
    const task = tasks[tasks.length - 1] as Task;
    for (const text of notesOf(plan, entry)) this.#logs.append(task.pid, 2, Date.now(), encoder.encode(`${text}\n`));
    return task;
  }

  /** Closes a task's log; where it failed, with the reason: a person looks there for it. */
  #endLog(pid: number): void {
    this.#logs.end(pid);
    const state = this.kernel.table.find(pid)?.state;
    if (state?.phase !== 'failed') return;
    const stack = state.reason.kind === 'trap' ? state.reason.stack.map((frame) => `    at ${frame}\n`) : [];
    const text = [`${describeReason(state.reason)}\n`, ...stack].join('');
    this.#logs.append(pid, 2, state.endedAt, encoder.encode(text));
  }

  /** Takes a new picture and tells all who watch. */
  tick(): void {
    this.#snapshot = this.#sampler.sample();
    for (const changed of this.#subscribers) changed();
  }

  /** Carries out a line of a task's control file, and shows what it led to at once. */
  readonly dispatch: Dispatch = async ({ pid, line }) => {
    control(this.kernel, pid, line);
  };

  // MonitorSource

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(changed: () => void): () => void {
    this.#subscribers.add(changed);
    return () => {
      this.#subscribers.delete(changed);
    };
  }

  log(pid: number) {
    return this.#logs.lines(pid);
  }

  dropped(pid: number): number {
    return this.#logs.dropped(pid);
  }

  subscribeLog(pid: number, changed: () => void): () => void {
    return this.#logs.subscribe(pid, changed);
  }

  async close(): Promise<void> {
    await this.kernel.shutdown();
    this.#machine[Symbol.dispose]();
  }
}

function sampleOf(task: Task): TaskSample {
  const { slot, state } = task;
  const letter = letterOf(task);
  return {
    pid: task.pid,
    parent: task.parent,
    name: task.name,
    args: task.args.slice(1),
    level: task.level,
    phase: state.phase,
    state: letter,
    waitsFor: letter === 'S' ? (WAITS[slot.word('wait')] ?? '') : '',
    cpuIndex: task.cpuIndex,
    cpuTime: slot.get('cpuTime'),
    memory: slot.get('memory'),
    memoryPeak: slot.get('memoryPeak'),
    memoryLimit: task.limits.memory,
    bytesRead: slot.get('bytesRead'),
    bytesWritten: slot.get('bytesWritten'),
    calls: slot.get('calls'),
    startedAt: task.startedAt,
    reason: hasEnded(state) ? describeReason(state.reason) : undefined,
  };
}

function letterOf({ state, slot }: Task): StateLetter {
  if (hasEnded(state)) return 'Z';
  if (state.phase === 'created' || state.phase === 'starting') return 'N';
  const run = slot.word('run');
  if (run === RUN.stopped) return 'T';
  return run === RUN.sleeping ? 'S' : 'R';
}
