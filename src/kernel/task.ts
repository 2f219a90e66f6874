import type { TaskLimits } from '../base/limits.ts';
import type { Reason } from '../base/reason.ts';
import type { StatSlot } from '../base/stat-page.ts';
import type { Entry, FileDescription, Preopen, StdioSpec } from '../cpu/messages.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { Notes } from './notes.ts';
import type { TaskState } from './task-state.ts';

/** What a task is made from. */
export interface TaskSpec {
  /** The module: a path on the host, or the bytes themselves. */
  readonly module: string | Uint8Array;
  /** The module's sha256 in hex; another one is not started. */
  readonly hash?: string;
  /** The modules that it may import functions from; all that there are where it is left out. */
  readonly imports?: readonly string[];
  /** Shown in tables; the module's file name where it is left out. */
  readonly name?: string;
  /** What the guest gets as arguments, its own name first. */
  readonly args?: readonly string[];
  /** `NAME=value` each. */
  readonly env?: readonly string[];
  readonly parent?: number;
  readonly namespace: Namespace;
  readonly preopens?: readonly Preopen[];
  /** File descriptors 0, 1, 2; nothing to read and the log store where it is left out. */
  readonly stdio?: readonly StdioSpec[];
  readonly listen?: readonly string[];
  readonly level?: number;
  readonly limits?: Partial<TaskLimits>;
  readonly memoryPolicy?: 'deny' | 'kill';
  readonly isolation?: 'shared' | 'thread';
  /** `wasmer`: in a thread and in a copy of its files, which is written back when it exits with 0. */
  readonly engine?: 'native' | 'wasmer';
  readonly entry?: Entry;
}

/** One task in the table. Only the kernel's own files change it. */
export interface Task {
  readonly pid: number;
  readonly name: string;
  readonly spec: TaskSpec;
  readonly args: readonly string[];
  readonly slot: StatSlot;
  readonly backend: Backend;
  /** Milliseconds since 1970; of its start once it was started, of its creation before. */
  startedAt: number;
  /** When its wall time began to count: its start, moved on by the times that wasitop itself was suspended. */
  wallStart: number;
  parent: number;
  /** The live and the ended tasks whose parent it is. */
  readonly children: Set<Task>;
  state: TaskState;
  level: number;
  limits: TaskLimits;
  /** What it sees now; its cpu has a copy. */
  namespace: Namespace;
  /** Which cpu runs it; -1 before it is placed, and when it has one of its own. */
  cpuIndex: number;
  /** Its open note files, from which it reads its signals. */
  readonly notes: Notes;
  wallTimer: NodeJS.Timeout | undefined;
  /** What the invoked export returned, as text. */
  results: readonly string[];
  /** The module's sha256, once it is loaded. */
  hash: string | undefined;
}

/** The kinds of task there are, each behind a backend. */
export type TaskKind = 'wasm';

/** What a backend tells the kernel of its tasks. */
export interface BackendEvents {
  running(task: Task): void;
  /** The reason is undefined where the kernel itself asked for the end, and knows why. */
  ended(task: Task, reason: Reason | undefined, results: readonly string[]): void;
  refused(task: Task, limit: 'memory' | 'files'): void;
  listening(task: Task, asked: string, address: string): void;
}

/** Runs the tasks of one kind. */
export interface Backend {
  readonly kind: TaskKind;
  /** Starts a task that is `starting`. What goes wrong comes back as its end. */
  start(task: Task): void;
  /** The control word, the level or a limit of a task changed. */
  poke(task: Task): void;
  /** The task's level is about to be this one. @throws SysError EPERM where the system does not allow it. */
  renice(task: Task, level: number): void;
  /** The task's namespace changed. Resolves once it counts for all that the task does from then on, or when the task has ended. */
  changeNamespace(task: Task): Promise<void>;
  /** What a task has open; nothing for one that does not run. */
  describeFiles(task: Task): Promise<readonly FileDescription[]>;
}
