import { skipConstantExpression } from '../src/wasm/constant-expression.ts';
import { valueType } from '../src/wasm/parse.ts';
import type { Reader } from '../src/wasm/reader.ts';
import { SECTION } from '../src/wasm/sections.ts';

const ANY = { types: Number.POSITIVE_INFINITY, functions: Number.POSITIVE_INFINITY, globals: Number.POSITIVE_INFINITY };

const skipExpression = (reader: Reader) => skipConstantExpression(reader, ANY);
const skipIndex = (reader: Reader) => reader.skipNumber();

function skipEach(reader: Reader, skip: (reader: Reader) => void): void {
  for (let left = reader.u32(); left > 0; left--) skip(reader);
}

function skipLimits(reader: Reader): void {
  const flags = reader.u8();
  reader.skipNumber();
  if (flags & 1) reader.skipNumber();
}

function skipTableType(reader: Reader): void {
  valueType(reader);
  skipLimits(reader);
}

function skipTable(reader: Reader): void {
  const hasInitial = reader.bytes[reader.at] === 0x40;
  if (hasInitial) reader.skip(2);
  skipTableType(reader);
  if (hasInitial) skipExpression(reader);
}

/** Of a global or a field: its type, and whether it can be changed. */
function skipMutable(reader: Reader): void {
  valueType(reader);
  reader.skip(1);
}

function skipType(reader: Reader): void {
  const form = reader.u8();
  if (form === 0x4e) skipEach(reader, skipType);
  else if (form === 0x50 || form === 0x4f) {
    skipEach(reader, skipIndex);
    skipType(reader);
  } else if (form === 0x5e) skipMutable(reader);
  else if (form === 0x5f) skipEach(reader, skipMutable);
  else {
    skipEach(reader, valueType);
    skipEach(reader, valueType);
  }
}

/** By kind: function, table, memory, global, tag. */
const IMPORTED: readonly ((reader: Reader) => void)[] = [
  skipIndex,
  skipTableType,
  skipLimits,
  skipMutable,
  (reader) => reader.skip(2),
];

function skipElements(reader: Reader): void {
  const flags = reader.u32();
  const isActive = (flags & 1) === 0;
  if (isActive && flags & 2) reader.skipNumber();
  if (isActive) skipExpression(reader);
  if (flags & 3 && flags & 4) valueType(reader);
  else if (flags & 3) reader.skip(1);
  skipEach(reader, flags & 4 ? skipExpression : skipIndex);
}

/** How an item of each section is passed over; those of the sections that are no vectors are left whole. */
export const ITEMS: Readonly<Record<number, (reader: Reader) => void>> = {
  [SECTION.type]: skipType,
  [SECTION.import]: (reader) => {
    reader.name();
    reader.name();
    IMPORTED[reader.u8()]?.(reader);
  },
  [SECTION.function]: skipIndex,
  [SECTION.table]: skipTable,
  [SECTION.memory]: skipLimits,
  [SECTION.global]: (reader) => {
    skipMutable(reader);
    skipExpression(reader);
  },
  [SECTION.export]: (reader) => {
    reader.name();
    reader.skip(1);
    reader.skipNumber();
  },
  [SECTION.element]: skipElements,
  [SECTION.tag]: (reader) => {
    reader.skip(1);
    reader.skipNumber();
  },
  [SECTION.data]: (reader) => {
    const flags = reader.u32();
    if (flags === 2) reader.skipNumber();
    if (flags !== 1) skipExpression(reader);
    reader.skip(reader.u32());
  },
};
