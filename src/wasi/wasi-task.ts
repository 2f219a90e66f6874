import type { Namespace } from '../namespace/namespace.ts';
import type { FileTable } from './file-table.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { Outcome } from './outcome.ts';

/** What preview1 needs to know of the task that calls. It is all that the WASI room sees of tasks. */
export interface WasiTask {
  readonly args: readonly string[];
  /** `NAME=value`, one a variable. */
  readonly env: readonly string[];
  readonly memory: GuestMemory;
  readonly files: FileTable;
  /** Read anew at every call: a bind replaces it. */
  readonly namespace: Namespace;
  /** What the task moved, counted by fd_read, fd_write and their like. */
  readonly counters: { bytesRead: number; bytesWritten: number; reads: number; writes: number };
  /** CPU time used so far, in nanoseconds, for the process and thread clocks. */
  cpuTime(): bigint;
  /** Ends the task with this status. The call that asked for it does not return to the guest. */
  exit(code: number): Outcome;
  /** Sends the task itself a signal by WASI's number (proc_raise). */
  raise(signal: number): Outcome;
  /** Lets others run; the task stays ready. */
  yield(): Outcome;
  /**
   * Calls `wake` once, when `performance.now()` has reached `at` milliseconds. All sleeps and timeouts go through here, so
   * that the scheduler knows the next one. @returns a function that takes the wish back.
   */
  wakeAt(at: number, wake: () => void): () => void;
}
