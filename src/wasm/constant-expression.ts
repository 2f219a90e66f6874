import { GC } from './opcodes.ts';
import type { Reader } from './reader.ts';

/** How many types, functions and globals a module has itself: what is added stands beyond, and no guest may reach it. */
export interface Bounds {
  readonly types: number;
  readonly functions: number;
  readonly globals: number;
  /** Bytes of V8's heap that a constructor takes: its opcode behind 0xfb, its type, and the length of what has one. */
  readonly heapBytes?: (operation: number, type: number, length: number | undefined) => number;
}

/**
 * Passes over a constant expression up to its `end` (core specification 3.0, section 3.3.10), and checks its indices.
 * @returns bytes of V8's heap that its value takes
 */
export function skipConstantExpression(reader: Reader, bounds: Bounds): number {
  let bytes = 0;
  /** The number that was read last, where nothing has come since. */
  let literal: number | undefined;
  for (let opcode = reader.u8(); opcode !== 0x0b; opcode = reader.u8()) {
    const length = literal;
    literal = undefined;
    if (opcode === 0x41) literal = reader.s33() >>> 0;
    else if (opcode === 0x42) reader.skipNumber();
    else if (opcode === 0xd0) reader.heapType(bounds.types);
    else if (opcode === 0x43) reader.skip(4);
    else if (opcode === 0x44) reader.skip(8);
    else if (opcode === 0x23) checkIndex(reader, bounds.globals, 'global');
    else if (opcode === 0xd2) checkIndex(reader, bounds.functions, 'function');
    else if (opcode === 0xfb) bytes += constructorBytes(reader, bounds, length);
    else if (opcode === 0xfd) {
      reader.skipNumber();
      reader.skip(16);
    } else if (opcode < 0x6a || opcode > 0x7e) reader.fail(`opcode 0x${opcode.toString(16)} is not a constant one`);
  }
  return bytes;
}

/** struct.new, array.new and their kin; ref.i31 and the conversions of external references have nothing behind them. */
function constructorBytes(reader: Reader, { heapBytes }: Bounds, literal: number | undefined): number {
  const operation = reader.u32();
  if (operation >= 26) return 0;
  const type = reader.u32();
  const length = operation >= GC.arrayNewFixed ? reader.u32() : literal;
  return heapBytes?.(operation, type, length) ?? 0;
}

/** Reads an index below `count`. */
export function checkIndex(reader: Reader, count: number, what: string): number {
  const index = reader.u32();
  return index < count ? index : reader.fail(`there is no ${what} ${index}`);
}
