import { expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { Writer } from '../../src/wasm/encode.ts';
import { REFUSED_FUEL, START_EXPORT, TABLE_ELEMENT_BYTES } from '../../src/wasm/hidden.ts';
import { instrument } from '../../src/wasm/instrument.ts';
import { guestBytes, Instrumented } from '../support/instrumented.ts';

const features = new Instrumented(guestBytes('wasm/features'));
const atomics = new Instrumented(guestBytes('wasm/atomics'));

const FEATURES = Object.keys(features.exports).filter((name) => typeof features.exports[name] === 'function');

test.each(FEATURES)('%s gives what it gave before', (name) => {
  expect(features.call(name)).toBe(42);
});

test('atomics give what they gave before', () => {
  expect(atomics.call('atomics')).toBe(42);
  expect(atomics.call('notify')).toBe(42);
});

test('an atomic wait compares, and then waits by the hook alone', () => {
  expect(atomics.call('wait', 1)).toBe(1);
  expect(atomics.waits).toEqual([]);
  expect(atomics.call('wait', 0)).toBe(2);
  expect(atomics.waits).toEqual([5_000_000n]);
});

test('a start function is taken out, and exported', () => {
  const { bytes, info } = instrument(guestBytes('wasm/started'));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  expect(info.hasStart).toBe(true);
  expect((exports['mark'] as WebAssembly.Global<number>).value).toBe(0);
  (exports[START_EXPORT] as () => void)();
  expect((exports['mark'] as WebAssembly.Global<number>).value).toBe(1);
});

test('what is known of a module is what it says', () => {
  const { info } = instrument(guestBytes('basic/hello'));
  expect(info.exports).toContainEqual({ name: '_start', kind: 'function', type: { params: [], results: [] } });
  expect(info.imports.every(({ module, kind }) => module === 'wasi_snapshot_preview1' && kind === 'function')).toBe(
    true,
  );
  expect(info.memories).toEqual([{ min: 2, max: undefined, shared: false, is64: false }]);
});

// Bulk operations

const PAGE = 65_536;

test.each([
  ['wasm/bulk', (value: number) => value],
  ['wasm/memory64', (value: number) => BigInt(value)],
] as const)('%s: large fills and copies do what the instruction does, and pass safepoints', (name, wide) => {
  const module = new Instrumented(guestBytes(name));
  const bytes = () => new Uint8Array(module.memory.buffer);
  module.call('fill', wide(10), 7, wide(3_000_000));
  expect(bytes().indexOf(7)).toBe(10);
  expect(bytes().lastIndexOf(7)).toBe(3_000_009);
  expect(module.safepoints).toBeGreaterThan(2);
  for (const [to, from, length] of [
    [5, 0, 1_000_000],
    [0, 5, 1_000_000],
    [70_000, 0, 1_000_000],
    [0, 70_000, 1_000_000],
    [3, 3, 500_000],
    [0, 2_000_000, PAGE],
    [0, 2_000_000, PAGE + 1],
    [1, 0, 2 * PAGE],
  ] as const) {
    const pattern = bytes();
    for (let index = 0; index < pattern.length; index++) pattern[index] = (index * 31) ^ (index >> 8);
    const expected = pattern.slice();
    expected.copyWithin(to, from, from + length);
    module.call('copy', wide(to), wide(from), wide(length));
    expect(Buffer.compare(bytes(), expected)).toBe(0);
  }
});

test('a bulk operation out of bounds traps before it has moved a byte', () => {
  const module = new Instrumented(guestBytes('wasm/bulk'));
  const size = 64 * PAGE;
  for (const [name, ...args] of [
    ['fill', size - 200_000, 1, 200_001],
    ['fill', 0, 1, -1],
    ['fill', -1, 1, 2],
    ['copy', size - 200_000, 0, 200_001],
    ['copy', 0, size - 200_000, 200_001],
    ['init', 0, 4, 5],
    ['init', size - 1, 0, 2],
  ] as const) {
    expect(() => module.call(name, ...args)).toThrow(WebAssembly.RuntimeError);
    expect(new Uint8Array(module.memory.buffer).every((byte) => byte === 0)).toBe(true);
  }
  module.call('init', 3, 1, 4);
  expect(new TextDecoder().decode(new Uint8Array(module.memory.buffer, 3, 4))).toBe('bcde');
  module.call('drop');
  expect(() => module.call('init', 0, 0, 1)).toThrow(WebAssembly.RuntimeError);
});

test('tables are filled, copied and initialized as before', () => {
  const module = new Instrumented(guestBytes('wasm/bulk'));
  module.call('tableFill', 5, 150_000);
  expect([4, 5, 150_004, 150_005].map((index) => module.call('isNull', index))).toEqual([1, 0, 0, 1]);
  module.call('tableCopy', 0, 100_000, 100_000);
  expect([0, 50_004, 50_005, 99_999].map((index) => module.call('isNull', index))).toEqual([0, 0, 1, 1]);
  module.call('tableInit', 199_999, 0, 1);
  expect(module.call('isNull', 199_999)).toBe(0);
  expect(() => module.call('tableFill', 199_999, 2)).toThrow(WebAssembly.RuntimeError);
});

// Limits

test('growth past the limit is refused, counted, and brings the next safepoint near', () => {
  const module = new Instrumented(guestBytes('wasm/bulk'));
  module.limit.value = BigInt(66 * PAGE + 200_000 * TABLE_ELEMENT_BYTES);
  expect(module.call('grow', 2)).toBe(64);
  expect(module.call('grow', 1)).toBe(-1);
  expect(module.refused.value).toBe(1);
  expect(module.fuel.value).toBe(REFUSED_FUEL);
  expect(module.call('grow', 0)).toBe(66);
  expect(module.call('grow', -1)).toBe(-1);
  expect(module.call('tableGrow', 1)).toBe(-1);
  expect(module.refused.value).toBe(3);
  module.limit.value += BigInt(TABLE_ELEMENT_BYTES);
  expect(module.call('tableGrow', 1)).toBe(200_000);
});

test('a memory with 64-bit addresses is limited too', () => {
  const module = new Instrumented(guestBytes('wasm/memory64'));
  module.limit.value = BigInt(65 * PAGE);
  expect(module.exports['grow']?.(1n)).toBe(64n);
  expect(module.exports['grow']?.(1n)).toBe(-1n);
  expect(module.exports['grow']?.(-1n)).toBe(-1n);
});

// Safepoints

test.each([
  ['nested', 20, 20 * 300 * 300 * 2],
  ['wide', 200, 200 * 8 ** 5 * 2],
  ['recursive', 20, 2 ** 20],
  ['throughTable', 18, 2 ** 18],
  ['tailLoop', 3_000_000, 3_000_000],
])('%s cannot avoid safepoints', (name, argument, operations) => {
  const quantum = 100_000;
  const module = new Instrumented(guestBytes('wasm/evasive'), quantum);
  module.call(name, argument);
  // At the very least one for each twenty quanta of plain operations, whatever is left uncounted in frames.
  expect(module.safepoints).toBeGreaterThan(operations / quantum / 20);
});

test('fuel is the same for the same work', () => {
  const used = () => {
    const module = new Instrumented(guestBytes('wasm/evasive'), 2 ** 30);
    module.call('nested', 3);
    return module.fuel.value;
  };
  expect(used()).toBe(used());
});

// Proposals that the text tools at hand do not know

/** A module of one exported function `f`, from parts of the binary format. */
function moduleOf(
  types: readonly (readonly number[])[],
  type: number,
  body: readonly number[],
  extra: (out: Writer) => void = () => {},
) {
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  out.section(1, Uint8Array.of(types.length, ...types.flat()));
  out.section(3, Uint8Array.of(1, type));
  extra(out);
  out.section(7, Uint8Array.of(1, 1, 0x66, 0, 0));
  const code = new Writer()
    .u32(1)
    .u32(body.length + 2)
    .u8(0)
    .bytes(Uint8Array.from(body))
    .u8(0x0b);
  return new Uint8Array(out.section(10, code.finish()).finish());
}

const ANSWER = [0x60, 0, 1, 0x7f];
const ARRAY = [0x5e, 0x7f, 1];
const STRUCT = [0x5f, 1, 0x7f, 1];

test.each([
  ['an array', moduleOf([ARRAY, ANSWER], 1, [0x41, 42, 0x41, 3, 0xfb, 6, 0, 0x41, 1, 0xfb, 11, 0])],
  [
    'an array of listed elements',
    moduleOf([ARRAY, ANSWER], 1, [0x41, 1, 0x41, 42, 0xfb, 8, 0, 2, 0x41, 1, 0xfb, 11, 0]),
  ],
  ['a struct', moduleOf([STRUCT, ANSWER], 1, [0x41, 42, 0xfb, 0, 0, 0xfb, 2, 0, 0])],
  ['an i31', moduleOf([ANSWER], 0, [0x41, 42, 0xfb, 28, 0xfb, 29])],
  ['a cast', moduleOf([STRUCT, ANSWER], 1, [0x41, 42, 0xfb, 0, 0, 0xfb, 22, 0, 0xfb, 2, 0, 0])],
  [
    'a branch on a cast',
    moduleOf([STRUCT, ANSWER], 1, [0x02, 0x63, 0, 0x41, 42, 0xfb, 0, 0, 0xfb, 24, 1, 0, 0, 0, 0x0b, 0xfb, 2, 0, 0]),
  ],
  ['a recursive group', moduleOf([[0x4e, 1, 0x50, 0, ...STRUCT], ANSWER], 1, [0x41, 42, 0xfb, 0, 0, 0xfb, 2, 0, 0])],
  [
    'an exception caught by a table',
    moduleOf(
      [ANSWER, [0x60, 1, 0x7f, 0]],
      0,
      [0x02, 0x7f, 0x1f, 0x40, 1, 0, 0, 0, 0x41, 42, 0x08, 0, 0x0b, 0x00, 0x0b],
      (out) => out.section(13, Uint8Array.of(1, 0, 1)),
    ),
  ],
])('%s gives 42 as before', (_name, bytes) => {
  expect(WebAssembly.validate(bytes)).toBe(true);
  expect(new Instrumented(bytes).call('f')).toBe(42);
});

test('a module with types of objects says so', () => {
  expect(instrument(moduleOf([STRUCT, ANSWER], 1, [0x41, 42])).info.usesHeap).toBe(true);
  expect(instrument(guestBytes('basic/hello')).info.usesHeap).toBe(false);
});

// Bad input

const hello = guestBytes('basic/hello');

function refusal(bytes: Uint8Array): SysError {
  try {
    instrument(bytes);
  } catch (error) {
    if (error instanceof SysError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

test.each([
  ['nothing', [], 'the file is empty'],
  ['text', [...Buffer.from('#!/bin/sh\n')], 'it does not begin with \\0asm'],
  ['a component', [0, 0x61, 0x73, 0x6d, 13, 0, 1, 0], 'it is a component'],
  ['a later version', [0, 0x61, 0x73, 0x6d, 2, 0, 0, 0], 'version 2'],
  ['a section that there is not', [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 99, 0], 'section 99 is not known'],
])('%s is refused', (_name, bytes, message) => {
  expect(refusal(Uint8Array.from(bytes))).toMatchObject({ code: 'ENOEXEC', detail: expect.stringContaining(message) });
});

test('an opcode that is not known is named, with its place', () => {
  expect(refusal(moduleOf([ANSWER], 0, [0xf0])).detail).toMatch(/opcode 0xf0 is not known at byte \d+/);
  expect(refusal(moduleOf([ANSWER], 0, [0xfb, 99])).detail).toContain('opcode 0xfb 99 is not known');
});

test('names that are ours are refused', () => {
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)).section(5, Uint8Array.of(1, 0, 1));
  out.section(7, new Writer().u32(1).name('wasitop:fuel').u8(2).u32(0).finish());
  expect(refusal(out.finish()).detail).toContain('wasitop:fuel');
});

test('a truncated module is refused wherever it ends', () => {
  for (let length = 0; length < hello.length; length++) {
    const cut = hello.slice(0, length);
    if (!WebAssembly.validate(cut)) continue;
    expect(WebAssembly.validate(instrument(cut).bytes)).toBe(true);
  }
  for (let length = 0; length < hello.length; length += 7) {
    try {
      instrument(hello.subarray(0, length));
    } catch (error) {
      expect(error).toBeInstanceOf(SysError);
    }
  }
});

test('whatever V8 takes it takes instrumented too, and nothing else gets out than a SysError', () => {
  let seed = 12_345;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  let accepted = 0;
  for (const name of ['wasm/features', 'wasm/evasive', 'wasm/bulk', 'basic/hello', 'wasm/memory64', 'wasm/atomics']) {
    const original = guestBytes(name);
    for (let round = 0; round < 500; round++) {
      const mutated = original.slice();
      for (let change = random(3); change >= 0; change--) mutated[8 + random(mutated.length - 8)] = random(256);
      const valid = WebAssembly.validate(mutated);
      try {
        const { bytes } = instrument(mutated);
        if (valid) expect(WebAssembly.validate(bytes)).toBe(true);
        accepted += valid ? 1 : 0;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        // What V8 would take may be refused only for a name of ours.
        expect(valid).toBe(false);
      }
    }
  }
  expect(accepted).toBeGreaterThan(50);
});

const shortLoops = new Instrumented(guestBytes('wasm/short-loops'), 50);
const plainLoops = () => new WebAssembly.Instance(new WebAssembly.Module(guestBytes('wasm/short-loops'))).exports;

test.each(['down', 'search', 'stacked', 'nested', 'branching', 'fill', 'harmonic', 'once'])(
  'the short loop %s gives what it gave before, however often it goes round',
  (name) => {
    const [before, now] = [plainLoops(), new Instrumented(guestBytes('wasm/short-loops'), 50)];
    const outcome = (run: unknown, n: number) => {
      try {
        return (run as (n: number) => number)(n);
      } catch (error) {
        return error instanceof WebAssembly.RuntimeError ? error.message : error;
      }
    };
    for (const n of [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1_000])
      expect([n, outcome(now.exports[name], n)]).toEqual([n, outcome(before[name], n)]);
  },
);

test('a short loop meets safepoints as often as it works', () => {
  const rounds = (n: number) => {
    const start = shortLoops.safepoints;
    shortLoops.call('harmonic', n);
    return shortLoops.safepoints - start;
  };
  const [some, many] = [rounds(100_000), rounds(1_000_000)];
  expect(some).toBeGreaterThan(10);
  expect(many / some).toBeGreaterThan(8);
  expect(many / some).toBeLessThan(12);
});

test.each([
  ['call', [0x10, 1]],
  ['return_call', [0x12, 1]],
  ['ref.func', [0xd2, 1, 0x1a]],
  ['global.get', [0x23, 0, 0x1a]],
  ['global.set', [0x41, 0, 0x24, 0]],
  ['table.get', [0x41, 0, 0x25, 0, 0x1a]],
  ['table.size', [0xfc, 16, 0, 0x1a]],
  ['call_indirect of an unknown type', [0x41, 0, 0x11, 1, 0]],
])('%s reaches nothing that only the rewritten module has', (_name, operations) => {
  const body = [0, ...operations, 0x0b];
  const bytes = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[3, 2, 1, 0],
    ...[10, body.length + 2, 1, body.length, ...body],
  );
  expect(WebAssembly.validate(bytes)).toBe(false);
  expect(() => instrument(bytes)).toThrow(SysError);
});

test.each([
  ['a block', [0, 0x02, 1, 0x0b]],
  ['a local', [1, 1, 0x63, 1]],
  ['call_indirect', [0, 0x41, 0, 0x11, 1, 0]],
  ['call_ref', [0, 0xd0, 0x73, 0x14, 1]],
  ['ref.null', [0, 0xd0, 1, 0x1a]],
  ['ref.test', [0, 0xd0, 0x70, 0xfb, 21, 1, 0x1a]],
  ['a branch on a cast', [0, 0x02, 0x70, 0xd0, 0x70, 0xfb, 24, 3, 0, 0x70, 1, 0x0b, 0x1a]],
  ['a select', [0, 0xd0, 1, 0xd0, 1, 0x41, 0, 0x1c, 1, 0x63, 1, 0x1a]],
])('%s cannot name a type that only the rewritten module has', (_name, operations) => {
  const body = [...operations, 0x0b];
  const bytes = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[3, 2, 1, 0],
    ...[4, 4, 1, 0x70, 0, 1],
    ...[10, body.length + 2, 1, body.length, ...body],
  );
  expect(WebAssembly.validate(bytes)).toBe(false);
  expect(() => instrument(bytes)).toThrow('there is no type 1');
});

