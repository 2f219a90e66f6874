import { expect, test } from 'vitest';
import { Arena } from '../../fuzz/arena.ts';
import { tryWaysOut } from '../../fuzz/ways-out.ts';
import { guest } from '../support/guests.ts';
import { ProgramKernel } from '../support/programs.ts';

test.each(['look', 'change'] as const)('no path leads out of a mount: %s', async (what) => {
  expect(await tryWaysOut(what, 2)).toEqual({
    text: expect.stringMatching(/^tried \d{5,} done \d{2,} escapes 0$/),
    isTouched: false,
  });
});

test('paths as long and as deep as they can be get an errno', async () => {
  using arena = new Arena();
  await using os = new ProgramKernel();
  const { reason, text } = await os.finish('deep', guest('hostile/deep'), [], [`${arena.at('mount')}::/m`]);
  expect({ reason, text }).toEqual({ reason: { kind: 'exit', code: 0 }, text: '' });
  expect(arena.isTouched).toBe(false);
});
