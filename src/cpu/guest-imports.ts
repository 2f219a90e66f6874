import { SysError } from '../base/sys-error.ts';
import type { WasiFunction } from '../wasi/call.ts';
import { toErrno } from '../wasi/errno.ts';
import { afterOthers, type Outcome } from '../wasi/outcome.ts';
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

/** Parameters that most functions have at most; those are called without the rest. Nine is the most that any has. */
const FEW = 4;

type Argument = number | bigint;

function callOf(scheduler: Scheduler, { call, params }: WasiFunction) {
  const begin = (): CpuTask => {
    const task = scheduler.current;
    task.calls++;
    return task;
  };
  if (params.length > FEW)
    return (...args: readonly Argument[]): number => {
      const task = begin();
      try {
        return answer(scheduler, task, call(task, ...args));
      } catch (error) {
        return failed(scheduler, task, error);
      }
    };
  return (a: Argument, b: Argument, c: Argument, d: Argument): number => {
    const task = begin();
    try {
      return answer(scheduler, task, call(task, a, b, c, d));
    } catch (error) {
      return failed(scheduler, task, error);
    }
  };
}

/** What the shim is told of a call that came back. */
function answer(scheduler: Scheduler, task: CpuTask, outcome: Outcome): number {
  if (typeof outcome === 'number') {
    // What the call did has ended the task, as a write to a broken pipe does.
    if (task.dying) return ENDED;
    if (outcome < 0 || task.calls % CALLS_BETWEEN_LOOKS !== 0 || !scheduler.isDue) return outcome;
    return giveWay(task, outcome);
  }
  task.blocked = outcome;
  return BLOCKED;
}

/** Apart from `answer`, because a function that makes closures pays for them on every call. */
function giveWay(task: CpuTask, outcome: number): number {
  task.blocked = afterOthers(() => outcome);
  return BLOCKED;
}

function failed(scheduler: Scheduler, task: CpuTask, error: unknown): number {
  return error instanceof SysError ? answer(scheduler, task, toErrno(error)) : scheduler.fault(task, error);
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