test.each([
  ['a tag', [13, 3, 1, 0, 1]],
  ['a table', [4, 5, 1, 0x63, 1, 0, 1]],
  ['a global', [6, 7, 1, 0x63, 1, 0, 0xd0, 1, 0x0b]],
  ['the value of a global', [6, 6, 1, 0x70, 0, 0xd0, 1, 0x0b]],
  ['elements', [9, 5, 1, 5, 0x63, 1, 0]],
])('%s cannot have a type that only the rewritten module has', (_name, section) => {
  const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, ...section);
  expect(WebAssembly.validate(bytes)).toBe(false);
  expect(() => instrument(bytes)).toThrow(/there is no type 1|type 1 is not a function type/);
});

test('a start function that is not declared cannot be referred to', () => {
  const body = [0, 0xd2, 0, 0x1a, 0x0b];
  const bytes = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 8, 1, 0],
    ...[10, body.length + 2, 1, body.length, ...body],
  );
  expect(WebAssembly.validate(bytes)).toBe(false);
  expect(WebAssembly.validate(instrument(bytes).bytes)).toBe(false);
});

test('elements without a table do not get into the one that is added', () => {
  const bytes = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0],
    ...[9, 7, 1, 0, 0x41, 0, 0x0b, 1, 0, 10, 4, 1, 2, 0, 0x0b],
  );
  expect(WebAssembly.validate(bytes)).toBe(false);
  expect(() => instrument(bytes)).toThrow('there is no table 0');
});

test('a loop that leaves more than it should is found wrong however it is written', () => {
  const bytes = moduleOf([ANSWER], 0, [0x03, 0x40, 0x41, 1, 0x0b, 0x41, 42]);
  expect(WebAssembly.validate(bytes)).toBe(false);
  expect(WebAssembly.validate(instrument(bytes).bytes)).toBe(false);
});

test('a loop counts also where there is no room for another local', () => {
  const locals = new Writer().u32(1).u32(50_000).u8(0x7f).finish();
  const loop = [0x03, 0x40, 0x20, 0, 0x41, 1, 0x6a, 0x22, 0, 0x41, ...[0xc0, 0x84, 0x3d], 0x48, 0x0d, 0, 0x0b, 0x20, 0];
  const body = [...locals, ...loop, 0x0b];
  const bytes = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, ...ANSWER, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0],
    ...[10, body.length + 2, 1, body.length, ...body],
  );
  expect(WebAssembly.validate(bytes)).toBe(true);
  const module = new Instrumented(bytes, 1_000);
  expect(module.call('f')).toBe(1_000_000);
  expect(module.safepoints).toBeGreaterThan(100);
});
