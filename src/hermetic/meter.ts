import { FUEL_QUANTUM } from '../base/limits.ts';
import type { Reason } from '../base/reason.ts';
import { CONTROL, LANE, RUN, type StatSlot } from '../base/stat-page.ts';
import { HeapGuard } from '../cpu/heap-guard.ts';
import {
  FUEL_EXPORT,
  HOOKS_EXPORT,
  LEAST_FUEL,
  MEMORY_EXPORT,
  MEMORY_LIMIT_EXPORT,
  REFUSED_FUEL,
} from '../wasm/hidden.ts';
import type { HeapUse } from '../wasm/module-info.ts';

/** Answers of a safepoint that are no fuel: the guest has to end. */
export const ENDED = -2;

/** Milliseconds between two looks whether a paused task goes on. */
const PAUSE_MS = 20;

/**
 * What a task's safepoints do where it has a thread to itself: they count fuel, memory and CPU time on the stat page, keep the
 * limits, pause, and end it.
 */
export class Meter {
  /** Why it has to end; undefined as long as it has not, or where the kernel asked. */
  reason: Reason | undefined;
  readonly #slot: StatSlot;
  readonly #options: { readonly killOnRefusedGrowth: boolean; refused(): void };
  readonly #started = threadNanoseconds();
  #memory: WebAssembly.Memory | undefined;
  #limit: WebAssembly.Global<bigint> | undefined;
  #heap: HeapGuard | undefined;
  #granted = 0;
  #used = 0;

  constructor(slot: StatSlot, options: { readonly killOnRefusedGrowth: boolean; refused(): void }) {
    this.#slot = slot;
    this.#options = options;
  }

  get isKilled(): boolean {
    return (this.#slot.control & CONTROL.kill) !== 0;
  }

  /** @param safepoint what the guest calls, (i32) -> i32, and ends where `check` says ENDED */
  attach(info: HeapUse, exports: WebAssembly.Instance['exports'], safepoint: unknown): void {
    if (info.usesHeap) this.#heap = new HeapGuard(info, exports);
    (exports[HOOKS_EXPORT] as WebAssembly.Table).set(0, safepoint);
    this.#memory = exports[MEMORY_EXPORT] as WebAssembly.Memory | undefined;
    this.#limit = exports[MEMORY_LIMIT_EXPORT] as WebAssembly.Global<bigint>;
    (exports[FUEL_EXPORT] as WebAssembly.Global<number>).value = this.#grant();
  }

  /** A safepoint. @returns fuel, or ENDED */
  check(fuel: number): number {
    const refused = fuel < LEAST_FUEL;
    this.#used += this.#granted - (refused ? fuel - REFUSED_FUEL : fuel);
    if (refused) this.#noteRefusal();
    this.publish();
    while (this.#slot.control === CONTROL.stop) this.#pause();
    const lanes = this.#slot.lanes;
    if (isOver(lanes[LANE.fuelLimit], this.#used)) this.reason ??= { kind: 'limit', limit: 'fuel' };
    if (isOver(lanes[LANE.cpuTimeLimit], lanes[LANE.cpuTime])) this.reason ??= { kind: 'limit', limit: 'cpu' };
    if (this.#heap?.fits(lanes[LANE.memoryLimit] as number) === false) this.reason ??= { kind: 'limit', limit: 'heap' };
    return this.isKilled || this.reason !== undefined ? ENDED : this.#grant();
  }

  publish(): void {
    this.#slot.set('cpuTime', threadNanoseconds() - this.#started);
    this.#slot.set('fuel', this.#used);
    const bytes = this.#memory?.buffer.byteLength ?? 0;
    this.#slot.set('memory', bytes);
    this.#slot.set('memoryPeak', Math.max(bytes, this.#slot.get('memoryPeak')));
  }

  #noteRefusal(): void {
    this.#options.refused();
    if (this.#options.killOnRefusedGrowth) this.reason ??= { kind: 'limit', limit: 'memory' };
  }

  #grant(): number {
    const { lanes } = this.#slot;
    const limit = lanes[LANE.fuelLimit] as number;
    this.#granted = limit > 0 ? Math.max(0, Math.min(FUEL_QUANTUM, limit - this.#used)) : FUEL_QUANTUM;
    const memoryLimit = BigInt(lanes[LANE.memoryLimit] as number);
    if (this.#limit !== undefined && this.#limit.value !== memoryLimit) this.#limit.value = memoryLimit;
    return this.#granted;
  }

  /** Nobody wakes it: the thread is its own. */
  #pause(): void {
    this.#slot.setWord('run', RUN.stopped);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    this.#slot.setWord('run', RUN.ready);
  }
}

function isOver(limit = 0, used = 0): boolean {
  return limit > 0 && used >= limit;
}

function threadNanoseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) * 1_000;
}
