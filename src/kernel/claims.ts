import { MAX_ISOLATED_TASKS, MAX_LIVE_MEMORIES, MAX_SHARED_INSTANCES_BYTES } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import type { ModuleInfo } from '../wasm/module-info.ts';

/** What a task takes of something that the process has a fixed number of. */
export interface Claim {
  /** Memories, or 1 for a task without any: a cpu makes an empty one for it. */
  readonly memories: number;
  /** Threads of its own. */
  readonly threads: number;
  /** Bytes of the heaps of shared cpus. */
  readonly sharedBytes: number;
}

const NOTHING: Claim = { memories: 0, threads: 0, sharedBytes: 0 };

/** @param alone on a thread of its own */
export function claimOf({ memories, instanceBytes, referenceBytes }: ModuleInfo, alone: boolean): Claim {
  return {
    memories: Math.max(1, memories.length),
    threads: alone ? 1 : 0,
    sharedBytes: alone ? 0 : instanceBytes + referenceBytes,
  };
}

/** What all live tasks together have taken of what the process has a fixed number of. */
export class Claims {
  readonly #claims = new Map<number, Claim>();
  #memories = 0;
  #threads = 0;
  #sharedBytes = 0;

  /** @throws SysError EAGAIN where there would be too many. */
  claim(pid: number, claim: Claim): void {
    const { memories, threads, sharedBytes } = claim;
    refuseAbove(MAX_LIVE_MEMORIES, this.#memories + memories, 'memories');
    refuseAbove(MAX_ISOLATED_TASKS, this.#threads + threads, 'threads of their own');
    refuseAbove(
      MAX_SHARED_INSTANCES_BYTES,
      this.#sharedBytes + sharedBytes,
      'bytes of tables, exports and references to functions',
    );
    this.#memories += memories;
    this.#sharedBytes += sharedBytes;
    this.#threads += threads;
    this.#claims.set(pid, claim);
  }

  /** The task has ended; it may have claimed nothing. */
  release(pid: number): void {
    const { memories, threads, sharedBytes } = this.#claims.get(pid) ?? NOTHING;
    this.#claims.delete(pid);
    this.#memories -= memories;
    this.#sharedBytes -= sharedBytes;
    this.#threads -= threads;
  }
}

function refuseAbove(most: number, wanted: number, what: string): void {
  if (wanted <= most) return;
  const detail = `live tasks may have ${most} ${what} in all; wait until some have ended`;
  throw new SysError('EAGAIN', 'spawn', undefined, detail);
}
