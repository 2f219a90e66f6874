import { race } from './race.ts';
import { SWAPS } from './swaps.ts';

/** Each race for so many seconds. @returns whether nothing got out. */
export async function runRaces(seconds: number): Promise<boolean> {
  let isSafe = true;
  for (const swap of Object.keys(SWAPS)) {
    const { swaps, inside, refused, escapes } = await race(swap, seconds * 1_000);
    console.log(`${swap}: ${escapes.length} escapes; ${swaps} swaps, ${inside} files read, ${refused} calls refused`);
    for (const found of escapes) console.log(`  ${found}`);
    isSafe &&= escapes.length === 0 && swaps > 0 && inside > 0;
  }
  return isSafe;
}
