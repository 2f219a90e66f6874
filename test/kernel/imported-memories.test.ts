import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Code, call, functionType, i32, i64, name, TYPE, u } from '../../fuzz/assembly.ts';
import { KIND, ModuleBuilder } from '../../fuzz/module-builder.ts';
import { TestKernel } from '../support/test-kernel.ts';

let os: TestKernel;
beforeAll(() => {
  os = new TestKernel();
});
afterAll(() => os[Symbol.asyncDispose]());

const SHARED = 3;
const WIDE = 4;
const WIDE_WITH_MOST = 5;

/** A program over imported memories that exits with what it computes. */
function program(memories: readonly Code[], result: Code): Uint8Array {
  const builder = new ModuleBuilder();
  const exit = builder.type(functionType([TYPE.i32]));
  builder.import('wasi_snapshot_preview1', 'proc_exit', [KIND.function, u(exit)]);
  for (const memory of memories) builder.add('import', memory);
  return builder.start([], [result, call(0)], 1).finish();
}

const memory = (limits: Code, title = 'memory', module = 'env'): Code => [
  name(module),
  name(title),
  KIND.memory,
  limits,
];
const ADD: Code = 0x6a;
const size = (index: number): Code => [0x3f, index];
const wideSize = (index: number): Code => [0x3f, index, 0xa7];

test.each<[string, readonly Code[], Code, number]>([
  ['one', [memory([0, 2])], size(0), 2],
  [
    'with 64-bit addresses',
    [memory([WIDE, 2])],
    [i64(8n), i32(40), [0x36, 2, 0], i64(8n), [0x28, 2, 0], wideSize(0), ADD],
    42,
  ],
  ['with 64-bit addresses and a maximum', [memory([WIDE_WITH_MOST, 3, u(2 ** 18)])], wideSize(0), 3],
  ['shared', [memory([SHARED, 1, 2])], size(0), 1],
  [
    'several',
    [memory([0, 1]), memory([WIDE, 2], 'wide'), memory([0, 4], 'third')],
    [size(0), wideSize(1), ADD, size(2), ADD],
    7,
  ],
  ['one by the same name twice', [memory([0, 1]), memory([1, 3, 9])], [size(0), size(1), ADD], 6],
  ['of the module of the functions', [memory([0, 5], 'memory', 'wasi_snapshot_preview1')], size(0), 5],
])('a memory that is imported is there: %s', async (_, memories, result, code) => {
  const task = os.spawn('', { module: program(memories, result) });
  expect(await os.end(task)).toEqual({ kind: 'exit', code });
});

test('what else is imported is refused by its name and kind', async () => {
  const module = program(
    [
      [name('env'), name('table'), KIND.table, TYPE.funcref, 0, 1],
      [name('env'), name('base'), KIND.global, TYPE.i32, 0],
      [name('env'), name('error'), KIND.tag, 0, 0],
    ],
    i32(0),
  );
  expect(await os.end(os.spawn('', { module }))).toMatchObject({
    code: 'ENOEXEC',
    message: 'unknown imports: env.table (a table), env.base (a global), env.error (a tag)',
  });
});

test('an imported memory counts before it is made', async () => {
  const module = program([memory([WIDE, u(1_000)])], i32(0));
  const task = os.spawn('', { module, limits: { memory: 2 ** 20 } });
  expect(await os.end(task)).toMatchObject({ code: 'ENOMEM', message: expect.stringContaining('65,536,000') });
});
