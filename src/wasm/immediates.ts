import { valueType } from './parse.ts';
import type { Reader } from './reader.ts';

/** Passes over what follows an opcode (core specification 3.0, section 5.4), where that is more than a number. */

/** A block's type: empty, one value, or an index below `types`. @returns that index, below zero for the others. */
export function skipBlockType(reader: Reader, types: number): number {
  const byte = reader.bytes[reader.at];
  if (byte !== 0x63 && byte !== 0x64) return reader.heapType(types);
  valueType(reader, types);
  return -1;
}

/** @returns the number of locals declared. */
export function skipLocals(reader: Reader, types: number): number {
  let count = 0;
  for (let groups = reader.u32(); groups > 0; groups--) {
    count += reader.u32();
    valueType(reader, types);
  }
  return count;
}

/** The catch clauses of a try_table. @returns whether one gives a reference to what it caught. */
export function skipCatches(reader: Reader): boolean {
  let givesReference = false;
  for (let left = reader.u32(); left > 0; left--) {
    const kind = reader.u8();
    if (kind > 3) reader.fail(`catch kind ${kind} is not known`);
    if (kind < 2) reader.skipNumber();
    reader.skipNumber();
    if (kind % 2 === 1) givesReference = true;
  }
  return givesReference;
}

/** Passes over alignment, memory and offset. @returns the memory's index. */
export function skipMemoryArgument(reader: Reader): number {
  const flags = reader.u32();
  const memory = flags & 0x40 ? reader.u32() : 0;
  reader.skipNumber();
  return memory;
}

/** Opcodes behind 0xfd below the relaxed ones that are not given to any instruction. */
const SIMD_GAPS: ReadonlySet<number> = new Set([
  0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2, 0xd3, 0xd4, 0xe2,
  0xee,
]);

/** The last one behind 0xfd: i32x4.relaxed_dot_i8x16_i7x16_add_s. */
const LAST_SIMD = 0x113;

/** An opcode behind 0xfd and what follows it. */
export function skipSimd(reader: Reader): void {
  const operation = reader.u32();
  if (operation <= 11 || operation === 92 || operation === 93) skipMemoryArgument(reader);
  else if (operation === 12 || operation === 13) reader.skip(16);
  else if (operation >= 21 && operation <= 34) reader.skip(1);
  else if (operation >= 84 && operation <= 91) {
    skipMemoryArgument(reader);
    reader.skip(1);
  } else if (operation > LAST_SIMD || SIMD_GAPS.has(operation)) reader.fail(`opcode 0xfd ${operation} is not known`);
}
