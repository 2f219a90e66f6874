import type { Random } from '../../random.ts';

/** Bytes of a module: more is not more hostile, but slow. */
export const MOST_BYTES = 8_000_000;

/** A number from 1 to `most`: often the most, else the small ones as often as the large. */
export const sizeUpTo = (most: number, random: Random): number =>
  random.once(5) ? most : Math.max(1, Math.round(most ** (random.below(1_001) / 1_000)));
