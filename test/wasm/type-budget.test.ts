import { expect, test } from 'vitest';
import { MAX_TYPES, MAX_TYPES_IN_ALL } from '../../src/base/limits.ts';
import { SysError } from '../../src/base/sys-error.ts';
import { TypeBudget } from '../../src/wasm/type-budget.ts';

test('modules with other types are loaded up to a number of all, also by a thread that replaces another one', () => {
  const shared = new SharedArrayBuffer(4);
  const [first, second] = [new TypeBudget(shared), new TypeBudget(shared)];
  const fit = MAX_TYPES_IN_ALL / MAX_TYPES;
  for (let module = 0; module < fit; module++) (module % 2 === 0 ? first : second).take(`module ${module}`, MAX_TYPES);
  expect(() => second.take('one more', MAX_TYPES)).toThrow(SysError);
  expect(() => second.take('one more', MAX_TYPES)).toThrow(
    '1900000 types, which is the most; start wasitop anew (EAGAIN)',
  );
});

test('a module is counted once, and a refused one not at all', () => {
  const budget = new TypeBudget(new SharedArrayBuffer(4));
  for (let time = 0; time < 100; time++) budget.take('the same', MAX_TYPES);
  const rest = MAX_TYPES_IN_ALL - MAX_TYPES;
  expect(() => budget.take('too large', rest + 1)).toThrow(SysError);
  budget.take('the rest', rest);
});
