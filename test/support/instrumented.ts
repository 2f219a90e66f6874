import { readFileSync } from 'node:fs';
import { FUEL_EXPORT, HOOKS_EXPORT, MEMORY_LIMIT_EXPORT, REFUSED_EXPORT } from '../../src/wasm/hidden.ts';
import { instrument } from '../../src/wasm/instrument.ts';
import { guest } from './guests.ts';

/** A module that turns JavaScript functions into ones that a table takes: `s` is (i32) -> i32, `w` is (i64) -> (). */
const HOOKS = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 10, 2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 1, 0x7e, 0],
  ...[2, 13, 2, 1, 0x68, 1, 0x73, 0, 0, 1, 0x68, 1, 0x77, 0, 1],
  ...[3, 3, 2, 0, 1],
  ...[7, 9, 2, 1, 0x73, 0, 2, 1, 0x77, 0, 3],
  ...[10, 15, 2, 6, 0, 0x20, 0, 0x10, 0, 0x0b, 6, 0, 0x20, 0, 0x10, 1, 0x0b],
);

type Export = (...args: (number | bigint)[]) => number;

/** An instrumented module outside of any cpu: its safepoints are counted, and refill the fuel. */
export class Instrumented {
  readonly exports: Readonly<Record<string, Export>>;
  readonly fuel: WebAssembly.Global<number>;
  readonly refused: WebAssembly.Global<number>;
  readonly limit: WebAssembly.Global<bigint>;
  readonly memory: WebAssembly.Memory;
  /** The fuel that each safepoint found. */
  readonly seen: number[] = [];
  waits: bigint[] = [];

  constructor(bytes: Uint8Array, quantum = 100_000, mostFunctionBytes?: number) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(instrument(bytes, mostFunctionBytes).bytes));
    this.exports = exports as Record<string, Export>;
    this.fuel = exports[FUEL_EXPORT] as WebAssembly.Global<number>;
    this.refused = exports[REFUSED_EXPORT] as WebAssembly.Global<number>;
    this.limit = exports[MEMORY_LIMIT_EXPORT] as WebAssembly.Global<bigint>;
    this.memory = exports['memory'] as WebAssembly.Memory;
    const safepoint = (fuel: number) => {
      this.seen.push(fuel);
      return quantum;
    };
    const wait = (timeout: bigint) => this.waits.push(timeout);
    const hooks = new WebAssembly.Instance(new WebAssembly.Module(HOOKS), { h: { s: safepoint, w: wait } }).exports;
    const table = exports[HOOKS_EXPORT] as WebAssembly.Table;
    table.set(0, hooks['s']);
    table.set(1, hooks['w']);
    this.fuel.value = quantum;
  }

  get safepoints(): number {
    return this.seen.length;
  }

  call(name: string, ...args: (number | bigint)[]): number {
    const run = this.exports[name];
    if (run === undefined) throw new Error(`there is no export ${name}`);
    return run(...args);
  }
}

/** The bytes of a guest of ours. */
export function guestBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(guest(name)));
}
