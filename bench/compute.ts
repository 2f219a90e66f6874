import { readFileSync } from 'node:fs';
import { FUEL_QUANTUM } from '../src/base/limits.ts';
import { HOOKS_EXPORT } from '../src/wasm/hidden.ts';
import { instrument } from '../src/wasm/instrument.ts';
import { hookOf } from './hook.ts';
import { type BenchOptions, besides, type Row } from './row.ts';

const KERNELS = ['matmul', 'sieve', 'nbody', 'mandelbrot', 'quicksort', 'sha256', 'strings', 'hashmap', 'fib'];

/** Bound by calls to itself, every one of which is charged: the one kernel that may cost more. */
const RECURSION = 'fib';
const GOAL = 1.3;
const RECURSION_GOAL = 2.2;
const MEAN_GOAL = 1.15;

const PEER = 'plain V8';

/** Runs C kernels instrumented and as they are, in turn, and compares the best times. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const rounds = short ? 5 : 25;
  const rows = KERNELS.map((name) => compare(name, rounds));
  const mean = Math.exp(rows.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / rows.length);
  return [...rows, besides('geometric mean', 'x', mean, { name: PEER, value: 1 }, MEAN_GOAL)];
}

function compare(name: string, rounds: number): Row {
  const bytes = new Uint8Array(readFileSync(new URL(`kernels/${name}.wasm`, import.meta.url)));
  const plain = plainRun(bytes);
  const guarded = guardedRun(bytes);
  if (plain() !== guarded()) throw new Error(`${name}: the instrumented kernel gives another result`);
  let [best, peerBest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    peerBest = Math.min(peerBest, time(plain));
    best = Math.min(best, time(guarded));
  }
  return besides(name, 'ms', best, { name: PEER, value: peerBest }, name === RECURSION ? RECURSION_GOAL : GOAL);
}

type Kernel = () => number;

function plainRun(bytes: Uint8Array<ArrayBuffer>): Kernel {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports['run'] as Kernel;
}

function guardedRun(bytes: Uint8Array<ArrayBuffer>): Kernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(instrument(bytes).bytes));
  // What a safepoint costs on a cpu: the call, and the clock.
  const safepoint = (fuel: number) => (fuel > performance.now() ? 0 : FUEL_QUANTUM);
  (exports[HOOKS_EXPORT] as WebAssembly.Table).set(0, hookOf(safepoint));
  return exports['run'] as Kernel;
}

function time(kernel: Kernel): number {
  const start = performance.now();
  kernel();
  return performance.now() - start;
}
