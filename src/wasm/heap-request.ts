import { get, type HookIndices } from './added-function.ts';
import type { Writer } from './encode.ts';

/** KiB up to which an array is made without asking; what is made between two safepoints is bounded by its charge. */
const SMALL_KIB = 64;

/**
 * if (KiB of the array > SMALL_KIB) { wanted = KiB; safepoint() }
 * @param length the local with its length @param size bytes of an element @param local for the KiB
 */
export function askForRoom(out: Writer, indices: HookIndices, length: number, size: number, local: number): void {
  get(out, length).u8(0xad).u8(0x42).i64(BigInt(size)).u8(0x7e).u8(0x42).i64(10n).u8(0x88).u8(0xa7);
  out.u8(0x22).u32(local).u8(0x41).i32(SMALL_KIB).u8(0x4b).u8(0x04).u8(0x40);
  get(out, local).u8(0x24).u32(indices.wanted).u8(0x10).u32(indices.safepoint).u8(0x0b);
}
