/** A share of a process's memory. */
export interface MemoryUse {
  readonly name: string;
  /** Bytes. */
  readonly bytes: number;
}

/** What is shown of smaps_rollup: names of the kernel, and ours. */
const ROLLUP = {
  Rss: 'resident',
  Pss: 'proportional',
  Private_Clean: 'private clean',
  Private_Dirty: 'private dirty',
  Shared_Clean: 'shared clean',
  Shared_Dirty: 'shared dirty',
  Anonymous: 'anonymous',
  Locked: 'locked',
  Swap: 'swap',
  SwapPss: 'swap proportional',
};

/** What anyone may see, in status. */
const STATUS = {
  VmRSS: 'resident',
  VmHWM: 'resident at most',
  RssAnon: 'anonymous',
  RssFile: 'of files',
  RssShmem: 'shared memory',
  VmData: 'data',
  VmStk: 'stack',
  VmExe: 'program',
  VmLib: 'libraries',
  VmLck: 'locked',
  VmSwap: 'swap',
};

/** Exact, and costly for the kernel. */
export function memoryOfRollup(text: string): readonly MemoryUse[] {
  return named(text, ROLLUP);
}

/** @returns nothing for kernel threads and zombies, which have no memory of their own */
export function memoryOfStatus(text: string): readonly MemoryUse[] {
  return named(text, STATUS);
}

/** Lines `Name:   N kB`. */
function named(text: string, names: Readonly<Record<string, string>>): readonly MemoryUse[] {
  const found = new Map([...text.matchAll(/^(\w+):\s+(\d+) kB$/gm)].map(([, name = '', size]) => [name, Number(size)]));
  return Object.entries(names).flatMap(([key, name]) => {
    const size = found.get(key);
    return size === undefined ? [] : [{ name, bytes: size * 1024 }];
  });
}
