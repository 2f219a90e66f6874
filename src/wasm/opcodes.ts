/**
 * What follows each opcode, and what it weighs (core specification 3.0, section 5.4, and the proposals that V8 14 accepts).
 * The scan looks an opcode up here; those with structure of their own are handled there by name.
 */
export const FORM = {
  unknown: 0,
  plain: 1,
  number: 2,
  numbers2: 3,
  memory: 4,
  bytes4: 5,
  bytes8: 6,
  special: 7,
  heapType: 8,
  /** Indices that are checked, for beyond the module's own stand the ones that are added. */
  local: 9,
  global: 10,
  table: 11,
  function: 12,
  /** A label, `br` and `br_if`. */
  branch: 13,
} as const;

/** One-byte opcodes that the scan treats by itself. */
export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  try: 0x06,
  catch: 0x07,
  throw: 0x08,
  end: 0x0b,
  br: 0x0c,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  callRef: 0x14,
  returnCallRef: 0x15,
  delegate: 0x18,
  catchAll: 0x19,
  drop: 0x1a,
  selectTyped: 0x1c,
  tryTable: 0x1f,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  gc: 0xfb,
  misc: 0xfc,
  simd: 0xfd,
  brOnNull: 0xd5,
  brOnNonNull: 0xd6,
  atomic: 0xfe,
} as const;

/** Opcodes behind 0xfb that touch any number of elements or fields. */
export const GC = {
  structNew: 0,
  structNewDefault: 1,
  arrayNew: 6,
  arrayNewDefault: 7,
  arrayNewFixed: 8,
  arrayNewData: 9,
  arrayNewElem: 10,
  arrayFill: 16,
  arrayCopy: 17,
  arrayInitData: 18,
  arrayInitElem: 19,
} as const;

/** Opcodes behind 0xfc. */
export const MISC = {
  memoryInit: 8,
  dataDrop: 9,
  memoryCopy: 10,
  memoryFill: 11,
  tableInit: 12,
  elemDrop: 13,
  tableCopy: 14,
  tableGrow: 15,
  tableSize: 16,
  tableFill: 17,
} as const;

/** Opcodes behind 0xfe. */
export const ATOMIC = { notify: 0, wait32: 1, wait64: 2, fence: 3 } as const;

const F = FORM;

/** Form by one-byte opcode. */
export const FORMS = table(256, [
  [0x00, 0x01, F.plain],
  [0x02, 0x04, F.special],
  [0x05, 0x05, F.special],
  [0x06, 0x06, F.special],
  [0x07, 0x07, F.special],
  [0x08, 0x08, F.special],
  [0x09, 0x09, F.number], // rethrow
  [0x0a, 0x0a, F.plain], // throw_ref
  [0x0b, 0x0b, F.special],
  [0x0c, 0x0d, F.branch],
  [0x0e, 0x0e, F.special],
  [0x0f, 0x0f, F.plain],
  [0x10, 0x15, F.special],
  [0x18, 0x18, F.special],
  [0x19, 0x19, F.special],
  [0x1a, 0x1b, F.plain],
  [0x1c, 0x1c, F.special],
  [0x1f, 0x1f, F.special],
  [0x20, 0x22, F.local],
  [0x23, 0x24, F.global],
  [0x25, 0x26, F.table],
  [0x28, 0x3e, F.memory],
  [0x3f, 0x3f, F.number],
  [0x40, 0x40, F.special],
  [0x41, 0x42, F.number],
  [0x43, 0x43, F.bytes4],
  [0x44, 0x44, F.bytes8],
  [0x45, 0xc4, F.plain],
  [0xd0, 0xd0, F.heapType],
  [0xd1, 0xd1, F.plain],
  [0xd2, 0xd2, F.function],
  [0xd3, 0xd4, F.plain],
  [0xd5, 0xd6, F.special],
  [0xfb, 0xfe, F.special],
]);

/** Form by opcode behind 0xfb; those that are `special` there are array.new_fixed and the casts that branch. */
export const GC_FORMS = table(31, [
  [0, 1, F.number],
  [2, 5, F.numbers2],
  [6, 7, F.number],
  [8, 10, F.numbers2],
  [11, 14, F.number],
  [15, 15, F.plain],
  [16, 16, F.number],
  [17, 19, F.numbers2],
  [20, 23, F.heapType],
  [24, 25, F.special],
  [26, 30, F.plain],
]);

/** The weight of a one-byte opcode in fuel units, about a nanosecond for two. */
export const WEIGHTS = table(256, [
  [0x00, 0xff, 1],
  [0x01, 0x03, 0],
  [0x05, 0x05, 0],
  [0x0b, 0x0b, 0],
  [0x10, 0x10, 4],
  [0x11, 0x15, 8],
  [0x41, 0x44, 0],
  [0x20, 0x22, 0],
  [0x6d, 0x70, 8], // i32.div, i32.rem
  [0x7f, 0x82, 12], // i64.div, i64.rem
  [0x91, 0x91, 8], // f32.sqrt
  [0x95, 0x95, 6], // f32.div
  [0x9f, 0x9f, 12], // f64.sqrt
  [0xa3, 0xa3, 8], // f64.div
  [0x08, 0x0a, 200], // throw, rethrow, throw_ref
  [0xd2, 0xd2, 4],
]);

function table(size: number, rows: readonly (readonly [from: number, to: number, value: number])[]): Uint8Array {
  const result = new Uint8Array(size);
  for (const [from, to, value] of rows) result.fill(value, from, to + 1);
  return result;
}
