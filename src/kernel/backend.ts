import type { Reason } from '../base/reason.ts';
import type { Task } from './task.ts';

/** The kinds of task there are, each behind a backend. */
export type TaskKind = 'wasm';

/** What a backend tells the kernel of its tasks. */
export interface BackendEvents {
  running(task: Task): void;
  /** The reason is undefined where the kernel itself asked for the end, and knows why. */
  ended(task: Task, reason: Reason | undefined, results: readonly string[]): void;
  refused(task: Task, limit: 'memory' | 'files'): void;
}

/** Runs the tasks of one kind. */
export interface Backend {
  readonly kind: TaskKind;
  /** Starts a task that is `starting`. What goes wrong comes back as its end. */
  start(task: Task): void;
  /** The control word, the level or a limit of a task changed. */
  poke(task: Task): void;
}
