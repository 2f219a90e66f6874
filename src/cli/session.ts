import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { SysError } from '../base/sys-error.ts';
import { wordsOf } from '../base/words.ts';
import type { StdioSpec } from '../cpu/messages.ts';
import { Machine } from '../host/machine.ts';
import type { HostProcess } from '../host/processes/host-process.ts';
import type { ProcessDetails } from '../host/processes/process-details.ts';
import type { Wanted } from '../host/processes/process-sampler.ts';
import { control } from '../kernel/control.ts';
import { Kernel } from '../kernel/kernel.ts';
import { LoaderThread } from '../kernel/loader.ts';
import { buildNamespace, type CommonServers, makeDevices, preopensOf, withRoot } from '../kernel/namespace-builder.ts';
import { controlNamespace } from '../kernel/namespace-control.ts';
import type { Task } from '../kernel/task.ts';
import { TaskInput } from '../kernel/task-input.ts';
import { INIT_PID } from '../kernel/task-table.ts';
import type { LogSource } from '../logs/log-source.ts';
import { commandsOf, notesOf } from '../manifest/find-entry.ts';
import type { Plan } from '../manifest/plan.ts';
import { type ManifestNews, watchManifest } from '../manifest/watch-manifest.ts';
import type { TaskDetails } from '../monitor/data/details.ts';
import { Histories } from '../monitor/data/history/histories.ts';
import type { Row } from '../monitor/data/row.ts';
import { Sampler } from '../monitor/data/sampler.ts';
import type { Snapshot } from '../monitor/data/snapshot.ts';
import type { Command, Dispatch, MonitorSource, TailedLog } from '../monitor/data/source.ts';
import { Memo } from '../monitor/draw/memo.ts';
import { TaskFiles, TaskServer } from '../taskfs/task-files.ts';
import { nextServerId } from '../vfs/server-spec.ts';
import { DetailsCache } from './details-cache.ts';
import { EntryRunner, type Started } from './entry-runner.ts';
import { FilesLog } from './files-log.ts';
import { HostTable } from './host-table.ts';
import { KernelLog } from './kernel-log.ts';
import { guestPaths, hostPaths } from './paths.ts';
import { TaskLogs } from './task-logs.ts';
import { sampleOf } from './task-sample.ts';

/** A module to be started, and how. */
export interface Program {
  readonly file: string;
  readonly name?: string;
  readonly args?: readonly string[];
  readonly level?: number;
}

/** Milliseconds between two readings of the host, at least. */
const LEAST_REFRESH_MS = 500;

export interface SessionOptions {
  /** Milliseconds for which processes of the host stay in the table after they have ended. */
  readonly lingerMs?: number;
}

const OUTPUTS: readonly [StdioSpec, StdioSpec] = [
  { kind: 'log', stream: 1 },
  { kind: 'log', stream: 2 },
];

