import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { cpus, freemem, loadavg, totalmem } from 'node:os';

/** The host as the header shows it. */
export interface MachineStats {
  /** Busy fraction of each core since the last reading. */
  readonly cores: readonly number[];
  /** Bytes. `used` leaves out what the kernel would give back (cache, buffers). */
  readonly memoryTotal: number;
  readonly memoryUsed: number;
  readonly swapTotal: number;
  readonly swapUsed: number;
  /** Load over 1, 5 and 15 minutes. */
  readonly load: readonly [one: number, five: number, fifteen: number];
  /** A memory limit of the container is shown in the place of the machine's memory. */
  readonly contained: boolean;
}

interface CoreTimes {
  readonly busy: number;
  readonly total: number;
}

/** Larger than any of the files that are read. */
const BUFFER_BYTES = 256 * 1024;

/** Reads the host's meters. Descriptors are kept: a file of /proc gives its present content at offset 0. */
export class Machine implements Disposable {
  readonly #root: string;
  readonly #stat: number;
  readonly #meminfo: number;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  #before: readonly CoreTimes[] = [];

  /** @param root stands in for `/`, for tests */
  constructor(root = '') {
    this.#root = root;
    this.#stat = openOrMinus1(`${root}/proc/stat`);
    this.#meminfo = openOrMinus1(`${root}/proc/meminfo`);
    this.#before = this.#coreTimes();
  }

  read(): MachineStats {
    const times = this.#coreTimes();
    const cores = times.map((now, index) => busyFraction(this.#before[index], now));
    this.#before = times;
    const [one = 0, five = 0, fifteen = 0] = loadavg();
    return { cores, load: [one, five, fifteen], ...this.#memory() };
  }

  [Symbol.dispose](): void {
    for (const fd of [this.#stat, this.#meminfo]) if (fd >= 0) closeSync(fd);
  }

  #text(fd: number): string {
    return this.#buffer.toString('latin1', 0, readSync(fd, this.#buffer, 0, BUFFER_BYTES, 0));
  }

  #coreTimes(): CoreTimes[] {
    if (this.#stat >= 0) return parseCoreTimes(this.#text(this.#stat));
    return cpus().map(({ times }) => {
      const total = times.user + times.nice + times.sys + times.irq + times.idle;
      return { busy: total - times.idle, total };
    });
  }

  #memory(): Pick<MachineStats, 'memoryTotal' | 'memoryUsed' | 'swapTotal' | 'swapUsed' | 'contained'> {
    const info = this.#meminfo >= 0 ? parseMemory(this.#text(this.#meminfo)) : undefined;
    const memoryTotal = info?.['MemTotal'] ?? totalmem();
    const memoryUsed = memoryTotal - (info?.['MemAvailable'] ?? freemem());
    const swapTotal = info?.['SwapTotal'] ?? 0;
    const swapUsed = swapTotal - (info?.['SwapFree'] ?? 0);
    const limit = this.#cgroupLimit();
    if (limit === undefined || limit.total >= memoryTotal)
      return { memoryTotal, memoryUsed, swapTotal, swapUsed, contained: false };
    return { memoryTotal: limit.total, memoryUsed: limit.used, swapTotal, swapUsed, contained: true };
  }

  /** The container's own limit: cgroup v2's files, or v1's. */
  #cgroupLimit(): { readonly total: number; readonly used: number } | undefined {
    const base = `${this.#root}/sys/fs/cgroup`;
    const pairs = [
      [`${base}/memory.max`, `${base}/memory.current`],
      [`${base}/memory/memory.limit_in_bytes`, `${base}/memory/memory.usage_in_bytes`],
    ] as const;
    for (const [limit, usage] of pairs) {
      const [total, used] = [readNumber(limit), readNumber(usage)];
      if (total !== undefined && used !== undefined) return { total, used };
    }
    return undefined;
  }
}

function openOrMinus1(path: string): number {
  try {
    return openSync(path, 'r');
  } catch {
    // Another system, or /proc is not mounted: node:os has less, but something.
    return -1;
  }
}

function readNumber(path: string): number | undefined {
  try {
    const value = Number(readFileSync(path, 'utf8'));
    return Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Lines `cpu0 user nice system idle iowait irq softirq steal ...` (proc_stat(5)); waiting for I/O is idle. */
function parseCoreTimes(text: string): CoreTimes[] {
  const lines = text.split('\n').filter((line) => /^cpu\d/.test(line));
  return lines.map((line) => {
    const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const busy = user + nice + system + irq + soft + steal;
    return { busy, total: busy + idle + wait };
  });
}

/** Lines `Name:  N kB` (proc_meminfo(5)), in bytes. */
function parseMemory(text: string): Readonly<Record<string, number>> {
  const entries = [...text.matchAll(/^(\w+):\s+(\d+) kB$/gm)];
  return Object.fromEntries(entries.map(([, name = '', value]) => [name, Number(value) * 1024]));
}

function busyFraction(before: CoreTimes | undefined, now: CoreTimes): number {
  const total = now.total - (before?.total ?? 0);
  return total <= 0 ? 0 : Math.min(1, Math.max(0, (now.busy - (before?.busy ?? 0)) / total));
}
