import type { MachineStats } from '../../host/machine.ts';
import type { HostProcess } from '../../host/processes/host-process.ts';

/** The letter in the state column: runnable, sleeping, stopped, starting or created, ended and not yet reaped. */
export type StateLetter = 'R' | 'S' | 'T' | 'N' | 'Z';

/** One task as the screen shows it. Rates are over the last tick; CPU is a fraction of one core. */
export interface TaskRow {
  readonly kind: 'task';
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Arguments after the name. Not cleaned: control characters are stripped where a line is made. */
  readonly args: readonly string[];
  readonly level: number;
  readonly state: StateLetter;
  /** The life cycle's word: created, starting, running, stopping, exited, failed. */
  readonly phase: string;
  /** What a sleeping task waits for, `''` else. */
  readonly waitsFor: string;
  /** Which cpu runs it; -1 before it is placed. */
  readonly cpuIndex: number;
  /** Fraction of one core used in the last tick: 1 is a whole core. */
  readonly cpu: number;
  /** CPU time in seconds since it started. */
  readonly time: number;
  /** Linear memory and tables, in bytes: now, at most so far, and the limit. */
  readonly memory: number;
  readonly memoryPeak: number;
  readonly memoryLimit: number;
  /** Bytes a second. */
  readonly readRate: number;
  readonly writeRate: number;
  /** WASI calls a second. */
  readonly callRate: number;
  /** Units of fuel a second. */
  readonly fuelRate: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Why it ended (`exit 3`, `signal KILL`, `trap: unreachable`, `limit memory`), or undefined while it lives. */
  readonly reason: string | undefined;
}

/** The host's processes, by PID. */
export interface HostPicture {
  readonly rows: readonly HostProcess[];
  /** They are the first of them, for a first picture: the others are being read. */
  readonly isBeginning?: boolean;
  /** Why there are none: another system, or /proc is not to be read. */
  readonly problem: string | undefined;
}

/** One consistent picture of everything, published once a tick and never changed after. */
export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Seconds since the kernel started. */
  readonly uptime: number;
  readonly machine: MachineStats;
  /** wasitop itself, without its tasks' share: CPU as a fraction of one core, resident bytes of the whole process. */
  readonly self: { readonly cpu: number; readonly rss: number };
  readonly tasks: readonly TaskRow[];
  readonly host: HostPicture;
  /** What `run` can start, by name. */
  readonly programs: readonly { readonly text: string; readonly note: string }[];
  /** The manifest or a module of it changed on the disk: what would change, or what is wrong with it, which cannot be applied. */
  readonly news: { readonly lines: readonly string[]; readonly usable: boolean } | undefined;
}
