import { Writer } from './encode.ts';

export const I32 = 0x7f;
export const I64 = 0x7e;

/** A function that is added to the module: its type as bytes, and its body without the size. */
export interface AddedFunction {
  readonly params: readonly Uint8Array[];
  readonly results: readonly Uint8Array[];
  readonly body: Uint8Array;
}

/** Indices that the added code refers to. */
export interface HookIndices {
  readonly fuel: number;
  readonly limit: number;
  readonly refused: number;
  readonly wanted: number;
  readonly hooksTable: number;
  readonly safepointType: number;
  readonly waitType: number;
  /** The first added function, `flush(n)`, which moves n units to fuel; the others follow. */
  readonly flush: number;
  /** The second, `safepoint()`. */
  readonly safepoint: number;
  /** The third, in a module with a start section. */
  readonly start: number;
}

/** The type of an address or a length: 64 bits wide, or 32. */
export function kind(wide: boolean): number {
  return wide ? I64 : I32;
}

export function typeBytes(type: number): Uint8Array {
  return Uint8Array.of(type);
}

/** A reference to a type of the module's: 0x63 where it may be null, else 0x64. */
export function reference(form: number, type: number): Uint8Array {
  return new Writer().u8(form).i32(type).finish();
}

export function get(out: Writer, local: number): Writer {
  return out.u8(0x20).u32(local);
}

/** All locals below `count`, in order. */
export function getAll(out: Writer, count: number): Writer {
  for (let local = 0; local < count; local++) get(out, local);
  return out;
}

export function constant(out: Writer, wide: boolean | undefined, value: number): Writer {
  return wide ? out.u8(0x42).i64(BigInt(value)) : out.u8(0x41).i32(value);
}
