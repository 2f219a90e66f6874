import { Writer } from '../src/wasm/encode.ts';
import { F32, F64, I32, I64, type Type } from './operators.ts';
import type { Random } from './random.ts';

/** An instruction that gives a number: small ones, edges, anything. */
export function constantOf(type: Type, random: Random): Writer {
  const out = new Writer();
  const whole = random.pick([0, 1, -1, random.below(256), 2 ** 31 - 1, -(2 ** 31), random.below(2 ** 32) | 0]);
  const bytes = new DataView(new ArrayBuffer(8));
  switch (type) {
    case I32:
      return out.u8(0x41).i32(whole);
    case I64:
      return out
        .u8(0x42)
        .i64(random.pick([BigInt(whole), 2n ** 63n - 1n, -(2n ** 63n), BigInt(whole) * 0x1_0000_0001n]));
    case F32:
      bytes.setFloat32(0, random.pick([whole, whole / 3, Number.POSITIVE_INFINITY, Number.NaN, -0, 1e-40]), true);
      return out.u8(0x43).bytes(new Uint8Array(bytes.buffer, 0, 4));
    case F64:
      bytes.setFloat64(0, random.pick([whole, whole / 3, Number.POSITIVE_INFINITY, Number.NaN, -0, 1e-310]), true);
      return out.u8(0x44).bytes(new Uint8Array(bytes.buffer));
  }
}
