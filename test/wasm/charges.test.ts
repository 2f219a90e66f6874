import { expect, test } from 'vitest';
import { strangeCharge } from '../../fuzz/charges.ts';
import { Writer } from '../../src/wasm/encode.ts';
import { LEAST_FUEL, REFUSED_FUEL } from '../../src/wasm/hidden.ts';
import { instrument } from '../../src/wasm/instrument.ts';
import { Instrumented } from '../support/instrumented.ts';

const QUANTUM = 100_000;

/** Calls of a leaf of 1,000 instructions that take no time. In all they weigh a thousand times what is granted. */
const CALLS = 100_000;

/** i32.const 0, drop: V8 makes nothing of it. */
const LEAF = Array.from({ length: 1_000 }, () => [0x41, 0, 0x1a]).flat();

/** A module of `f(skip)` and a leaf that it calls so often, all at one place: where `skip` is 0. */
function manyCalls(calls: number): Uint8Array<ArrayBuffer> {
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  out.section(1, Uint8Array.of(2, 0x60, 1, 0x7f, 0, 0x60, 0, 0));
  out.section(3, Uint8Array.of(2, 0, 1));
  out.section(7, Uint8Array.of(1, 1, 0x66, 0, 0));
  const caller = new Writer().u32(0).bytes(Uint8Array.of(0x02, 0x40, 0x20, 0, 0x0d, 0));
  for (let call = 0; call < calls; call++) caller.u8(0x10).u8(1);
  const bodies = [caller.u8(0x0b).u8(0x0b).finish(), Uint8Array.of(0, ...LEAF, 0x0b)];
  const code = new Writer().u32(bodies.length);
  for (const body of bodies) code.u32(body.length).bytes(body);
  return new Uint8Array(out.section(10, code.finish()).finish());
}

test('many calls at one place take fuel in small amounts, and give none back', () => {
  const bytes = manyCalls(CALLS);
  expect(strangeCharge(bytes, instrument(bytes).bytes)).toBeUndefined();
});

test('calls at one place are all paid for', () => {
  const module = new Instrumented(manyCalls(10_000), QUANTUM);
  module.call('f', 0);
  expect(module.safepoints).toBeGreaterThan(10_000_000 / QUANTUM / 2);
  expect(Math.min(...module.seen)).toBeGreaterThan(-QUANTUM);
  expect(Math.max(...module.seen)).toBeLessThan(0);
});

test('a function may have any number of loops behind what is charged for itself', () => {
  const heavy = [0x41, 0, 0x04, 0x40, ...Array.from({ length: 600 }, () => [0x41, 0, 0x1a]).flat(), 0x0b];
  const code = [...heavy, ...Array.from({ length: 200_000 }, () => [0x03, 0x40, 0x0b]).flat()];
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  out.section(1, Uint8Array.of(1, 0x60, 0, 0)).section(3, Uint8Array.of(1, 0));
  const body = new Writer().u32(0).bytes(Uint8Array.from(code)).u8(0x0b).finish();
  const bytes = new Uint8Array(out.section(10, new Writer().u32(1).u32(body.length).bytes(body).finish()).finish());
  expect(WebAssembly.validate(instrument(bytes).bytes)).toBe(true);
});

test('what is skipped is not paid for', () => {
  const module = new Instrumented(manyCalls(10_000), QUANTUM);
  module.call('f', 1);
  expect(module.safepoints).toBe(0);
});

test('a refused growth is told from all that can be burnt', () => {
  expect(REFUSED_FUEL).toBeLessThan(2 * LEAST_FUEL);
  expect(REFUSED_FUEL + LEAST_FUEL).toBeGreaterThan(-(2 ** 31));
});
