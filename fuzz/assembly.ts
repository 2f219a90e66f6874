import { Writer } from '../src/wasm/encode.ts';

/** Machine code, or any piece of a module: bytes, and pieces of pieces. */
export type Code = number | Uint8Array | readonly Code[];

/** Value types, and types that only fields have, as their bytes (core specification 3.0, section 5.3). */
export const TYPE = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
  i8: 0x78,
  i16: 0x77,
  nullref: 0x71,
  funcref: 0x70,
  externref: 0x6f,
  anyref: 0x6e,
  eqref: 0x6d,
  i31ref: 0x6c,
  structref: 0x6b,
  arrayref: 0x6a,
  exnref: 0x69,
} as const;

export function write(out: Writer, code: Code): Writer {
  if (typeof code === 'number') return out.u8(code);
  if (code instanceof Uint8Array) return out.bytes(code);
  for (const piece of code) write(out, piece);
  return out;
}

export const assemble = (code: Code): Uint8Array<ArrayBuffer> => write(new Writer(), code).finish().slice();

/** An unsigned number. */
export const u = (value: number): Uint8Array => new Writer(5).u32(value).finish();

export const vector = (items: readonly Code[]): Code => [u(items.length), items];

/** A vector of one item over and over; a million of them take no time. */
export const vectorOf = (count: number, item: Code): Code => [u(count), repeat(count, item)];

export const name = (text: string): Uint8Array => new Writer().name(text).finish();

/** The same piece over and over, as bytes. */
export function repeat(count: number, piece: Code): Uint8Array {
  const bytes = assemble(piece);
  const all = new Uint8Array(count * bytes.length);
  if (all.length === 0) return all;
  all.set(bytes);
  for (let done = bytes.length; done < all.length; done *= 2) all.copyWithin(done, 0, done);
  return all;
}

// Types

export const reference = (type: number): Code => [0x63, new Writer(5).i32(type).finish()];
export const functionType = (params: readonly Code[] = [], results: readonly Code[] = []): Code => [
  0x60,
  vector(params),
  vector(results),
];
/** All fields can be changed. */
export const structType = (...fields: readonly Code[]): Code => [0x5f, vector(fields.map((field) => [field, 1]))];
export const arrayType = (element: Code): Code => [0x5e, element, 1];
export const recursive = (...types: readonly Code[]): Code => [0x4e, vector(types)];
/** A type that has no subtypes, or one below `parent` that may have. */
export const below = (parent: number | undefined, type: Code): Code => [
  0x50,
  vector(parent === undefined ? [] : [u(parent)]),
  type,
];

// Instructions

export const i32 = (value: number): Code => [0x41, new Writer(5).i32(value).finish()];
export const i64 = (value: bigint): Code => [0x42, new Writer(10).i64(value).finish()];
export const get = (local: number): Code => [0x20, u(local)];
export const set = (local: number): Code => [0x21, u(local)];
export const call = (index: number): Code => [0x10, u(index)];
export const br = (label: number): Code => [0x0c, u(label)];
export const nil = (heapType: number): Code => [0xd0, heapType];
export const gc = (operation: number, ...immediates: readonly number[]): Code => [0xfb, operation, immediates.map(u)];
export const misc = (operation: number, ...immediates: readonly number[]): Code => [0xfc, operation, immediates.map(u)];
export const END = 0x0b;
export const DROP = 0x1a;
const EMPTY = 0x40;
export const block = (...body: readonly Code[]): Code => [0x02, EMPTY, body, END];
/** Goes on for ever. */
export const forever = (...body: readonly Code[]): Code => [0x03, EMPTY, body, br(0), END];

/** Runs a piece, and leaves the reference to what it throws in a local. */
export const caughtIn = (local: number, ...body: readonly Code[]): Code => [
  [0x02, TYPE.exnref],
  [0x1f, EMPTY, vector([[0x03, 0]]), body, END],
  [0x00, END],
  set(local),
];
