import { expect, test } from 'vitest';
import { tryMutants } from '../../fuzz/mutants.ts';

test('whatever becomes of a module, it is refused for a reason or is as valid as before', () => {
  const { valid, faults } = tryMutants(500, 1);
  expect(faults).toEqual([]);
  expect(valid).toBeGreaterThan(50);
});
