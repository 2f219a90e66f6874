import { readFileSync } from 'node:fs';
import { FUEL_QUANTUM } from '../src/base/limits.ts';
import { FUEL_EXPORT, HOOKS_EXPORT, MEMORY_LIMIT_EXPORT } from '../src/wasm/hidden.ts';
import { loadModule } from '../src/wasm/load-module.ts';
import { readHashed } from '../src/wasm/read-module.ts';
import { guest } from '../test/support/guests.ts';
import { TestKernel } from '../test/support/test-kernel.ts';
import { timed } from './figures.ts';
import { hookOf } from './hook.ts';
import { benchGuest } from './processes.ts';
import { atMost, type BenchOptions, type Row } from './row.ts';
import { straightLine } from './straight-line.ts';

const MOST_GAP_MS = 5;
const MOST_KILL_MS = 10;

const ROUNDS = 5;

/** So often that no guest comes to its end. */
const FOR_EVER = 1_000_000_000;

interface Evader {
  readonly name: string;
  readonly module: Uint8Array<ArrayBuffer>;
  readonly entry: string;
  readonly argument: number;
}

/** Guests made to avoid safepoints: the longest time without one, and how long a kill takes. */
export async function run({ short }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const evader of evaders()) {
    rows.push(atMost(`gap ${evader.name}`, 'ms', await longestGap(evader, short ? 100 : 2_000), MOST_GAP_MS));
    rows.push(atMost(`kill ${evader.name}`, 'ms', await slowestKill(evader, short ? 2 : 20), MOST_KILL_MS));
  }
  return rows;
}

function evaders(): Evader[] {
  const bytesOf = (file: string) => new Uint8Array(readFileSync(file));
  const of = (module: Uint8Array<ArrayBuffer>, argument: number, entries: readonly string[]) =>
    entries.map((entry) => ({ name: entry, module, entry, argument }));
  return [
    ...of(bytesOf(guest('wasm/evasive')), FOR_EVER, ['nested', 'wide', 'tailLoop']),
    ...of(bytesOf(guest('wasm/evasive')), 60, ['recursive', 'throughTable']),
    ...of(bytesOf(benchGuest('gap')), FOR_EVER, ['fill', 'copy', 'tableFill', 'grow']),
    ...of(straightLine(), FOR_EVER, ['straight']),
  ];
}

/**
 * The longest time between two safepoints, while it runs so many milliseconds. The code is as a cpu runs it, but for the cpu. Of some
 * rounds the best counts: what a guest can do it does in each, and what the system does in between is not its doing.
 */
async function longestGap(evader: Evader, milliseconds: number): Promise<number> {
  const { module } = await loadModule(await readHashed(evader.module));
  return Math.min(...Array.from({ length: ROUNDS }, () => longestOnce(module, evader, milliseconds / ROUNDS)));
}

function longestOnce(module: WebAssembly.Module, { entry, argument }: Evader, milliseconds: number): number {
  const { exports } = new WebAssembly.Instance(module);
  (exports[MEMORY_LIMIT_EXPORT] as WebAssembly.Global<bigint>).value = 1n << 32n;
  const start = performance.now();
  let [last, longest] = [start, 0];
  const safepoint = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    if (now - start > milliseconds) throw new Error('it has run long enough');
    last = now;
    return FUEL_QUANTUM;
  };
  (exports[HOOKS_EXPORT] as WebAssembly.Table).set(0, hookOf(safepoint));
  (exports[FUEL_EXPORT] as WebAssembly.Global<number>).value = FUEL_QUANTUM;
  try {
    (exports[entry] as (argument: number) => void)(argument);
  } catch (error) {
    if (performance.now() - start < milliseconds) throw error;
  }
  return longest;
}

async function slowestKill({ module, entry, argument }: Evader, times: number): Promise<number> {
  await using os = new TestKernel();
  let slowest = 0;
  for (let count = 0; count < times; count++) {
    const task = os.spawn(entry, { module, entry: { kind: 'invoke', name: entry, args: [String(argument)] } });
    await os.until(() => task.slot.get('switches') > 2);
    slowest = Math.max(
      slowest,
      await timed(() => {
        os.kernel.signal(task.pid, 'KILL');
        return os.end(task);
      }),
    );
  }
  return slowest;
}
