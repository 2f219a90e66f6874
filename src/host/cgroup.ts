import { existsSync, readFileSync } from 'node:fs';
import { controllerLine, UNIFIED_LINE } from './cgroup-line.ts';
import { KeptFile } from './kept-file.ts';

/** A bound on memory, and what counts against it, in bytes. */
export interface MemoryBound {
  readonly total: number;
  /** Without file cache that the kernel would give back. */
  readonly used: number;
  /** The part of `used` that processes share, and the cache that is not part of it. */
  readonly shared: number;
  readonly cache: number;
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
  readonly cpuset: readonly string[];
  readonly memoryLimit: string;
  readonly memoryUsed: string;
  /** Names of lines of memory.stat. */
  readonly inactiveFile: string;
  readonly shared: string;
  /** Files of which the first that is there names the cores that may be used. */
  readonly cores: readonly string[];
  quota(directory: string): number | undefined;
  cpuUsed(directory: string): number | undefined;
}

/**
 * The control groups that we are in: a container's limits, or those of a slice. A group is bound by all that it is in, so each
 * is read, and the tightest counts. Which groups they are is asked once.
 */
export class Cgroup implements Disposable {
  readonly #files = new Map<string, KeptFile>();
  readonly #version: Version | undefined;

  /** @param root stands in for `/` */
  constructor(root: string) {
    const groups = readOnce(`${root}/proc/self/cgroup`);
    const base = `${root}/sys/fs/cgroup`;
    this.#version = existsSync(`${base}/cgroup.controllers`)
      ? this.#unified(base, groups)
      : this.#separate(base, groups);
  }

  /** @param most bytes that the machine has: version 1 writes a number far above it for no limit. */
  memory(most: number): MemoryBound | undefined {
    const version = this.#version;
    if (version === undefined) return undefined;
    const bound = this.#tightest(version, most);
    const used = bound && this.#number(`${bound.directory}/${version.memoryUsed}`);
    if (bound === undefined || used === undefined) return undefined;
    const stat = this.#text(`${bound.directory}/memory.stat`) ?? '';
    const cache = Math.min(used, lineOf(stat, version.inactiveFile));
    const shared = Math.min(used - cache, lineOf(stat, version.shared));
    return { total: bound.total, used: used - cache, shared, cache };
  }

  cpu(): CpuBound | undefined {
    const version = this.#version;
    let found: CpuBound | undefined;
    for (const directory of version?.cpu ?? []) {
      const quota = version?.quota(directory);
      if (quota === undefined || (found !== undefined && quota > found.quota)) continue;
      const used = version?.cpuUsed(directory);
      if (used !== undefined) found = { quota, used };
    }
    return found;
  }

  /** Numbers of the cores that may be used; undefined where there is no such bound. */
  cores(): ReadonlySet<number> | undefined {
    const version = this.#version;
    for (const directory of version?.cpuset.toReversed() ?? []) {
      for (const name of version?.cores ?? []) {
        const list = this.#text(`${directory}/${name}`)?.trim();
        if (list) return parseList(list);
      }
    }
    return undefined;
  }

  /** Directories whose pressure is ours rather than the machine's, the best first: what binds us, and a container's root. */
  pressured(): readonly string[] {
    const version = this.#version;
    // Version 1 has none.
    if (version === undefined || version.memory !== version.cpu) return [];
    const memory = this.#tightest(version, Number.POSITIVE_INFINITY)?.directory;
    const cpu = version.cpu.findLast((directory) => version.quota(directory) !== undefined);
    return [memory, cpu, version.cpu[0]].filter((directory) => directory !== undefined);
  }

  [Symbol.dispose](): void {
    for (const file of this.#files.values()) file[Symbol.dispose]();
  }

  #tightest(version: Version, most: number): { readonly directory: string; readonly total: number } | undefined {
    let found: { readonly directory: string; readonly total: number } | undefined;
    for (const directory of version.memory) {
      const total = this.#number(`${directory}/${version.memoryLimit}`);
      if (total !== undefined && total < most && total <= (found?.total ?? total)) found = { directory, total };
    }
    return found;
  }

  /** Version 2: one tree for all. */
  #unified(base: string, groups: string): Version {
    const directories = lineage(base, UNIFIED_LINE.exec(groups)?.[1] ?? '/');
    return {
      memory: directories,
      cpu: directories,
      cpuset: directories,
      memoryLimit: 'memory.max',
      memoryUsed: 'memory.current',
      inactiveFile: 'inactive_file',
      shared: 'shmem',
      cores: ['cpuset.cpus.effective'],
      quota: (directory) => {
        const [quota, period] = (this.#text(`${directory}/cpu.max`) ?? '').split(' ').map(Number);
        return quota && period ? quota / period : undefined;
      },
      cpuUsed: (directory) => {
        const used = /^usage_usec (\d+)$/m.exec(this.#text(`${directory}/cpu.stat`) ?? '')?.[1];
        return used === undefined ? undefined : Number(used) / 1e3;
      },
    };
  }

  /** Version 1: a tree for each controller. */
  #separate(base: string, groups: string): Version {
    const of = (controller: string) => {
      const path = controllerLine(controller).exec(groups)?.[1];
      return lineage(`${base}/${controller}`, path ?? '/');
    };
    return {
      memory: of('memory'),
      cpu: of('cpu'),
      cpuset: of('cpuset'),
      memoryLimit: 'memory.limit_in_bytes',
      memoryUsed: 'memory.usage_in_bytes',
      inactiveFile: 'total_inactive_file',
      shared: 'total_shmem',
      cores: ['cpuset.effective_cpus', 'cpuset.cpus'],
      quota: (directory) => {
        const quota = this.#number(`${directory}/cpu.cfs_quota_us`) ?? -1;
        const period = quota > 0 ? (this.#number(`${directory}/cpu.cfs_period_us`) ?? 0) : 0;
        return period > 0 ? quota / period : undefined;
      },
      cpuUsed: (directory) => {
        const used = this.#number(`${directory.replace(`${base}/cpu`, `${base}/cpuacct`)}/cpuacct.usage`);
        return used === undefined ? undefined : used / 1e6;
      },
    };
  }

  /** @returns undefined where there is no such file, as on other systems and in the root group. */
  #text(path: string): string | undefined {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = new KeptFile(path);
      this.#files.set(path, file);
    }
    return file.read();
  }

  /** @returns undefined also for `max`. */
  #number(path: string): number | undefined {
    const value = Number(this.#text(path)?.trim() || Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  }
}

/** A group's directory and those above it, as far as they are there: a container often sees its own alone, as the root. */
function lineage(base: string, path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  const all = names.map((_, index) => `${base}/${names.slice(0, index + 1).join('/')}`);
  return [base, ...all].filter((directory) => existsSync(directory));
}

/** Lines `name N` (memory.stat). */
function lineOf(text: string, name: string): number {
  const at = `\n${text}`.indexOf(`\n${name} `);
  return at < 0 ? 0 : Number.parseInt(text.slice(at + name.length + 1, at + name.length + 24), 10);
}

/** `0-3,8,10-11`. */
function parseList(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const range of text.split(',')) {
    const [first = 0, last = first] = range.split('-').map(Number);
    for (let number = first; number <= last; number++) found.add(number);
  }
  return found;
}

/** @returns `''` where there is no such file. */
function readOnce(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Another system: there are no groups.
    return '';
  }
}
