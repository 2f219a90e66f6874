import { guestBytes } from '../test/support/instrumented.ts';
import { checkMutant } from './check-mutant.ts';
import { mutate } from './mutate.ts';
import { generateProgram } from './program.ts';
import { Random } from './random.ts';

/** Small modules that have between them nearly every instruction and section. */
const GUESTS = [
  ...['features', 'evasive', 'bulk', 'memory64', 'atomics', 'short-loops', 'started'].map((name) => `wasm/${name}`),
  ...['basic/hello', 'basic/table-grow', 'basic/spin-indirect', 'basic/files'],
];

export interface MutantsResult {
  readonly valid: number;
  readonly slowest: number;
  readonly faults: readonly { readonly seed: number; readonly fault: string }[];
}

/** Mutates a guest or a generated program for each seed, and looks at what the instrumenter does with it. */
export function tryMutants(count: number, seed: number): MutantsResult {
  const originals = GUESTS.map(guestBytes);
  const faults: { seed: number; fault: string }[] = [];
  let [valid, slowest] = [0, 0];
  for (let index = seed; index < seed + count; index++) {
    const random = new Random(index);
    const original = random.once(4) ? generateProgram(index).bytes : random.pick(originals);
    const verdict = checkMutant(mutate(original, random));
    if (verdict.isValid) valid++;
    slowest = Math.max(slowest, verdict.milliseconds);
    if (verdict.fault !== undefined) faults.push({ seed: index, fault: verdict.fault });
  }
  return { valid, slowest, faults };
}
