import { skipBlockType, skipCatches, skipMemoryArgument, skipSimd } from '../src/wasm/immediates.ts';
import { ATOMIC, FORM, FORMS, GC_FORMS, MISC, OP } from '../src/wasm/opcodes.ts';
import { valueType } from '../src/wasm/parse.ts';
import { Reader } from '../src/wasm/reader.ts';

/** Splits a function's code, from the first instruction to its last `end`, into instructions. */
export function splitInstructions(bytes: Uint8Array, start: number, end: number): Uint8Array[] {
  const places = placesOf(bytes, start, end);
  return places.map((at, index) => bytes.slice(at, places[index + 1] ?? end));
}

/** Where the instructions of a function's code begin. */
export function placesOf(bytes: Uint8Array, start: number, end: number): number[] {
  const reader = new Reader(bytes, start, end);
  const places: number[] = [];
  while (!reader.done) {
    places.push(reader.at);
    skipInstruction(reader);
  }
  return places;
}

function skipInstruction(reader: Reader): void {
  const opcode = reader.u8();
  const form = FORMS[opcode] ?? FORM.unknown;
  if (form === FORM.special) skipSpecial(reader, opcode);
  else skipForm(reader, form);
}

function skipForm(reader: Reader, form: number): void {
  if (form === FORM.memory) skipMemoryArgument(reader);
  else if (form === FORM.bytes4) reader.skip(4);
  else if (form === FORM.bytes8) reader.skip(8);
  else if (form === FORM.numbers2) skipNumbers(reader, 2);
  else if (form !== FORM.plain) reader.skipNumber();
}

function skipNumbers(reader: Reader, count: number): void {
  for (let left = count; left > 0; left--) reader.skipNumber();
}

const WITHOUT: ReadonlySet<number> = new Set([OP.else, OP.catchAll, OP.end]);
const WITH_TYPE: ReadonlySet<number> = new Set([OP.block, OP.if, OP.loop, OP.try, OP.tryTable]);

function skipSpecial(reader: Reader, opcode: number): void {
  if (WITHOUT.has(opcode)) return;
  if (WITH_TYPE.has(opcode)) {
    skipBlockType(reader, Number.POSITIVE_INFINITY);
    if (opcode === OP.tryTable) skipCatches(reader);
  } else if (opcode === OP.brTable) skipNumbers(reader, reader.count() + 1);
  else if (opcode === OP.selectTyped) for (let left = reader.count(); left > 0; left--) valueType(reader);
  else if (opcode === OP.callIndirect || opcode === OP.returnCallIndirect) skipNumbers(reader, 2);
  else if (opcode === OP.simd) skipSimd(reader);
  else if (opcode === OP.gc) skipGc(reader);
  else if (opcode === OP.misc) skipMisc(reader);
  else if (opcode === OP.atomic) {
    if (reader.u32() === ATOMIC.fence) reader.skip(1);
    else skipMemoryArgument(reader);
  } else reader.skipNumber();
}

function skipGc(reader: Reader): void {
  const operation = reader.u32();
  const form = GC_FORMS[operation] ?? FORM.unknown;
  if (form !== FORM.special) return skipForm(reader, form);
  reader.skip(1);
  skipNumbers(reader, 3);
}

const TWO_INDICES: ReadonlySet<number> = new Set([MISC.memoryInit, MISC.memoryCopy, MISC.tableInit, MISC.tableCopy]);

function skipMisc(reader: Reader): void {
  const operation = reader.u32();
  if (operation >= MISC.memoryInit) skipNumbers(reader, TWO_INDICES.has(operation) ? 2 : 1);
}
