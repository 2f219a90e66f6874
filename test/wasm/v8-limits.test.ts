import { expect, test } from 'vitest';
import { strangeCharge } from '../../fuzz/charges.ts';
import { MAX_DEFINITIONS } from '../../src/base/limits.ts';
import { digits } from '../../src/base/visible.ts';
import { Writer } from '../../src/wasm/encode.ts';
import { instrument } from '../../src/wasm/instrument.ts';
import { Instrumented } from '../support/instrumented.ts';

const QUANTUM = 100_000;

/** A module of one function `f(n)`, with one local more. */
function moduleOf(
  code: Uint8Array,
  before: (out: Writer) => void = () => {},
  after: (out: Writer) => void = () => {},
): Uint8Array<ArrayBuffer> {
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  out.section(1, Uint8Array.of(1, 0x60, 1, 0x7f, 0)).section(3, Uint8Array.of(1, 0));
  before(out);
  out.section(7, Uint8Array.of(1, 1, 0x66, 0, 0));
  after(out);
  const body = new Writer()
    .bytes(Uint8Array.of(1, 1, 0x7f))
    .bytes(code)
    .u8(0x0b)
    .finish();
  return new Uint8Array(out.section(10, new Writer().u32(1).u32(body.length).bytes(body).finish()).finish());
}

function repeated(piece: readonly number[], bytes: number): Uint8Array {
  const out = new Uint8Array(Math.floor(bytes / piece.length) * piece.length);
  for (let at = 0; at < out.length; at += piece.length) out.set(piece, at);
  return out;
}

/** A loop that goes round `n` times, and leaves `n` as it was. */
const LOOP = [
  ...[0x20, 0, 0x21, 1, 0x03, 0x40],
  ...[0x20, 1, 0x41, 1, 0x6b, 0x22, 1, 0x0d, 0, 0x0b],
  ...Array.from({ length: 4 }, () => [0x20, 0, 0x1a]).flat(),
];

/** In the place of V8's limit: the real one takes seconds. */
const MOST = 60_000;

test('a function that would become too long has coarser safepoints', () => {
  const bytes = moduleOf(repeated(LOOP, 46_000));
  const [fine, coarse] = [instrument(bytes).bytes, instrument(bytes, MOST).bytes];
  expect(fine.length).toBeGreaterThan(MOST);
  expect(coarse.length).toBeLessThan(MOST);
  expect(coarse.length).toBeGreaterThan(bytes.length);
  expect(strangeCharge(bytes, coarse)).toBeUndefined();
  expect(WebAssembly.validate(coarse)).toBe(true);
});

test('coarse safepoints are met as often as others', () => {
  const module = new Instrumented(moduleOf(repeated(LOOP, 46_000)), QUANTUM, MOST);
  module.call('f', 10_000);
  expect(module.safepoints).toBeGreaterThan(((46_000 / LOOP.length) * 10_000) / QUANTUM);
  expect(Math.max(...module.seen)).toBeLessThan(0);
});

test('a function that calls itself through a table cannot avoid coarse safepoints', () => {
  // if (n) f(n - 1)
  const again = [0x20, 0, 0x04, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x41, 0, 0x11, 0, 0, 0x0b];
  const code = Uint8Array.from([...again, 0x0f, ...repeated(LOOP, 46_000)]);
  const table = (out: Writer) => out.section(4, Uint8Array.of(1, 0x70, 0, 1));
  const elements = (out: Writer) => out.section(9, Uint8Array.of(1, 0, 0x41, 0, 0x0b, 1, 0));
  const module = new Instrumented(moduleOf(code, table, elements), 100, MOST);
  module.call('f', 1_000);
  expect(module.safepoints).toBeGreaterThan(500);
});

test('a module with as many globals as V8 takes is refused by their number', () => {
  const globals = new Writer().u32(MAX_DEFINITIONS).bytes(repeated([0x7f, 0, 0x41, 0, 0x0b], MAX_DEFINITIONS * 5));
  expect(() => instrument(moduleOf(new Uint8Array(), (out) => out.section(6, globals.finish())))).toThrow(
    `it has ${digits(MAX_DEFINITIONS)} globals, and safepoints need 3 more`,
  );
});
