import {
  HEAP_SLACK_BYTES,
  MAX_HEAP_BYTES,
  MAX_SHARED_INSTANCE_BYTES,
  MAX_SHARED_REFERENCE_BYTES,
  MAX_TABLE_BYTES,
} from '../base/limits.ts';
import type { HeapUse } from '../wasm/module-info.ts';

/** What fills V8's heap, or takes long to instantiate, would do so at the cost of all tasks on its cpu. */
export function needsOwnThread({ usesHeap, instanceBytes, referenceBytes }: HeapUse): boolean {
  return usesHeap || instanceBytes > MAX_SHARED_INSTANCE_BYTES || referenceBytes > MAX_SHARED_REFERENCE_BYTES;
}

/** MiB of V8's heap for the thread of a task that can fill it. `HeapGuard` ends the task before. A table that grows is there twice meanwhile. */
export function heapCap({ growsTables, instanceBytes, referenceBytes }: HeapUse): number {
  const tables = growsTables ? 2 * MAX_TABLE_BYTES : instanceBytes;
  return Math.ceil((MAX_HEAP_BYTES + HEAP_SLACK_BYTES + tables + referenceBytes) / 1024 ** 2);
}
