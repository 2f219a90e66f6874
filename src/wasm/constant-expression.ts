import type { Reader } from './reader.ts';

/** How many types, functions and globals a module has itself: what is added stands beyond, and no guest may reach it. */
export interface Bounds {
  readonly types: number;
  readonly functions: number;
  readonly globals: number;
}

/** Passes over a constant expression up to its `end` (core specification 3.0, section 3.3.10), and checks its indices. */
export function skipConstantExpression(reader: Reader, bounds: Bounds): void {
  for (let opcode = reader.u8(); opcode !== 0x0b; opcode = reader.u8()) {
    if (opcode === 0x41 || opcode === 0x42) reader.skipNumber();
    else if (opcode === 0xd0) reader.heapType(bounds.types);
    else if (opcode === 0x43) reader.skip(4);
    else if (opcode === 0x44) reader.skip(8);
    else if (opcode === 0x23) checkIndex(reader, bounds.globals, 'global');
    else if (opcode === 0xd2) checkIndex(reader, bounds.functions, 'function');
    else if (opcode === 0xfb) skipConstructor(reader);
    else if (opcode === 0xfd) {
      reader.skipNumber();
      reader.skip(16);
    } else if (opcode < 0x6a || opcode > 0x7e) reader.fail(`opcode 0x${opcode.toString(16)} is not a constant one`);
  }
}

/** struct.new, array.new and their kin; ref.i31 and the conversions of external references have nothing behind them. */
function skipConstructor(reader: Reader): void {
  const operation = reader.u32();
  if (operation >= 26) return;
  reader.skipNumber();
  if (operation >= 8) reader.skipNumber();
}

/** Reads an index below `count`. */
export function checkIndex(reader: Reader, count: number, what: string): number {
  const index = reader.u32();
  return index < count ? index : reader.fail(`there is no ${what} ${index}`);
}
