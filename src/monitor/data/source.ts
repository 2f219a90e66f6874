import type { LogLine } from '../../logs/log-line.ts';
import type { ControlFile } from '../state/screen-state.ts';
import type { TaskDetails } from './details.ts';
import type { TaskHistory } from './history.ts';
import type { Snapshot } from './snapshot.ts';

/** Something a person asked for at the screen: a text for a control file of a task, such as `kill 15` for `ctl` of 7. */
export interface Command {
  readonly pid: number;
  readonly file: ControlFile;
  readonly text: string;
}

/** Carries a command out. @returns what there is to say of it, `''` for nothing. @throws SysError with the reason, to be shown where the user looks. */
export type Dispatch = (command: Command) => Promise<string>;

/** Where the screen gets all it shows from. The snapshot is the same object until the next tick. */
export interface MonitorSource {
  getSnapshot(): Snapshot;
  /** Calls `changed` after each new snapshot. @returns a function that ends it. */
  subscribe(changed: () => void): () => void;
  /** What is kept of a task's log, oldest first; the same array as long as nothing was added. */
  log(pid: number): readonly LogLine[];
  /** How many lines of its log were dropped because the store is bounded. */
  dropped(pid: number): number;
  /** Calls `changed` when a line was added to this task's log (at most once a turn). */
  subscribeLog(pid: number, changed: () => void): () => void;
  /** The lines of all tasks in the order in which they came; otherwise as `log`. */
  logOfAll(): readonly LogLine[];
  /** Calls `changed` when any task wrote a line (at most once a turn). */
  subscribeLogs(changed: () => void): () => void;
  /** What is remembered of a task's CPU and memory. */
  history(pid: number): TaskHistory | undefined;
  /** All about a task, as of the last answer; undefined until the first one. Whoever asks is told by `subscribe` when there is a newer one. */
  details(pid: number): TaskDetails | undefined;
  /** Paths that begin with `prefix`, directories with a slash behind them: on the host, or in a task's namespace. */
  paths(prefix: string, pid: number | undefined): Promise<readonly string[]>;
}
