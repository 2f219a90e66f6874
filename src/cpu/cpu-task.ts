import type { Reason } from '../base/reason.ts';
import { LANE, type StatSlot } from '../base/stat-page.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { FileTable } from '../wasi/file-table.ts';
import type { GuestMemory } from '../wasi/guest-memory.ts';
import type { Blocked, Outcome } from '../wasi/outcome.ts';
import type { WasiTask } from '../wasi/wasi-task.ts';
import type { HeapGuard } from './heap-guard.ts';
import type { Queued, RunQueue } from './run-queues.ts';
import type { Wait } from './wait.ts';

/** What a task asks of the cpu that runs it. */
export interface TaskHost {
  exit(task: CpuTask, code: number): Outcome;
  raise(task: CpuTask, signal: number): Outcome;
  yield(task: CpuTask): Outcome;
  wakeAt(at: number, wake: () => void): () => void;
  cpuTime(task: CpuTask): bigint;
}

/** The hidden globals and exports of an instrumented instance that the cpu reads and writes. */
export interface Gauges {
  readonly fuel: WebAssembly.Global<number>;
  readonly refused: WebAssembly.Global<number>;
  readonly memoryLimit: WebAssembly.Global<bigint>;
}

/**
 * A task as its cpu sees it: a JSPI stack, and where it stands. It is `current` (running), in a run queue (ready),
 * blocked in a call, or stopped; only the cpu moves it between these.
 */
export class CpuTask implements WasiTask, Queued {
  readonly pid: number;
  readonly slot: StatSlot;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly files: FileTable;
  readonly killOnRefusedGrowth: boolean;
  readonly counters = { bytesRead: 0, bytesWritten: 0, reads: 0, writes: 0 };
  namespace: Namespace;

  level: number;
  debt = 0;
  queue: RunQueue | undefined = undefined;
  before: Queued | undefined = undefined;
  after: Queued | undefined = undefined;

  /** Set once the instance is made. */
  memory!: GuestMemory;
  gauges!: Gauges;
  wasmMemory: WebAssembly.Memory | undefined = undefined;
  /** Of a task that can fill V8's heap. */
  heap: HeapGuard | undefined = undefined;
  /** The calls that make up its life: start function, `_initialize`, `_start` or the invoked export. */
  readonly entries: (() => unknown)[] = [];
  results: readonly string[] = [];

  /** Ready to run, but held back by STOP. */
  heldBack = false;
  stopped = false;
  dying = false;
  /** Why it ends; set before it is made to unwind. */
  reason: Reason | undefined = undefined;

  /** The call that it is blocked in, and the wait of that call. */
  blocked: Blocked | undefined = undefined;
  wait: Wait | undefined = undefined;
  /** Lets its suspended stack go on. */
  resume: ((value: number) => void) | undefined = undefined;

  calls = 0;
  switches = 0;
  fuelUsed = 0;
  fuelGranted = 0;
  refusedGrows = 0;
  /** The limit that stands in the instance, in bytes. */
  memoryLimit = -1;
  /** CPU time in nanoseconds up to the last switch. */
  cpuNs = 0;
  readonly #host: TaskHost;

  constructor(
    host: TaskHost,
    init: {
      readonly pid: number;
      readonly slot: StatSlot;
      readonly args: readonly string[];
      readonly env: readonly string[];
      readonly files: FileTable;
      readonly namespace: Namespace;
      readonly killOnRefusedGrowth: boolean;
    },
  ) {
    this.#host = host;
    this.pid = init.pid;
    this.slot = init.slot;
    this.args = init.args;
    this.env = init.env;
    this.files = init.files;
    this.namespace = init.namespace;
    this.killOnRefusedGrowth = init.killOnRefusedGrowth;
    this.level = init.slot.word('level');
  }

  exit(code: number): Outcome {
    return this.#host.exit(this, code);
  }

  raise(signal: number): Outcome {
    return this.#host.raise(this, signal);
  }

  yield(): Outcome {
    return this.#host.yield(this);
  }

  wakeAt(at: number, wake: () => void): () => void {
    return this.#host.wakeAt(at, wake);
  }

  cpuTime(): bigint {
    return this.#host.cpuTime(this);
  }

  /** Puts the counters into the stat page; at every switch, so that readers are never a slice behind. */
  publish(): void {
    const lanes = this.slot.lanes;
    const memory = this.wasmMemory?.buffer.byteLength ?? 0;
    lanes[LANE.cpuTime] = this.cpuNs;
    lanes[LANE.fuel] = this.fuelUsed;
    lanes[LANE.memory] = memory;
    if (memory > (lanes[LANE.memoryPeak] ?? 0)) lanes[LANE.memoryPeak] = memory;
    lanes[LANE.bytesRead] = this.counters.bytesRead;
    lanes[LANE.bytesWritten] = this.counters.bytesWritten;
    lanes[LANE.reads] = this.counters.reads;
    lanes[LANE.writes] = this.counters.writes;
    lanes[LANE.calls] = this.calls;
    lanes[LANE.switches] = this.switches;
    lanes[LANE.files] = this.files.size;
  }
}
