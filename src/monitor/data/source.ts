import type { HostProcess } from '../../host/processes/host-process.ts';
import type { ProcessDetails } from '../../host/processes/process-details.ts';
import type { Wanted } from '../../host/processes/process-sampler.ts';
import type { LogSource } from '../../logs/log-source.ts';
import type { TailedFile } from '../../logs/tail/tailed-file.ts';
import type { ControlFile } from '../state/effects/effect.ts';
import type { Target } from '../state/target.ts';
import type { TaskDetails } from './details.ts';
import type { Past } from './history/past.ts';
import type { RowHistory } from './history/row-history.ts';
import type { Row } from './row.ts';
import type { Snapshot } from './snapshot.ts';

/** Something a person asked for at the screen: a text for a control file, such as `kill 15` for `ctl` of 7. */
export interface Command {
  readonly target: Target;
  readonly file: ControlFile;
  readonly text: string;
}

/** Carries a command out. @returns what there is to say of it, `''` for nothing. @throws SysError with the reason, to be shown where the user looks. */
export type Dispatch = (command: Command) => Promise<string>;

/** Files of the host that are followed, as one log. */
export interface TailedLog extends LogSource {
  readonly files: readonly TailedFile[];
  /** Files that match, and are not followed: there are too many. */
  readonly left: number;
  /** Patterns that no file has matched yet. */
  readonly unmatched: readonly string[];
  /** Disks that do not answer: `/mnt/nfs has not answered for 3 s`. */
  readonly silent: readonly string[];
}

/** Where the screen gets all it shows from. The snapshot is the same object until the next tick. */
export interface MonitorSource {
  getSnapshot(): Snapshot;
  /** Calls `changed` after each new snapshot. @returns a function that ends it. */
  subscribe(changed: () => void): () => void;
  /** The log of a task, that of wasitop itself for PID 1; without lines where there is none. */
  log(pid: number): LogSource;
  /** What a task is called that has a log, or was called. */
  nameOf(pid: number): string | undefined;
  /** The lines of these tasks, or of all, in the order in which they came. */
  mergedLog(pids: readonly number[] | undefined): LogSource;
  /** Follows files of the host, by paths and globs; those that were followed before are left. The same log for the same patterns. */
  files(patterns: readonly string[]): TailedLog;
  /** What is remembered of a row's CPU, memory, and I/O. */
  history(row: Row): RowHistory | undefined;
  /** Pictures of what was. */
  readonly past: Past;
  /** What is to be read of every process of the host from now on: something sorts or filters by it, or it is to be seen. */
  want(wanted: Wanted): void;
  /** The same rows with what is read only for those that are seen. */
  completed(rows: readonly Row[], wanted: Pick<Wanted, 'shared' | 'io'>): readonly Row[];
  /** All about a process of the host; undefined when that very process is gone. */
  processDetails(row: HostProcess): ProcessDetails | undefined;
  /** All about a task, as of the last answer; undefined until the first one. Whoever asks is told by `subscribe` when there is a newer one. */
  details(pid: number): TaskDetails | undefined;
  /** Paths that begin with `prefix`, directories with a slash behind them: on the host, or in a task's namespace. */
  paths(prefix: string, pid: number | undefined): Promise<readonly string[]>;
}
