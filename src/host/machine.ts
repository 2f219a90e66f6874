import { closeSync, openSync, readSync } from 'node:fs';
import { cpus, freemem, loadavg, totalmem } from 'node:os';
import { Cgroup } from './cgroup.ts';

/** The host as the header shows it. */
export interface MachineStats {
  /** Busy fraction of each core since the last reading; under a quota one figure, the fraction of the quota that was used. */
  readonly cores: readonly number[];
  /** Cores' worth of time that the container may use, where that is less than there is. */
  readonly quota?: number;
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
  /** The core's number: cores come and go. */
  readonly id: number;
  readonly busy: number;
  readonly total: number;
}

/** Larger than any of the files that are read. */
const BUFFER_BYTES = 256 * 1024;

/** Reads the host's meters. Descriptors are kept: a file of /proc gives its present content at offset 0. */
export class Machine implements Disposable {
  readonly #stat: number;
  readonly #meminfo: number;
  readonly #cgroup: Cgroup;
  readonly #now: () => number;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  #before: readonly CoreTimes[];
  #quotaBefore: { readonly used: number; readonly time: number };

  /**
   * @param root stands in for `/`, for tests
   * @param now a clock in milliseconds
   */
  constructor(root = '', now: () => number = () => performance.now()) {
    this.#stat = openOrMinus1(`${root}/proc/stat`);
    this.#meminfo = openOrMinus1(`${root}/proc/meminfo`);
    this.#cgroup = new Cgroup(root);
    this.#now = now;
    this.#before = this.#coreTimes();
    this.#quotaBefore = { used: this.#cgroup.cpu()?.used ?? 0, time: now() };
  }

  read(): MachineStats {
    const [one = 0, five = 0, fifteen = 0] = loadavg();
    return { ...this.#processors(), load: [one, five, fifteen], ...this.#memory() };
  }

  [Symbol.dispose](): void {
    for (const fd of [this.#stat, this.#meminfo]) if (fd >= 0) closeSync(fd);
  }

  #text(fd: number): string {
    return this.#buffer.toString('latin1', 0, readSync(fd, this.#buffer, 0, BUFFER_BYTES, 0));
  }

  #coreTimes(): CoreTimes[] {
    if (this.#stat >= 0) return parseCoreTimes(this.#text(this.#stat));
    return cpus().map(({ times }, id) => {
      const total = times.user + times.nice + times.sys + times.irq + times.idle;
      return { id, busy: total - times.idle, total };
    });
  }

  #processors(): Pick<MachineStats, 'cores' | 'quota'> {
    const times = this.#coreTimes();
    const before = new Map(this.#before.map((core) => [core.id, core]));
    this.#before = times;
    const bound = this.#cgroup.cpu();
    if (bound === undefined || bound.quota >= times.length)
      return { cores: times.map((core) => busyFraction(before.get(core.id), core)) };
    const { used, time } = this.#quotaBefore;
    this.#quotaBefore = { used: bound.used, time: this.#now() };
    const possible = (this.#quotaBefore.time - time) * bound.quota;
    return { cores: [possible <= 0 ? 0 : clamp((bound.used - used) / possible)], quota: bound.quota };
  }

  #memory(): Pick<MachineStats, 'memoryTotal' | 'memoryUsed' | 'swapTotal' | 'swapUsed' | 'contained'> {
    const info = this.#meminfo >= 0 ? parseMemory(this.#text(this.#meminfo)) : undefined;
    const memoryTotal = info?.['MemTotal'] ?? totalmem();
    const memoryUsed = memoryTotal - (info?.['MemAvailable'] ?? freemem());
    const swapTotal = info?.['SwapTotal'] ?? 0;
    const swapUsed = swapTotal - (info?.['SwapFree'] ?? 0);
    const bound = this.#cgroup.memory();
    if (bound === undefined || bound.total >= memoryTotal)
      return { memoryTotal, memoryUsed, swapTotal, swapUsed, contained: false };
    return { memoryTotal: bound.total, memoryUsed: bound.used, swapTotal, swapUsed, contained: true };
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

/** Lines `cpu0 user nice system idle iowait irq softirq steal ...` (proc_stat(5)); waiting for I/O is idle. */
function parseCoreTimes(text: string): CoreTimes[] {
  const lines = text.split('\n').filter((line) => /^cpu\d/.test(line));
  return lines.map((line) => {
    const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const busy = user + nice + system + irq + soft + steal;
    return { id: Number(/\d+/.exec(line)), busy, total: busy + idle + wait };
  });
}

/** Lines `Name:  N kB` (proc_meminfo(5)), in bytes. */
function parseMemory(text: string): Readonly<Record<string, number>> {
  const entries = [...text.matchAll(/^(\w+):\s+(\d+) kB$/gm)];
  return Object.fromEntries(entries.map(([, name = '', value]) => [name, Number(value) * 1024]));
}

/** A core that was not there before has not been watched yet. */
function busyFraction(before: CoreTimes | undefined, now: CoreTimes): number {
  const total = before === undefined ? 0 : now.total - before.total;
  return total <= 0 ? 0 : clamp((now.busy - (before?.busy ?? 0)) / total);
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
