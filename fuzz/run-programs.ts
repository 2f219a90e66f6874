import { compareRuns } from './compare.ts';

/** Programs from this seed on, each run plain and instrumented. @returns whether all gave the same. */
export function runPrograms(count: number, seed: number): boolean {
  let [different, calls, traps] = [0, 0, 0];
  for (let index = seed; index < seed + count; index++) {
    const result = compareRuns(index);
    calls += result.calls;
    traps += result.traps;
    if (result.difference === undefined) continue;
    different++;
    console.log(`seed ${index}: ${result.difference}`);
  }
  console.log(
    `${count} programs from seed ${seed}: ${different} differ; ${calls} calls, ${traps} of them ended by a trap`,
  );
  return different === 0;
}
