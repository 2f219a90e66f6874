import { existsSync, readFileSync } from 'node:fs';

/** A bound on memory, and what counts against it, in bytes. */
export interface MemoryBound {
  readonly total: number;
  /** Without file cache that the kernel would give back. */
  readonly used: number;
}

/** A bound on CPU time. */
export interface CpuBound {
  /** Cores' worth of time that may be used. */
  readonly quota: number;
  /** Milliseconds of CPU time that were used, counted from some fixed time. */
  readonly used: number;
}

/** Where the two versions of cgroups keep the same figures. */
interface Version {
  readonly memory: readonly string[];
  readonly cpu: readonly string[];
  readonly memoryLimit: string;
  readonly memoryUsed: string;
  readonly inactiveFile: RegExp;
  quota(directory: string): number | undefined;
  cpuUsed(directory: string): number | undefined;
}

/**
 * The control groups that we are in: a container's limits, or those of a slice. A group is bound by all that it is in, so each
 * is read, and the tightest counts.
 */
export class Cgroup {
  readonly #version: Version | undefined;

  /** @param root stands in for `/` */
  constructor(root: string) {
    const groups = readText(`${root}/proc/self/cgroup`) ?? '';
    const base = `${root}/sys/fs/cgroup`;
    this.#version = existsSync(`${base}/cgroup.controllers`) ? unified(base, groups) : separate(base, groups);
  }

  memory(): MemoryBound | undefined {
    const version = this.#version;
    if (version === undefined) return undefined;
    return tightest(version.memory, 'total', (directory) => {
      const total = readNumber(`${directory}/${version.memoryLimit}`);
      const used = readNumber(`${directory}/${version.memoryUsed}`);
      if (total === undefined || used === undefined) return undefined;
      const cache = Number(version.inactiveFile.exec(readText(`${directory}/memory.stat`) ?? '')?.[1] ?? 0);
      return { total, used: Math.max(0, used - cache) };
    });
  }

  cpu(): CpuBound | undefined {
    const version = this.#version;
    if (version === undefined) return undefined;
    return tightest(version.cpu, 'quota', (directory) => {
      const quota = version.quota(directory);
      const used = version.cpuUsed(directory);
      return quota === undefined || used === undefined ? undefined : { quota, used };
    });
  }
}

/** Version 2: one tree for all. Line `0::/path`. */
function unified(base: string, groups: string): Version {
  const directories = lineage(base, /^0::(.*)$/m.exec(groups)?.[1] ?? '/');
  return {
    memory: directories,
    cpu: directories,
    memoryLimit: 'memory.max',
    memoryUsed: 'memory.current',
    inactiveFile: /^inactive_file (\d+)$/m,
    quota: (directory) => {
      const [quota, period] = (readText(`${directory}/cpu.max`) ?? '').split(' ').map(Number);
      return quota && period ? quota / period : undefined;
    },
    cpuUsed: (directory) => {
      const used = /^usage_usec (\d+)$/m.exec(readText(`${directory}/cpu.stat`) ?? '')?.[1];
      return used === undefined ? undefined : Number(used) / 1e3;
    },
  };
}

/** Version 1: a tree for each controller. Lines `4:memory:/path`, `2:cpu,cpuacct:/path`. */
function separate(base: string, groups: string): Version {
  const of = (controller: string) => {
    const path = new RegExp(`^\\d+:(?:[^:]*,)?${controller}(?:,[^:]*)?:(.*)$`, 'm').exec(groups)?.[1];
    return lineage(`${base}/${controller}`, path ?? '/');
  };
  return {
    memory: of('memory'),
    cpu: of('cpu'),
    memoryLimit: 'memory.limit_in_bytes',
    memoryUsed: 'memory.usage_in_bytes',
    inactiveFile: /^total_inactive_file (\d+)$/m,
    quota: (directory) => {
      const quota = readNumber(`${directory}/cpu.cfs_quota_us`) ?? -1;
      const period = readNumber(`${directory}/cpu.cfs_period_us`) ?? 0;
      return quota > 0 && period > 0 ? quota / period : undefined;
    },
    cpuUsed: (directory) => {
      const used = readNumber(`${directory.replace(`${base}/cpu`, `${base}/cpuacct`)}/cpuacct.usage`);
      return used === undefined ? undefined : used / 1e6;
    },
  };
}

/** A group's directory and those above it, as far as they are there: a container often sees its own alone, as the root. */
function lineage(base: string, path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  const all = names.map((_, index) => `${base}/${names.slice(0, index + 1).join('/')}`);
  return [base, ...all].filter((directory) => existsSync(directory));
}

function tightest<K extends string, T extends Readonly<Record<K, number>>>(
  directories: readonly string[],
  by: K,
  read: (directory: string) => T | undefined,
): T | undefined {
  let found: T | undefined;
  for (const directory of directories) {
    const bound = read(directory);
    if (bound !== undefined && (found === undefined || bound[by] <= found[by])) found = bound;
  }
  return found;
}

/** @returns undefined where there is no such file, as on other systems and in the root group. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @returns undefined also for `max`. */
function readNumber(path: string): number | undefined {
  const value = Number(readText(path)?.trim() || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}
