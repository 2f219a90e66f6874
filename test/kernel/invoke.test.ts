import { expect, test } from 'vitest';
import { TestKernel } from '../support/test-kernel.ts';

const [V128, EXNREF, EXTERNREF, F32] = [0x7b, 0x69, 0x6f, 0x7d];
/** Stands before a heap type: a reference that may be null. */
const NULLABLE = 0x63;

const entry = { kind: 'invoke', name: 'f', args: [] } as const;

/** A module of one function `f` that takes and returns these types, and does not end well. */
function moduleOf(params: readonly number[], results: readonly number[], body = [0x00]): Uint8Array<ArrayBuffer> {
  const list = (types: readonly number[]) => [types.filter((byte) => byte !== NULLABLE).length, ...types];
  const type = [1, 0x60, ...list(params), ...list(results)];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, type.length, ...type],
    ...[3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, body.length + 4, 1, body.length + 2, 0, ...body, 0x0b],
  );
}

test('a function whose values have no text is not called, for a reason', async () => {
  await using os = new TestKernel();
  for (const [params, results, args, message] of [
    [[], [V128], [], 'it returns v128, which cannot be shown'],
    [[], [F32, V128], [], 'it returns v128, which cannot be shown'],
    [[], [EXNREF], [], 'it returns exnref, which cannot be shown'],
    [[], [NULLABLE, EXNREF], [], 'it returns exnref, which cannot be shown'],
    [[V128], [], ['1'], 'a parameter of type v128 cannot be given as text'],
    [[EXNREF], [], ['1'], 'a parameter of type exnref cannot be given as text'],
    [[EXTERNREF], [], ['1'], 'a parameter of type externref cannot be given as text'],
  ] as const) {
    const task = os.spawn('f', { module: moduleOf(params, results), entry: { ...entry, args } });
    expect(await os.end(task)).toEqual({ kind: 'load', code: 'EINVAL', message: expect.stringContaining(message) });
  }
});

test('a reference that is returned is named by its type', async () => {
  await using os = new TestKernel();
  const task = os.spawn('f', { module: moduleOf([], [EXTERNREF], [0xd0, EXTERNREF]), entry });
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(task.results).toEqual(['<externref>']);
});
