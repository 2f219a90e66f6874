import { expect, test } from 'vitest';
import { tryMutants } from '../../fuzz/mutants.ts';
import { sampled } from '../support/sampled.ts';

const MUTANTS = sampled({ whole: 2_000, sample: 200 });

test('whatever becomes of a module, it is refused for a reason or is as valid as before', () => {
  const { valid, faults } = tryMutants(MUTANTS, 1);
  expect(faults).toEqual([]);
  expect(valid).toBeGreaterThan(MUTANTS / 10);
});
