/** What is used of a line of /proc/N/stat (proc_pid_stat(5)). */
export interface StatLine {
  readonly name: string;
  readonly state: string;
  readonly parent: number;
  readonly kernelThread: boolean;
  /** Clock ticks of CPU time, in user and system mode. */
  readonly ticks: number;
  readonly priority: number;
  readonly nice: number;
  readonly threads: number;
  /** Clock ticks after the boot. */
  readonly startTicks: number;
  /** Bytes. */
  readonly virtual: number;
  readonly residentPages: number;
  /** Where its arguments lie: every exec puts them elsewhere. 0 for those that we may not look into. */
  readonly argsAddress: string;
  /** Of a zombie, as wait(2) would have it; 0 for those that we may not look into. */
  readonly exitCode: number;
}

/** PF_KTHREAD of include/linux/sched.h. */
const KERNEL_THREAD = 0x00200000;

/**
 * Reads the line in the first `length` bytes. A name may have any bytes, ") R 1" among them, so the last bracket ends it.
 * @returns undefined for what is no such line
 */
export function parseStatLine(bytes: Buffer, length: number): StatLine | undefined {
  const line = bytes.toString('latin1', 0, length);
  const open = line.indexOf('(');
  const close = line.lastIndexOf(') ');
  if (open < 0 || close < open) return undefined;
  const fields = line.slice(close + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3] ?? 0);
  if (fields.length < 22) return undefined;
  return {
    name: bytes.toString('utf8', open + 1, close),
    state: fields[0] ?? '',
    parent: field(4),
    kernelThread: (field(9) & KERNEL_THREAD) !== 0,
    ticks: field(14) + field(15),
    priority: field(18),
    nice: field(19),
    threads: field(20),
    startTicks: field(22),
    virtual: field(23),
    residentPages: field(24),
    argsAddress: fields[48 - 3] ?? '',
    exitCode: field(52),
  };
}
