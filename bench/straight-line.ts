import { Writer } from '../src/wasm/encode.ts';

/** Additions in one function without a loop: as many as V8 takes in a function (7,654,321 bytes). */
const ADDITIONS = 1_500_000;

/** A module whose `straight` calls one huge function again and again. */
export function straightLine(): Uint8Array<ArrayBuffer> {
  const out = new Writer().bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  out.section(1, Uint8Array.of(2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0));
  out.section(3, Uint8Array.of(2, 0, 1));
  out.section(7, new Writer().u32(1).name('straight').u8(0).u32(1).finish());
  const huge = new Writer().u32(0).u8(0x20).u32(0);
  // local.get 0; i32.add
  for (let count = 0; count < ADDITIONS; count++) huge.u8(0x20).u8(0).u8(0x6a);
  huge.u8(0x0b);
  // loop: local.get 0; call 0; drop; local 0 -= 1; br_if
  const again = new Writer().u32(0).bytes(Uint8Array.of(0x03, 0x40, 0x20, 0, 0x10, 0, 0x1a));
  again.bytes(Uint8Array.of(0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x0b));
  const code = new Writer().u32(2);
  for (const body of [huge.finish(), again.finish()]) code.u32(body.length).bytes(body);
  out.section(10, code.finish());
  return out.finish();
}
