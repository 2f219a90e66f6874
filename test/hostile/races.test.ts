import { expect, test } from 'vitest';
import { race } from '../../fuzz/race.ts';
import { SWAPS } from '../../fuzz/swaps.ts';
import { sampled } from '../support/sampled.ts';

/** Milliseconds of each race; `npm run fuzz -- races` takes a minute for each. */
const SHORT_MS = sampled({ whole: 1_000, sample: 150 });

test.each(Object.keys(SWAPS))('no way out while the host swaps: %s', async (swap) => {
  const { swaps, inside, escapes } = await race(swap, SHORT_MS);
  expect(escapes).toEqual([]);
  expect(swaps).toBeGreaterThan(0);
  expect(inside).toBeGreaterThan(0);
});
