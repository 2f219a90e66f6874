import { expect, test } from 'vitest';
import { compareRuns } from '../../fuzz/compare.ts';
import { sampled } from '../support/sampled.ts';

/** `npm run fuzz -- programs` runs thousands, and takes a seed. */
const PROGRAMS = sampled({ whole: 500, sample: 40 });

test('programs made at random give the same plain and instrumented, wherever safepoints fall', () => {
  const seeds = Array.from({ length: PROGRAMS }, (_, index) => index + 1);
  const differences = seeds.map((seed) => ({ seed, difference: compareRuns(seed).difference }));
  expect(differences.filter(({ difference }) => difference !== undefined)).toEqual([]);
});
