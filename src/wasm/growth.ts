import { MAX_TABLE_BYTES } from '../base/limits.ts';
import { type AddedFunction, get, type HookIndices, kind, typeBytes } from './added-function.ts';
import { Writer } from './encode.ts';
import { REFUSED_FUEL, TABLE_ELEMENT_BYTES } from './hidden.ts';
import type { Outline } from './parse.ts';

/** What a growth is charged: the system maps memory for it, or a table is copied. */
const GROWTH_FUEL = 4_096;

/** A page is 64 KiB, in bits to shift by. */
export const PAGE_SHIFT = 16n;

/** A memory or a table that grows. */
interface Growable {
  /** Whether its sizes have 64 bits. */
  readonly wide: boolean;
  /** The types of the operands before the number of pages or elements. */
  readonly before: readonly Uint8Array[];
  /** How many bytes one page or element counts for, in bits to shift by. */
  readonly shift: bigint;
  /** The instructions that give its size, and that grow it. */
  readonly size: (out: Writer) => Writer;
  readonly grow: (out: Writer) => Writer;
  /** All tables together have a limit of their own. */
  readonly isTable: boolean;
}

/**
 * `grow` behind a check: what all memories and tables would come to, in bytes, may not pass the limit. A refused growth is counted
 * and makes the next safepoint come soon. Growing by nothing is asking for the size, and always answered.
 */
export function growth(
  outline: Outline,
  indices: HookIndices,
  { wide, before, shift, size, grow, isTable }: Growable,
): AddedFunction {
  const { limit, refused, fuel, flush } = indices;
  const delta = before.length;
  const out = new Writer().u32(0);
  out.u8(0x41).i32(GROWTH_FUEL).u8(0x10).u32(flush);
  const deltaAsI64 = () => {
    get(out, delta);
    if (!wide) out.u8(0xad);
  };
  deltaAsI64();
  out.u8(0x50).u8(0x04).u8(0x40);
  size(out).u8(0x0f).u8(0x0b);
  deltaAsI64();
  out
    .u8(0x42)
    .i64(1n << 40n)
    .u8(0x56); // far beyond any memory, so that nothing below overflows
  deltaAsI64();
  out.u8(0x42).i64(shift).u8(0x86);
  totalBytes(out, outline);
  out.u8(0x7c).u8(0x23).u32(limit).u8(0x56).u8(0x72);
  if (isTable) {
    deltaAsI64();
    out.u8(0x42).i64(shift).u8(0x86).u8(0x42).i64(0n);
    tableBytes(out, outline);
    out.u8(0x7c).u8(0x42).i64(BigInt(MAX_TABLE_BYTES)).u8(0x56).u8(0x72);
  }
  out.u8(0x04).u8(0x40);
  out.u8(0x23).u32(refused).u8(0x41).i32(1).u8(0x6a).u8(0x24).u32(refused);
  out.u8(0x41).i32(REFUSED_FUEL).u8(0x24).u32(fuel);
  if (wide) out.u8(0x42).i64(-1n);
  else out.u8(0x41).i32(-1);
  out.u8(0x0f).u8(0x0b);
  for (let index = 0; index < delta; index++) get(out, index);
  grow(get(out, delta)).u8(0x0b);
  return { params: [...before, typeBytes(kind(wide))], results: [typeBytes(kind(wide))], body: out.finish() };
}

function totalBytes(out: Writer, outline: Outline): void {
  out.u8(0x42).i64(0n);
  outline.memories.forEach((memory, index) => {
    out.u8(0x3f).u32(index);
    if (!memory.is64) out.u8(0xad);
    out.u8(0x42).i64(PAGE_SHIFT).u8(0x86).u8(0x7c);
  });
  tableBytes(out, outline);
}

/** Adds to what is on the stack. */
function tableBytes(out: Writer, outline: Outline): void {
  outline.tables.forEach((table, index) => {
    out.u8(0xfc).u32(16).u32(index);
    if (!table.is64) out.u8(0xad);
    out.u8(0x42).i64(BigInt(TABLE_ELEMENT_BYTES)).u8(0x7e).u8(0x7c);
  });
}
