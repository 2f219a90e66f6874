/** One process (or thread) of the host as the table shows it; never changed after it was made. */
export interface HostProcess {
  readonly kind: 'process';
  /** For a thread its TID. */
  readonly pid: number;
  /** For a thread the PID of its process. */
  readonly parent: number;
  /** Milliseconds since 1970, from one reading of the boot time: with the PID a stable identity. */
  readonly startedAt: number;
  /** The name that the kernel knows (comm): any characters at all. */
  readonly name: string;
  /** As the process has them, not cleaned; none for kernel threads and zombies. */
  readonly args: readonly string[];
  /** Name of the effective user, or its number where it has none. */
  readonly user: string;
  readonly uid: number;
  /** A letter of proc_pid_stat(5): R S D T t Z I X. */
  readonly state: string;
  readonly priority: number;
  readonly nice: number;
  readonly threads: number;
  /** Fraction of one core over the last sweep; never more than it has threads. */
  readonly cpu: number;
  /** Seconds of CPU time since it started. */
  readonly time: number;
  /** Resident bytes. */
  readonly memory: number;
  /** Bytes of address space. */
  readonly virtual: number;
  readonly kernelThread: boolean;
  readonly thread: boolean;
  /** Path of its control group; empty for the root. */
  readonly cgroup: string;
  /** Short id or name of the container that it is in; empty for none. */
  readonly container: string;
  /** Resident bytes that are shared with others or with files. Undefined where not asked for. */
  readonly shared: number | undefined;
  /** Bytes a second from and to storage. Undefined where not asked for, not allowed, or read only once so far. */
  readonly readRate: number | undefined;
  readonly writeRate: number | undefined;
  /** For one that is gone and stays in the table a little longer: `exit 3`, `signal KILL`, `ended after TERM`; `ended` where no more is known. */
  readonly reason: string | undefined;
  /** Milliseconds since 1970 when that was noticed. */
  readonly endedAt: number | undefined;
}
