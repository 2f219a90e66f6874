import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  assemble,
  br,
  type Code,
  call,
  functionType,
  i32,
  name,
  repeat,
  TYPE,
  u,
  vectorOf,
} from '../../fuzz/assembly.ts';
import { ModuleBuilder } from '../../fuzz/module-builder.ts';
import { BLOCKS, bomb } from '../../fuzz/neighbours/kinds/compiling.ts';
import { TestKernel } from '../support/test-kernel.ts';

const MIB = 1024 ** 2;

let os: TestKernel;
beforeAll(() => {
  os = new TestKernel();
});
afterAll(() => os[Symbol.asyncDispose]());

const plain = (builder: ModuleBuilder): Uint8Array => builder.start([], []).finish();
const whole = (section: Parameters<ModuleBuilder['section']>[0], count: number, item: Code): Uint8Array =>
  plain(new ModuleBuilder().section(section, vectorOf(count, item)));

/** A function that gives as many values as a type can have. */
function wideCalls(count: number, drops: number): Uint8Array {
  const builder = new ModuleBuilder();
  const wide = builder.function(builder.type(functionType([], Array(1_000).fill(TYPE.i32))), [], repeat(1_000, i32(0)));
  return builder.start([], [repeat(count, call(wide)), repeat(drops, 0x1a)]).finish();
}

const SLOTS = 'locals and stack values, counted at each block';

test.each<[string, () => Uint8Array, string]>([
  ...Object.entries(BLOCKS).map(
    ([title, blocks]) => [title, () => bomb(blocks(5_000), 4_900).bytes, SLOTS] as [string, () => Uint8Array, string],
  ),
  ['a deep operand stack around blocks', () => deepStack(100_000, 5_000), SLOTS],
  ['a function with such blocks often enough', () => manyFunctions(400), SLOTS],
  ['a million values on the stack', () => wideCalls(1_500, 0), '1,500,000 values on its stack'],
  ['sections', () => sections(20_000), '10,001 sections'],
  ['memories', () => whole('memory', 20_000, [0, 0]), '20,000 memories'],
  ['tables', () => whole('table', 50_000, [TYPE.externref, 0, 0]), '50,000 tables'],
  ['exports', () => whole('export', 110_000, [name('f'), 0, 0]), '110,000 exports'],
  ['imports', () => whole('import', 110_000, [name('m'), name('n'), 0, 0]), '110,000 imports'],
  ['types', () => whole('type', 50_001, functionType()), '50,001 types'],
  ['globals', () => whole('global', 1_100_000, [TYPE.i32, 0, i32(0), 0x0b]), '1,100,000 globals'],
  [
    'bytes of names',
    () => new ModuleBuilder().section('import', new Uint8Array(17 * MIB)).finish(),
    'bytes of declarations',
  ],
])('too much for V8 is refused with the numbers: %s', async (_, make, message) => {
  const reason = await os.end(os.spawn('', { module: make() }));
  expect(reason).toMatchObject({ kind: 'load', code: 'ENOEXEC', message: expect.stringContaining(message) });
});

test.each<[string, number | undefined, () => Uint8Array, string]>([
  [
    'large tables',
    16 * MIB,
    () => whole('table', 20, [TYPE.externref, 0, u(10_000_000)]),
    'its memory limit is 16,777,216',
  ],
  [
    'a table',
    16 * MIB,
    () => whole('table', 1, [TYPE.funcref, 0, u(2_000_000)]),
    'its tables begin with 64,000,000 bytes',
  ],
  [
    'several memories',
    16 * MIB,
    () => whole('memory', 3, [0, u(100)]),
    'begin with 19,660,800 bytes, and its memory limit is 16,777,216',
  ],
  [
    'tables without a limit',
    0,
    () => whole('table', 20, [TYPE.externref, 0, u(2_000_000)]),
    'and the most is 268,435,456',
  ],
])('what a module begins with counts as its memory: %s', async (_, memory, make, message) => {
  const limits = memory === undefined ? {} : { memory };
  const reason = await os.end(os.spawn('', { module: make(), limits }));
  expect(reason).toMatchObject({ kind: 'load', code: 'ENOMEM', message: expect.stringContaining(message) });
});

test('what is just below the bounds runs', async () => {
  const modules = [bomb(BLOCKS['ifs in a row']?.(1_000) ?? [], 1_900).bytes, wideCalls(10, 10_000)];
  const tasks = modules.map((module) => os.spawn('', { module }));
  for (const task of tasks) expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
});

/** Custom sections without a name and without content. */
function sections(count: number): Uint8Array {
  return assemble([plain(new ModuleBuilder()), repeat(count, [0, 1, 0])]);
}

function deepStack(height: number, blocks: number): Uint8Array {
  const body = [repeat(height, i32(0)), repeat(blocks, [0x02, 0x40, br(0), 0x0b]), repeat(height, 0x1a)];
  return new ModuleBuilder().start([], body).finish();
}

function manyFunctions(count: number): Uint8Array {
  const builder = new ModuleBuilder();
  const type = builder.type(functionType());
  const blocks = repeat(1_000, [0x02, 0x40, 0x0b]);
  for (let left = count; left > 0; left--) builder.function(type, [[1_000, TYPE.i64]], blocks);
  return builder.start([], [], 0).finish();
}
