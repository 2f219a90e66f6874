import type { WasiFunction } from '../wasi/call.ts';
import { afterOthers } from '../wasi/outcome.ts';
import { WASI_MODULES } from '../wasi/preview1.ts';
import type { CpuTask } from './cpu-task.ts';
import type { Scheduler } from './scheduler.ts';
import { BLOCKED, buildShim, ENDED, type Wrapped } from './shim.ts';

/** What guests link against, and the two hooks of every instrumented module. One set serves all tasks of a cpu. */
export interface GuestImports {
  readonly modules: WebAssembly.Imports;
  readonly safepoint: unknown;
  readonly atomicWait: unknown;
}

/** Makes the shim of a cpu. Which task calls is what the scheduler says is current. */
export function makeGuestImports(scheduler: Scheduler): GuestImports {
  const functions = Object.entries(WASI_MODULES).flatMap(([module, entries]) =>
    Object.entries(entries).map(([name, wasi]) => ({ module, name, wasi, wrapped: wrappedOf(module, name, wasi) })),
  );
  const shim = new WebAssembly.Module(buildShim(functions.map(({ wrapped }) => wrapped)));
  const host = {
    check: (fuel: number) => scheduler.check(fuel),
    park: new WebAssembly.Suspending(() => scheduler.park()),
    wait: new WebAssembly.Suspending(() => scheduler.wait()),
    sleep: (nanoseconds: number) => sleep(scheduler.current, nanoseconds),
  };
  const call = Object.fromEntries(functions.map(({ wrapped, wasi }) => [wrapped.name, callOf(scheduler, wasi)]));
  const { exports } = new WebAssembly.Instance(shim, { host, call });
  const modules: WebAssembly.Imports = {};
  for (const { module, name, wrapped } of functions) {
    modules[module] ??= {};
    modules[module][name] = exports[wrapped.name];
  }
  return { modules, safepoint: exports['safepoint'], atomicWait: exports['atomicWait'] };
}

function wrappedOf(module: string, name: string, wasi: WasiFunction): Wrapped {
  return { name: `${module} ${name}`, params: wasi.params, returns: name !== 'proc_exit' };
}

/** Calls burn no fuel, however long they take: so often the clock is looked at, too. */
const CALLS_BETWEEN_LOOKS = 16;

/** Nine is the most parameters that a function has; fewer are passed as they are. */
function callOf(scheduler: Scheduler, wasi: WasiFunction) {
  const call = wasi.call as (task: CpuTask, ...args: unknown[]) => ReturnType<WasiFunction['call']>;
  return (
    a: unknown,
    b: unknown,
    c: unknown,
    d: unknown,
    e: unknown,
    f: unknown,
    g: unknown,
    h: unknown,
    i: unknown,
  ): number => {
    const task = scheduler.current;
    task.calls++;
    try {
      const outcome = call(task, a, b, c, d, e, f, g, h, i);
      if (typeof outcome === 'number') {
        // What the call did has ended the task, as a write to a broken pipe does.
        if (task.dying) return ENDED;
        if (outcome < 0 || task.calls % CALLS_BETWEEN_LOOKS !== 0 || !scheduler.isDue) return outcome;
        task.blocked = afterOthers(() => outcome);
        return BLOCKED;
      }
      task.blocked = outcome;
      return BLOCKED;
    } catch (error) {
      return scheduler.fault(task, error);
    }
  };
}

/** An atomic wait: nobody shares a task's memory, so only the time can end it. Negative means for ever. */
function sleep(task: CpuTask, nanoseconds: number): number {
  const deadline = nanoseconds < 0 ? Number.POSITIVE_INFINITY : performance.now() + nanoseconds / 1e6;
  task.blocked = {
    on: 'sleep',
    start: (wake) => (deadline === Number.POSITIVE_INFINITY ? () => {} : task.wakeAt(deadline, wake)),
    finish: () => 0,
  };
  return BLOCKED;
}
