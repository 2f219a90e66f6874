import { availableParallelism } from 'node:os';
import { Disks } from '../../disk/disks.ts';
import type { HostProcess } from '../../host/processes/host-process.ts';
import type { ProcessDetails } from '../../host/processes/process-details.ts';
import type { Wanted } from '../../host/processes/process-sampler.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { LoaderThread } from '../../kernel/loader.ts';
import type { Task } from '../../kernel/task.ts';
import type { LogSource } from '../../logs/log-source.ts';
import type { Plan } from '../../manifest/plan.ts';
import type { TaskDetails } from '../../monitor/data/details.ts';
import type { Row } from '../../monitor/data/row.ts';
import type { Snapshot } from '../../monitor/data/snapshot.ts';
import type { Command, Dispatch, MonitorSource, TailedLog } from '../../monitor/data/source.ts';
import { TaskFiles } from '../../taskfs/task-files.ts';
import { DetailsCache } from './details-cache.ts';
import { FollowedManifest } from './followed-manifest.ts';
import { HostTable } from './host-table.ts';
import { KernelLog } from './kernel-log.ts';
import { guestPaths, hostFolders } from './paths.ts';
import { Pictures } from './pictures.ts';
import { ScreenLogs } from './screen-logs.ts';
import { TaskControl } from './task-control.ts';
import { TaskLogs } from './task-logs.ts';
import { type Program, TaskStarter } from './task-starter.ts';

export interface SessionOptions {
  /** Milliseconds for which processes of the host stay in the table after they have ended. */
  readonly lingerMs?: number;
  /** Those that others use too; closed with the session. */
  readonly disks?: Disks;
}

/** A kernel with its logs and meters: what the monitor and the batch mode both stand on. */
export class Session implements MonitorSource {
  readonly kernel: Kernel;
  readonly #kernelLog: KernelLog;
  readonly #disks: Disks;
  readonly #logs: ScreenLogs;
  readonly #starter: TaskStarter;
  readonly #manifest: FollowedManifest;
  readonly #control: TaskControl;
  readonly #details: DetailsCache;
  readonly #host: HostTable;
  readonly #pictures: Pictures;

  /**
   * @param plan whose entries can be started; none of them is by itself
   * @param options what the pictures shall have
   */
  constructor(plan?: Plan, options: SessionOptions = {}) {
    this.#disks = options.disks ?? new Disks();
    this.#host = new HostTable(options.lingerMs);
    this.kernel = new Kernel({
      loader: new LoaderThread(),
      cpus: plan?.workers ?? availableParallelism(),
      sink: (pid, stream, time, bytes) => taskLogs.append(pid, stream, time, bytes),
    });
    const taskLogs = new TaskLogs(this.kernel);
    this.#kernelLog = new KernelLog(this.kernel);
    this.#logs = new ScreenLogs(taskLogs, this.#kernelLog, this.#disks);
    this.#starter = new TaskStarter(this.kernel, taskLogs, plan);
    this.#manifest = new FollowedManifest(this.#starter.entries, this.#disks, () => this.tick());
    this.#control = new TaskControl(this.kernel, this.#starter, this.#manifest, this.#disks);
    this.#details = new DetailsCache(this.kernel, () => this.#pictures.publish());
    this.kernel.serveFiles(new TaskFiles(this.kernel));
    const subjects = { kernel: this.kernel, host: this.#host, manifest: this.#manifest };
    this.#pictures = new Pictures(subjects, () => this.#details.refresh());
  }

  /** Lets processes of the host that have ended stay for so many milliseconds from now on. */
  lingerFor(ms: number): void {
    this.#host.lingerFor(ms);
  }

  start(program: Program): Task {
    return this.#starter.start(program);
  }

  /** Starts the entries of the manifest that are no commands. @throws SysError as `EntryRunner.start`. */
  startBackground(): void {
    this.#starter.entries.startBackground();
  }

  /** Watches the manifest and its modules: a change is announced, and applied when a person says so. */
  watchManifest(): void {
    this.#manifest.watch();
  }

  /** Takes a new picture and tells all who watch. */
  tick(): void {
    this.#pictures.tick();
  }

  /** As `Pictures.refresh`. */
  refresh(): Promise<void> {
    return this.#pictures.refresh();
  }

  /** As `Pictures.refreshSoon`. */
  refreshSoon(): Promise<void> {
    return this.#pictures.refreshSoon();
  }

  /** Reads the host's processes at once. @param quick as `HostTable.sweep` has it */
  readHost(quick = false): void {
    this.#host.sweep(quick);
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

  async #carryOut(command: Command): Promise<string> {
    const { target, text } = command;
    return target.tab === 'host' ? this.#host.control(target, text) : this.#control.write(command);
  }

  // MonitorSource

  getSnapshot(): Snapshot {
    return this.#pictures.last;
  }

  subscribe(changed: () => void): () => void {
    return this.#pictures.subscribe(changed);
  }

  log(pid: number): LogSource {
    return this.#logs.of(pid);
  }

  nameOf(pid: number): string | undefined {
    return this.#logs.nameOf(pid);
  }

  mergedLog(pids: readonly number[] | undefined): LogSource {
    return this.#logs.merged(pids);
  }

  files(patterns: readonly string[]): TailedLog {
    return this.#logs.files(patterns);
  }

  history(row: Row) {
    return this.#pictures.histories.of(row);
  }

  get past() {
    return this.#pictures.histories;
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
    if (task === undefined) return this.#disks.ask('paths', prefix);
    await this.#disks.answer(hostFolders(task.namespace));
    return guestPaths(task.namespace, prefix);
  }

  async close(): Promise<void> {
    await this.#manifest.close();
    this.#logs.close();
    await this.kernel.shutdown();
    this.#pictures[Symbol.dispose]();
    this.#host[Symbol.dispose]();
    this.#disks[Symbol.dispose]();
  }
}
