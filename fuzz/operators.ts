/** The value types of generated programs, as their bytes. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
export type Type = typeof I32 | typeof I64 | typeof F32 | typeof F64;
export const TYPES: readonly Type[] = [I32, I64, F32, F64];

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** An operator: the types of its operands, and its opcode. Operands that are NaN must be made equal where `bits` is set. */
export interface Operator {
  readonly operands: readonly Type[];
  readonly code: readonly number[];
  readonly bits?: true;
}

const rows = (codes: readonly number[], ...operands: Type[]): Operator[] =>
  codes.map((code) => ({ operands, code: [code] }));
const saturating = (codes: readonly number[], ...operands: Type[]): Operator[] =>
  codes.map((code) => ({ operands, code: [0xfc, code] }));

/** Every operator of the numbers, by the type that it gives (core specification, section 5.4.7). */
export const OPERATORS: Readonly<Record<Type, readonly Operator[]>> = {
  [I32]: [
    ...rows([0x45, ...range(0x67, 0x69), 0xc0, 0xc1], I32),
    ...rows([...range(0x46, 0x4f), ...range(0x6a, 0x78)], I32, I32),
    ...rows([0x50, 0xa7], I64),
    ...rows(range(0x51, 0x5a), I64, I64),
    ...rows(range(0x5b, 0x60), F32, F32),
    ...rows(range(0x61, 0x66), F64, F64),
    ...rows([0xa8, 0xa9], F32),
    ...rows([0xaa, 0xab], F64),
    { operands: [F32], code: [0xbc], bits: true },
    ...saturating([0, 1], F32),
    ...saturating([2, 3], F64),
  ],
  [I64]: [
    ...rows([...range(0x79, 0x7b), 0xc2, 0xc3, 0xc4], I64),
    ...rows(range(0x7c, 0x8a), I64, I64),
    ...rows([0xac, 0xad], I32),
    ...rows([0xae, 0xaf], F32),
    ...rows([0xb0, 0xb1], F64),
    { operands: [F64], code: [0xbd], bits: true },
    ...saturating([4, 5], F32),
    ...saturating([6, 7], F64),
  ],
  [F32]: [
    ...rows(range(0x8b, 0x91), F32),
    ...rows(range(0x92, 0x97), F32, F32),
    { operands: [F32, F32], code: [0x98], bits: true },
    ...rows([0xb2, 0xb3, 0xbe], I32),
    ...rows([0xb4, 0xb5], I64),
    ...rows([0xb6], F64),
  ],
  [F64]: [
    ...rows(range(0x99, 0x9f), F64),
    ...rows(range(0xa0, 0xa5), F64, F64),
    { operands: [F64, F64], code: [0xa6], bits: true },
    ...rows([0xb7, 0xb8], I32),
    ...rows([0xb9, 0xba, 0xbf], I64),
    ...rows([0xbb], F32),
  ],
};

/** Loads by the type that they give, and stores by the type that they take; with the largest alignment, as a power of two. */
export const LOADS: Readonly<Record<Type, readonly (readonly [code: number, align: number])[]>> = {
  [I32]: [
    [0x28, 2],
    [0x2c, 0],
    [0x2d, 0],
    [0x2e, 1],
    [0x2f, 1],
  ],
  [I64]: [
    [0x29, 3],
    [0x30, 0],
    [0x31, 0],
    [0x32, 1],
    [0x33, 1],
    [0x34, 2],
    [0x35, 2],
  ],
  [F32]: [[0x2a, 2]],
  [F64]: [[0x2b, 3]],
};
export const STORES: typeof LOADS = {
  [I32]: [
    [0x36, 2],
    [0x3a, 0],
    [0x3b, 1],
  ],
  [I64]: [
    [0x37, 3],
    [0x3c, 0],
    [0x3d, 1],
    [0x3e, 2],
  ],
  [F32]: [[0x38, 2]],
  [F64]: [[0x39, 3]],
};
