import { GC, MISC } from './opcodes.ts';
import type { Outline, TypeDefinition } from './parse.ts';
import type { Reader } from './reader.ts';

/**
 * By how much each one-byte instruction makes the operand stack higher. Instructions whose effect depends on a type, and those behind a
 * prefix, stand here with 0.
 */
export const STACK_EFFECTS = effects([
  [0x04, 0x04, -1], // if
  [0x0a, 0x0a, -1], // throw_ref
  [0x0d, 0x0e, -1], // br_if, br_table
  [0x11, 0x11, -1], // call_indirect, and what its type says
  [0x14, 0x14, -1], // call_ref
  [0x1a, 0x1a, -1],
  [0x1b, 0x1c, -2], // select
  [0x20, 0x20, 1],
  [0x21, 0x21, -1],
  [0x23, 0x23, 1],
  [0x24, 0x24, -1],
  [0x26, 0x26, -2], // table.set
  [0x36, 0x3e, -2], // stores
  [0x3f, 0x3f, 1],
  [0x41, 0x44, 1],
  [0x46, 0x4f, -1],
  [0x51, 0x66, -1],
  [0x6a, 0x78, -1],
  [0x7c, 0x8a, -1],
  [0x92, 0x98, -1],
  [0xa0, 0xa6, -1],
  [0xd0, 0xd0, 1],
  [0xd2, 0xd2, 1],
  [0xd3, 0xd3, -1],
  [0xd6, 0xd6, -1], // br_on_non_null
]);

const PREFIX = { gc: 0xfb, misc: 0xfc, simd: 0xfd, atomic: 0xfe } as const;

/** The effect of the instruction behind that prefix; where it is not exact it is too high. Leaves the reader where it is. */
export function prefixedEffect(prefix: number, reader: Reader, outline: Outline): number {
  const start = reader.at;
  const operation = reader.u32();
  const effect = prefix === PREFIX.gc ? gcEffect(operation, reader, outline.types) : effectOf(prefix, operation);
  reader.at = start;
  return effect;
}

function effectOf(prefix: number, operation: number): number {
  if (prefix === PREFIX.misc) return MISC_EFFECTS[operation] ?? 0;
  if (prefix === PREFIX.simd) return simdEffect(operation);
  return atomicEffect(operation);
}

function gcEffect(operation: number, reader: Reader, types: readonly TypeDefinition[]): number {
  if (operation === GC.structNew) {
    const type = types[reader.u32()];
    return type?.kind === 'struct' ? 1 - type.fields : 1;
  }
  if (operation === GC.arrayNewFixed) {
    reader.u32();
    return 1 - reader.u32();
  }
  return GC_EFFECTS[operation] ?? 0;
}

/** What making an object weighs by its fields, behind prefix 0xfb: 64 bytes a unit. Leaves the reader where it is. */
export function objectWeight(reader: Reader, types: readonly TypeDefinition[]): number {
  const start = reader.at;
  const operation = reader.u32();
  const type = operation <= GC.arrayNewFixed ? types[reader.u32()] : undefined;
  const length = operation === GC.arrayNewFixed ? reader.u32() : 0;
  reader.at = start;
  const makesStruct = operation === GC.structNew || operation === GC.structNewDefault;
  return (makesStruct && type?.kind === 'struct' ? type.fields : length) >> 3;
}

const GC_EFFECTS = effects([
  [1, 1, 1], // struct.new_default
  [5, 5, -2], // struct.set
  [6, 6, -1], // array.new
  [9, 10, -1], // array.new_data, array.new_elem
  [11, 13, -1], // array.get
  [14, 14, -3], // array.set
  [16, 16, -4], // array.fill
  [17, 17, -5], // array.copy
  [18, 19, -4], // array.init_data, array.init_elem
]);

const MISC_EFFECTS = effects([
  [MISC.memoryInit, MISC.memoryInit, -3],
  [MISC.memoryCopy, MISC.tableInit, -3],
  [MISC.tableCopy, MISC.tableCopy, -3],
  [MISC.tableGrow, MISC.tableGrow, -1],
  [MISC.tableSize, MISC.tableSize, 1],
  [MISC.tableFill, MISC.tableFill, -3],
]);

/** Operations on one vector, from 94 on; nearly all others there take two. */
const UNARY_SIMD: ReadonlySet<number> = new Set(
  [
    [94, 100],
    [103, 106],
    [116, 117],
    [122, 122],
    [124, 129],
    [131, 132],
    [135, 138],
    [148, 148],
    [160, 161],
    [163, 164],
    [167, 170],
    [192, 193],
    [195, 196],
    [199, 202],
    [224, 225],
    [227, 227],
    [236, 237],
    [239, 239],
    [248, 255],
    [257, 260],
  ].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)),
);

const SIMD_EFFECTS = effects([
  [11, 11, -2], // v128.store
  [12, 12, 1],
  [13, 14, -1],
  [23, 23, -1], // replace_lane
  [26, 26, -1],
  [28, 28, -1],
  [30, 30, -1],
  [32, 32, -1],
  [34, 34, -1],
  [35, 76, -1],
  [78, 81, -1],
  [82, 82, -2],
  [84, 87, -1],
  [88, 91, -2],
]);

function simdEffect(operation: number): number {
  if (operation < 94) return SIMD_EFFECTS[operation] as number;
  return UNARY_SIMD.has(operation) ? 0 : -1;
}

function atomicEffect(operation: number): number {
  if (operation >= 0x48) return -2;
  if (operation >= 0x1e) return -1;
  if (operation >= 0x17) return -2;
  return operation === 0 ? -1 : 0;
}

function effects(rows: readonly (readonly [from: number, to: number, effect: number])[]): Int8Array {
  const result = new Int8Array(256);
  for (const [from, to, effect] of rows) result.fill(effect, from, to + 1);
  return result;
}
