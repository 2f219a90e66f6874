import type { LogLine } from '../logs/log-line.ts';
import type { Snapshot } from './snapshot.ts';

/** Something a person asked for at the screen: one line for a task's control file, such as `kill 15` or `level 3`. */
export interface Command {
  readonly pid: number;
  readonly line: string;
}

/** Carries a command out. @throws SysError with the reason, to be shown where the user looks. */
export type Dispatch = (command: Command) => Promise<void>;

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
}
