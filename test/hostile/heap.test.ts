import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrayType, type Code, forever, functionType, i32, misc, TYPE, u, vectorOf } from '../../fuzz/assembly.ts';
import { ModuleBuilder } from '../../fuzz/module-builder.ts';
import { HOARDING, hoard, keepException, largeArray } from '../../fuzz/neighbours/kinds/hoarding.ts';
import { Random } from '../../fuzz/random.ts';
import type { Task } from '../../src/kernel/task.ts';
import { TestKernel } from '../support/test-kernel.ts';

const limits = { memory: 8 * 1024 ** 2 };

let os: TestKernel;
let neighbours: Task[];
beforeAll(async () => {
  os = new TestKernel(2);
  neighbours = ['basic/spin', 'basic/sleep-forever', 'basic/sleep-forever', 'basic/sleep-forever'].map((name) =>
    os.spawn(name),
  );
  for (const task of neighbours) await os.running(task);
});
afterAll(async () => {
  for (const { state } of neighbours) expect(state.phase).toBe('running');
  expect(os.events.filter(({ type }) => type === 'cpu.lost')).toEqual([]);
  await os[Symbol.asyncDispose]();
});

const made = (kind: string): Uint8Array => {
  const bytes = HOARDING[kind]?.(new Random(1)).bytes;
  if (bytes === undefined) throw new Error(`there is no ${kind}`);
  return bytes;
};

test.each<[string, () => Uint8Array]>([
  ['one large array', () => hoard([largeArray(100_000_000)]).bytes],
  ['arrays as large as the limit', () => hoard([largeArray(1_000_000)]).bytes],
  ['a list', () => made('list')],
  ['arrays of thousands of fields', () => made('fixed array')],
  ['an array in an array', () => made('array in an array')],
  ['exceptions that keep the one before', () => hoard([keepException]).bytes],
])('what fills the heap of V8 ends its own task alone: %s', async (_, make) => {
  expect(await os.end(os.spawn('', { module: make(), limits }))).toEqual({ kind: 'limit', limit: 'heap' });
});

test('the second engine keeps the same limit', async () => {
  const task = os.spawn('', { module: hoard([largeArray(100_000_000)]).bytes, limits, engine: 'wasmer' });
  expect(await os.end(task)).toEqual({ kind: 'limit', limit: 'heap' });
});

test('garbage does not count', async () => {
  const task = os.spawn('', { module: garbage(3_000_000, 30), limits });
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
});

/** Makes an array of so many bytes, so often, and keeps none. */
function garbage(bytes: number, times: number): Uint8Array {
  const builder = new ModuleBuilder();
  const type = builder.type(arrayType(TYPE.i8));
  const body: Code = Array.from({ length: times }, () => [i32(bytes), 0xfb, 7, u(type), 0x1a]);
  return builder.start([], body).finish();
}

test('what the constants of a module make counts before it is made', async () => {
  const builder = new ModuleBuilder();
  const type = builder.type(arrayType(TYPE.i64));
  builder.section('global', vectorOf(10, [0x64, type, 0, i32(1_000_000), 0xfb, 7, type, 0x0b]));
  const reason = await os.end(os.spawn('', { module: builder.start([], []).finish(), limits }));
  expect(reason).toMatchObject({
    code: 'ENOMEM',
    message: expect.stringContaining('its constants begin with 80,000,240 bytes, and its memory limit is 8,388,608'),
  });
});

test.each([
  [100, false],
  [1_000_000, true],
])(
  'a large element segment, which V8 makes an array of when it is used, is kept off the shared cpus: %d',
  async (elements, alone) => {
    const builder = new ModuleBuilder();
    builder.add('table', [TYPE.funcref, 0, 1]);
    builder.section('element', [1, 1, 0, vectorOf(elements, 0)]);
    const useSegment: Code = [i32(0), i32(0), i32(0), misc(12, 0, 0)];
    const task = os.spawn('', { module: builder.start([], [useSegment, forever(0x01)]).finish(), limits });
    await os.running(task);
    expect(task.cpuIndex === -1).toBe(alone);
    os.kernel.signal(task.pid, 'KILL');
    expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
  },
);

test('exceptions that are caught and thrown away stay on a shared cpu', async () => {
  const builder = new ModuleBuilder();
  builder.add('tag', [0, builder.type(functionType([TYPE.i32]))]);
  const once: Code = [[0x06, 0x40], i32(1), [0x08, 0], [0x19], 0x0b];
  const body: Code = [[0x03, 0x40], once, [0x20, 0], i32(1), 0x6a, [0x22, 0], i32(20_000), 0x48, [0x0d, 0], 0x0b];
  const task = os.spawn('', { module: builder.start([[1, TYPE.i32]], body).finish(), limits });
  expect(await os.end(task)).toEqual({ kind: 'exit', code: 0 });
  expect(task.cpuIndex).not.toBe(-1);
});

test('a task that is killed while V8 makes its instance ends in time', async () => {
  const builder = new ModuleBuilder();
  builder.type(functionType());
  builder.section('function', vectorOf(390_000, 0)).section('code', vectorOf(390_000, [2, 0, 0x0b]));
  const module = builder.export('_start', 'function', 0).finish();
  const tasks = [1, 2].map(() => os.spawn('', { module }));
  await os.until(() => tasks.every(({ cpuIndex, state }) => cpuIndex === -1 && state.phase === 'starting'));
  for (const { pid } of tasks) os.kernel.signal(pid, 'KILL');
  for (const task of tasks) expect(await os.end(task)).toEqual({ kind: 'signal', signal: 9 });
});
