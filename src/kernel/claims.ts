import { MAX_ISOLATED_TASKS, MAX_LIVE_MEMORIES } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';

/** What a task takes of something that the process has a fixed number of. */
export interface Claim {
  /** Memories, or 1 for a task without any: a cpu makes an empty one for it. */
  readonly memories: number;
  /** Threads of its own. */
  readonly threads: number;
}

/** What all live tasks together have taken of what the process has a fixed number of. */
export class Claims {
  readonly #claims = new Map<number, Claim>();
  #memories = 0;
  #threads = 0;

  /** @throws SysError EAGAIN where there would be too many. */
  claim(pid: number, claim: Claim): void {
    const { memories, threads } = claim;
    refuseAbove(MAX_LIVE_MEMORIES, this.#memories + memories, 'memories');
    refuseAbove(MAX_ISOLATED_TASKS, this.#threads + threads, 'threads of their own');
    this.#memories += memories;
    this.#threads += threads;
    this.#claims.set(pid, claim);
  }

  /** The task has ended; it may have claimed nothing. */
  release(pid: number): void {
    const { memories, threads } = this.#claims.get(pid) ?? { memories: 0, threads: 0 };
    this.#claims.delete(pid);
    this.#memories -= memories;
    this.#threads -= threads;
  }
}

function refuseAbove(most: number, wanted: number, what: string): void {
  if (wanted <= most) return;
  const detail = `live tasks may have ${most} ${what} in all; wait until some have ended`;
  throw new SysError('EAGAIN', 'spawn', undefined, detail);
}