/** A kernel with its logs and meters: what the monitor and the batch mode both stand on. */
export class Session implements MonitorSource {
  readonly kernel: Kernel;
  readonly #logs: TaskLogs;
  readonly #kernelLog: KernelLog;
  readonly #mergedLog = new Memo<LogSource>();
  readonly #filesLog = new Memo<FilesLog>();
  #followed: FilesLog | undefined;
  readonly #histories = new Histories();
  readonly #details: DetailsCache;
  /** The standard inputs that can be typed into, by PID. */
  readonly #inputs = new Map<number, TaskInput>();
  readonly #machine = new Machine();
  readonly #host: HostTable;
  readonly #sampler: Sampler;
  readonly #subscribers = new Set<() => void>();
  readonly #common: CommonServers = {
    devices: makeDevices(),
    task: new TaskServer(nextServerId()),
    directories: new Map(),
  };
  readonly #entries: EntryRunner;
  #news: ManifestNews | undefined;
  #endWatch: (() => Promise<void>) | undefined;
  #snapshot: Snapshot;
  #refreshing: Promise<void> | undefined;
  #refreshedAt = 0;

  /**
   * @param plan whose entries can be started; none of them is by itself
   * @param options what the pictures shall have
   */
  constructor(plan?: Plan, options: SessionOptions = {}) {
    this.#host = new HostTable(options.lingerMs);
    this.kernel = new Kernel({
      loader: new LoaderThread(),
      cpus: plan?.workers ?? availableParallelism(),
      sink: (pid, stream, time, bytes) => this.#logs.append(pid, stream, time, bytes),
    });
    this.#logs = new TaskLogs(this.kernel);
    this.#kernelLog = new KernelLog(this.kernel);
    this.#entries = new EntryRunner(this.kernel, this.#common, plan, OUTPUTS, (started) => this.#entryStarted(started));
    this.#details = new DetailsCache(this.kernel, () => this.#publish());
    this.kernel.serveFiles(new TaskFiles(this.kernel));
    this.kernel.bus.subscribe(({ message }) => {
      if (message.type !== 'task.state') return;
      if (message.to === 'exited' || message.to === 'failed') this.#inputs.delete(message.pid);
    });
    this.#sampler = new Sampler({
      startedAt: this.kernel.startedAt,
      tasks: () => [...this.kernel.table.all()].map(sampleOf),
      host: () => this.#host.picture,
      machine: () => this.#machine.read(),
      programs: () => programsOf(this.#entries.plan),
      news: () => this.#news && { lines: this.#news.lines, usable: this.#news.plan !== undefined },
      now: () => Date.now(),
      clock: () => performance.now(),
    });
    this.#snapshot = this.#sampler.sample();
  }

  /** Lets processes of the host that have ended stay for so many milliseconds from now on. */
  lingerFor(ms: number): void {
    this.#host.lingerFor(ms);
  }

  start({ file, name, args = [], level = 4 }: Program): Task {
    const namespace = buildNamespace(this.#common, [], '/');
    const input = new TaskInput();
    const task = this.kernel.spawn({
      module: file,
      args: [name ?? file, ...args],
      ...(name === undefined ? {} : { name }),
      namespace,
      preopens: withRoot(preopensOf(namespace, [], '/')),
      level,
      stdio: [input.source, ...OUTPUTS],
    });
    this.#inputs.set(task.pid, input);
    return task;
  }

  /** Starts the entries of the manifest that are no commands. @throws SysError as `EntryRunner.start`. */
  startBackground(): void {
    this.#entries.startBackground();
  }

  /** Watches the manifest and its modules: a change is announced, and applied when a person says so. */
  watchManifest(read: () => Plan): void {
    const { plan } = this.#entries;
    if (plan === undefined) return;
    this.#endWatch = watchManifest(
      () => this.#entries.plan ?? plan,
      read,
      (news) => {
        this.#news = news;
        this.tick();
      },
    );
  }

  /** The first of the tasks reads what is typed; the author's notes stand in the entry's log. */
  #entryStarted({ entry, task, reader, input }: Started): void {
    this.#inputs.set(reader.pid, input);
    const { plan } = this.#entries;
    if (plan === undefined) return;
    for (const text of notesOf(plan, entry)) this.#logs.note(task.pid, text);
  }

  async #applyManifest(): Promise<string> {
    const plan = this.#news?.plan;
    if (plan === undefined)
      throw new SysError('EINVAL', 'apply', undefined, 'there is no change that could be applied');
    this.#news = undefined;
    await this.#entries.apply(plan);
    return `${plan.file} is applied`;
  }

  /** Takes a new picture and tells all who watch. */
  tick(): void {
    this.#take();
    this.#publish();
  }

  #take(): void {
    this.#snapshot = this.#sampler.sample();
    this.#details.refresh();
  }

  /** The same, with the host's processes read anew, a few at a time: keys go first. It is remembered. Who asks while it is read gets the picture that is made of it. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Shows at once what a command led to; the host is read anew once that makes sense: rates over an instant say nothing. */
  async refreshSoon(): Promise<void> {
    this.tick();
    await delay(Math.max(0, LEAST_REFRESH_MS - (performance.now() - this.#refreshedAt)), undefined, { ref: false });
    await this.refresh();
  }

  async #refresh(): Promise<void> {
    this.#refreshedAt = performance.now();
    await this.#host.sweepGently();
    this.#take();
    this.#histories.record(this.#snapshot);
    this.#publish();
  }

  /** Reads the host's processes at once. @param quick as `HostTable.sweep` has it */
  readHost(quick = false): void {
    this.#host.sweep(quick);
  }

  #publish(): void {
    for (const changed of this.#subscribers) changed();
  }

  /** Carries out a text for a control file. */
  readonly dispatch: Dispatch = async (command) => {
    try {
      return await this.#carryOut(command);
    } catch (error) {
      this.#kernelLog.refused(`${command.target.pid} ${command.file} ${command.text.trimEnd()}`, error);
      throw error;
    }
  };

  async #carryOut({ target, file, text }: Command): Promise<string> {
    if (target.tab === 'host') return this.#host.control(target, text);
    const { pid } = target;
    switch (file) {
      case 'ctl':
        return pid === INIT_PID ? this.#controlInit(text) : this.#control(pid, text);
      case 'ns/ctl':
        await controlNamespace(this.kernel, pid, text);
        return '';
      case 'fd/0':
        this.#inputOf(pid).write(text);
        return '';
      case 'fd/0/ctl':
        this.#inputOf(pid).end();
        return '';
    }
  }

  #control(pid: number, line: string): string {
    control(this.kernel, pid, line);
    return '';
  }

  /** What init does beside what every task's control file can: it starts tasks, and follows the manifest. */
  async #controlInit(line: string): Promise<string> {
    const [verb, what, ...args] = wordsOf(line).map(({ text }) => text);
    if (verb === 'apply') return this.#applyManifest();
    if ((verb !== 'spawn' && verb !== 'run') || what === undefined) return this.#control(INIT_PID, line);
    if (verb === 'spawn' && !existsSync(what)) throw new SysError('ENOENT', 'spawn', what);
    const task = verb === 'run' ? this.#entries.start(what, args) : this.start({ file: what, args });
    return `${task.pid} ${task.name} is started`;
  }

  #inputOf(pid: number): TaskInput {
    const input = this.#inputs.get(pid);
    if (input === undefined) throw new SysError('EBADF', 'write', 'fd/0', 'its input is not the screen');
    return input;
  }

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

  log(pid: number): LogSource {
    return pid === INIT_PID ? this.#kernelLog.source : this.#logs.source(pid);
  }

  nameOf(pid: number): string | undefined {
    return this.#logs.nameOf(pid);
  }

  mergedLog(pids: readonly number[] | undefined): LogSource {
    return this.#mergedLog.get([pids?.join()], () => this.#logs.merged(pids && new Set(pids)));
  }

  files(patterns: readonly string[]): TailedLog {
    return this.#filesLog.get([patterns.join('\n')], () => this.#follow(patterns));
  }

  /** Follows other files than before. */
  #follow(patterns: readonly string[]): FilesLog {
    this.#followed?.close();
    const refused = (error: unknown) => this.#kernelLog.refused('tail', error);
    this.#followed = new FilesLog(patterns, refused);
    return this.#followed;
  }

  history(row: Row) {
    return this.#histories.of(row);
  }

  get past() {
    return this.#histories;
  }

  want(wanted: Wanted): void {
    this.#host.want(wanted);
  }

  completed(rows: readonly Row[], wanted: Pick<Wanted, 'shared' | 'io'>): readonly Row[] {
    return this.#host.completed(rows, wanted);
  }

  processDetails(row: HostProcess): ProcessDetails | undefined {
    return this.#host.details(row);
  }

  details(pid: number): TaskDetails | undefined {
    return this.#details.of(pid);
  }

  async paths(prefix: string, pid: number | undefined): Promise<readonly string[]> {
    const task = pid === undefined ? undefined : this.kernel.table.find(pid);
    return task === undefined ? hostPaths(prefix) : guestPaths(task.namespace, prefix);
  }

  async close(): Promise<void> {
    await this.#endWatch?.();
    this.#followed?.close();
    await this.kernel.shutdown();
    this.#machine[Symbol.dispose]();
    this.#host[Symbol.dispose]();
  }
}

/** What `run` knows: the commands of the manifest. */
function programsOf(plan: Plan | undefined): Snapshot['programs'] {
  if (plan === undefined) return NO_PROGRAMS;
  return commandsOf(plan).map(({ command, name }) => ({ text: command?.name ?? name, note: command?.short ?? '' }));
}

const NO_PROGRAMS: Snapshot['programs'] = [];
