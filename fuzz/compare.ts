import { createHash } from 'node:crypto';
import { Instrumented } from '../test/support/instrumented.ts';
import { F32, F64, I64, type Type } from './operators.ts';
import { generateProgram } from './program.ts';
import { Random } from './random.ts';
import type { Surroundings } from './surroundings.ts';

/** Fuel between two safepoints: nearly everywhere, often, and hardly ever. */
const QUANTA = [0, 300, 2 ** 30];

type Exports = Readonly<Record<string, unknown>>;

/** Runs the program of a seed as it is and instrumented, and compares all that can be seen of it. @returns how they differ. */
export function compareRuns(seed: number): {
  readonly difference: string | undefined;
  readonly calls: number;
  readonly traps: number;
} {
  const { bytes, around } = generateProgram(seed);
  const plain = runAll(new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports, around, seed);
  const traps = plain.filter((line) => line.includes(' threw ')).length;
  for (const quantum of QUANTA) {
    const instrumented = new Instrumented(bytes, quantum);
    const now = runAll(instrumented.exports, around, seed);
    if (instrumented.seen.some((fuel) => fuel >= 0) || instrumented.fuel.value > quantum)
      return { difference: `fuel ${quantum} was raised`, calls: plain.length, traps };
    const at = plain.findIndex((line, index) => line !== now[index]);
    if (at >= 0)
      return { difference: `fuel ${quantum}: ${now[at]} in the place of ${plain[at]}`, calls: plain.length, traps };
  }
  return { difference: undefined, calls: plain.length, traps };
}

/** Calls each function a few times. @returns a line for each call: what it gave, and what it left behind. */
function runAll(exports: Exports, around: Surroundings, seed: number): string[] {
  const random = new Random(seed + 1);
  return around.functions.flatMap((signature, index) => {
    const params = around.signatures[signature]?.params ?? [];
    return random.times(3, () => {
      const args = params.map((type) => argumentOf(type, random));
      (exports['steps'] as WebAssembly.Global<number>).value = 20_000;
      const outcome = outcomeOf(exports[`f${index}`] as (...args: unknown[]) => unknown, args);
      return `f${index}(${args.join()}) ${outcome} leaving ${stateOf(exports, around)}`;
    });
  });
}

function outcomeOf(run: (...args: unknown[]) => unknown, args: readonly unknown[]): string {
  try {
    return `gave ${String(run(...args))}`;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return `threw ${error.message}`;
    if (error instanceof WebAssembly.Exception) return 'threw an exception';
    throw error;
  }
}

function stateOf(exports: Exports, { globals }: Surroundings): string {
  const values = globals.map((_, index) => String((exports[`g${index}`] as WebAssembly.Global).value));
  const memory = exports['memory'] as WebAssembly.Memory;
  const table = exports['table'] as WebAssembly.Table & { get(index: number): unknown };
  const entries = Array.from({ length: table.length }, (_, index) => (table.get(index) === null ? '-' : 'f')).join('');
  const hash = createHash('sha1').update(new Uint8Array(memory.buffer)).digest('hex');
  return `${values.join()} ${memory.buffer.byteLength} ${hash} ${entries} ${String((exports['steps'] as WebAssembly.Global).value)}`;
}

function argumentOf(type: Type, random: Random): number | bigint {
  const whole = random.pick([0, 1, -1, 7, random.below(2 ** 32) | 0]);
  if (type === I64) return BigInt(whole) * 0x1_0000_0003n;
  return type === F32 || type === F64 ? whole / 3 : whole;
}
