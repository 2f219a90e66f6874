import { tryMutants } from './mutants.ts';

/** Mutants from this seed on. @returns whether the instrumenter did right by all. */
export function runMutants(count: number, seed: number): boolean {
  const { valid, slowest, faults } = tryMutants(count, seed);
  for (const { seed: at, fault } of faults) console.log(`seed ${at}: ${fault}`);
  console.log(
    `${count} mutants from seed ${seed}: ${faults.length} faults; ${valid} are valid, the slowest took ${slowest.toFixed(1)} ms`,
  );
  return faults.length === 0 && slowest < MOST_MS;
}

/** Milliseconds that no module of a few kilobytes may take. */
const MOST_MS = 1_000;
