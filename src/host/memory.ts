import { freemem, totalmem } from 'node:os';
import type { Cgroup } from './cgroup.ts';
import { KeptFile } from './kept-file.ts';

/** Memory and swap, in bytes. */
export interface MemoryStats {
  readonly memoryTotal: number;
  /** What the kernel would give back (cache, buffers) is left out. */
  readonly memoryUsed: number;
  /** The part of `memoryUsed` that processes share: tmpfs and shared mappings. */
  readonly memoryShared?: number;
  /** What stands beside `memoryUsed` and would be given back. The rest up to the total is free. */
  readonly memoryBuffers?: number;
  readonly memoryCache?: number;
  readonly swapTotal: number;
  readonly swapUsed: number;
  /** The part of `swapUsed` that is in memory as well. */
  readonly swapCached?: number;
  /** A memory limit of the container is shown in the place of the machine's memory. */
  readonly contained: boolean;
}

/** Reads /proc/meminfo, and what bounds us inside of it. */
export class Memory implements Disposable {
  readonly #file: KeptFile;
  readonly #cgroup: Cgroup;

  constructor(root: string, cgroup: Cgroup) {
    this.#file = new KeptFile(`${root}/proc/meminfo`);
    this.#cgroup = cgroup;
  }

  read(): MemoryStats {
    const text = this.#file.read();
    const machine = text === undefined ? withoutProc() : parseMemory(text);
    const bound = this.#cgroup.memory(machine.memoryTotal);
    if (bound === undefined) return machine;
    return {
      ...machine,
      memoryTotal: bound.total,
      memoryUsed: bound.used,
      memoryShared: bound.shared,
      memoryBuffers: 0,
      memoryCache: bound.cache,
      contained: true,
    };
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

function withoutProc(): MemoryStats {
  const memoryTotal = totalmem();
  return { memoryTotal, memoryUsed: memoryTotal - freemem(), swapTotal: 0, swapUsed: 0, contained: false };
}

/** Lines `Name:  N kB` (proc_meminfo(5)). */
function parseMemory(text: string): MemoryStats {
  const of = (name: string) => bytesOf(text, name);
  const memoryTotal = of('MemTotal') ?? totalmem();
  const free = of('MemFree') ?? 0;
  const memoryUsed = memoryTotal - (of('MemAvailable') ?? free);
  const memoryShared = of('Shmem') ?? 0;
  // What the kernel holds to be available is less than free and cached memory together: parts of the cache count as used.
  const beside = Math.max(0, memoryTotal - free - memoryUsed);
  const memoryBuffers = Math.min(of('Buffers') ?? 0, beside);
  const cached = (of('Cached') ?? 0) + (of('SReclaimable') ?? 0) - memoryShared;
  const swapTotal = of('SwapTotal') ?? 0;
  return {
    memoryTotal,
    memoryUsed,
    memoryShared: Math.min(memoryShared, memoryUsed),
    memoryBuffers,
    memoryCache: Math.max(0, Math.min(cached, beside - memoryBuffers)),
    swapTotal,
    swapUsed: swapTotal - (of('SwapFree') ?? 0),
    swapCached: of('SwapCached') ?? 0,
    contained: false,
  };
}

/** In bytes. */
function bytesOf(text: string, name: string): number | undefined {
  const at = text.startsWith(`${name}:`) ? 0 : text.indexOf(`\n${name}:`) + 1;
  if (at === 0 && !text.startsWith(`${name}:`)) return undefined;
  return Number.parseInt(text.slice(at + name.length + 1, at + name.length + 32).trimStart(), 10) * 1024;
}
