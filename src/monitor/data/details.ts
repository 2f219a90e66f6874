import type { TaskLimits } from '../../base/limits.ts';
import type { FileDescription } from '../../cpu/messages.ts';

/** Everything there is to know of one task, at one moment. */
export interface TaskDetails {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  /** As it was given: a path of the host. */
  readonly module: string;
  /** sha256 in hex; undefined until it is loaded. */
  readonly hash: string | undefined;
  readonly isolation: 'shared' | 'thread';
  readonly engine: 'native' | 'wasmer';
  readonly env: readonly string[];
  /** The functions that led to a trap, innermost first. */
  readonly stack: readonly string[];
  readonly limits: TaskLimits;
  /** What the limits count, in their units. */
  readonly used: TaskLimits;
  /** Highest memory so far, in bytes. */
  readonly memoryPeak: number;
  readonly counters: {
    readonly bytesRead: number;
    readonly bytesWritten: number;
    readonly reads: number;
    readonly writes: number;
    readonly calls: number;
    readonly switches: number;
  };
  readonly mounts: readonly MountDescription[];
  readonly files: readonly FileDescription[];
  readonly events: readonly { readonly time: number; readonly text: string }[];
}

/** A mount point: what is seen there, the first layer first. */
export interface MountDescription {
  readonly at: string;
  readonly layers: readonly { readonly source: string; readonly readOnly: boolean; readonly create: boolean }[];
}
