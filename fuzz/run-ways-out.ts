import { tryWaysOut } from './ways-out.ts';

/** All paths of three names, and one behind them. @returns whether none got out. */
export async function runWaysOut(): Promise<boolean> {
  let isSafe = true;
  for (const what of ['look', 'change'] as const) {
    const { text, isTouched } = await tryWaysOut(what, 3);
    console.log(`${what}: ${text}; outside ${isTouched ? 'was changed' : 'is as it was'}`);
    isSafe &&= text.endsWith(' escapes 0') && !isTouched;
  }
  return isSafe;
}
