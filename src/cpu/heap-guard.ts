import { builtin } from '../base/builtin.ts';
import { MAX_HEAP_BYTES, MAX_TABLE_BYTES } from '../base/limits.ts';
import { WANTED_EXPORT } from '../wasm/hidden.ts';
import type { HeapUse } from '../wasm/module-info.ts';

/** To ask V8 costs 7 µs: so many safepoints pass between two questions. What can be made meanwhile is below HEAP_SLACK_BYTES. */
const SAFEPOINTS_BETWEEN = 4;

/**
 * Keeps what a task makes in V8's heap below its limit, on a thread that it has to itself: objects of GC types, and exceptions. V8's own cap stands
 * higher, because V8 aborts the whole process where one allocation passes it by far.
 */
export class HeapGuard {
  /** KiB that the guest is about to take at once. */
  readonly #wanted: WebAssembly.Global<number> | undefined;
  /** What this thread and the task's instance take, and what its tables may grow to. */
  readonly #base: number;
  readonly #collect = collector();
  #safepoints = 0;

  constructor({ growsTables }: HeapUse, exports: WebAssembly.Instance['exports']) {
    this.#wanted = exports[WANTED_EXPORT] as WebAssembly.Global<number> | undefined;
    this.#base = usedBytes() + (growsTables ? MAX_TABLE_BYTES : 0);
  }

  /** At a safepoint: whether what is alive, and what is about to be made, fits. @param memoryLimit the task's, in bytes */
  fits(memoryLimit: number): boolean {
    const wanted = this.#takeWanted();
    if (wanted === 0 && ++this.#safepoints % SAFEPOINTS_BETWEEN !== 0) return true;
    const most = Math.min(memoryLimit, MAX_HEAP_BYTES) + this.#base - wanted;
    if (usedBytes() <= most) return true;
    if (most < this.#base) return false;
    this.#collect();
    return usedBytes() <= most;
  }

  #takeWanted(): number {
    const wanted = this.#wanted?.value ?? 0;
    if (this.#wanted === undefined || wanted === 0) return 0;
    this.#wanted.value = 0;
    return wanted * 1024;
  }
}

function usedBytes(): number {
  return builtin.v8.getHeapStatistics().used_heap_size;
}

/** V8's garbage collection, on demand. */
function collector(): () => void {
  builtin.v8.setFlagsFromString('--expose-gc');
  return builtin.vm.runInNewContext('gc') as () => void;
}
