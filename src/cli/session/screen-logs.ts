import type { Disks } from '../../disk/disks.ts';
import { INIT_PID } from '../../kernel/task-table.ts';
import type { LogSource } from '../../logs/log-source.ts';
import type { TailedLog } from '../../monitor/data/source.ts';
import { Memo } from '../../monitor/state/memo.ts';
import { FilesLog } from './files-log.ts';
import type { KernelLog } from './kernel-log.ts';
import type { TaskLogs } from './task-logs.ts';

/** The logs that a screen can choose from: the same object for the same choice. */
export class ScreenLogs {
  readonly #tasks: TaskLogs;
  readonly #kernel: KernelLog;
  readonly #disks: Disks;
  readonly #merged = new Memo<LogSource>();
  readonly #files = new Memo<FilesLog>();
  #followed: FilesLog | undefined;

  constructor(tasks: TaskLogs, kernel: KernelLog, disks: Disks) {
    this.#tasks = tasks;
    this.#kernel = kernel;
    this.#disks = disks;
  }

  of(pid: number): LogSource {
    return pid === INIT_PID ? this.#kernel.source : this.#tasks.source(pid);
  }

  nameOf(pid: number): string | undefined {
    return this.#tasks.nameOf(pid);
  }

  merged(pids: readonly number[] | undefined): LogSource {
    return this.#merged.get([pids?.join()], () => this.#tasks.merged(pids && new Set(pids)));
  }

  files(patterns: readonly string[]): TailedLog {
    return this.#files.get([patterns.join('\n')], () => this.#follow(patterns));
  }

  close(): void {
    this.#followed?.close();
  }

  /** Follows other files than before. */
  #follow(patterns: readonly string[]): FilesLog {
    this.#followed?.close();
    const refused = (error: unknown) => this.#kernel.refused('tail', error);
    this.#followed = new FilesLog(this.#disks, patterns, refused);
    return this.#followed;
  }
}
