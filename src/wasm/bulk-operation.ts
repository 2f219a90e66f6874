import { type AddedFunction, constant, get, getAll, I64, typeBytes } from './added-function.ts';
import { Writer } from './encode.ts';

/** How a bulk operation is divided. */
export interface Pace {
  /** Bytes or elements between two safepoints. */
  readonly chunk: number;
  /** What a chunk is charged. */
  readonly fuel: number;
  /** What a smaller operation is charged: its length, shifted to the left so far, or to the right below zero. */
  readonly shift: number;
}

/** Memory that is touched for the first time costs a hundred times what memory in the cache does. */
export const BYTES: Pace = { chunk: 65_536, fuel: 16_384, shift: -4 };

/** V8 takes some 0.6 µs to write an element of a table. */
export const ELEMENTS: Pace = { chunk: 1_024, fuel: 32_768, shift: 5 };

/** A bulk operation: which of its operands are 64 bits wide, which advance, and the instruction itself. */
interface Bulk {
  /** The function that moves what it is given to fuel. */
  readonly flush: number;
  readonly pace: Pace;
  readonly wide: readonly boolean[];
  readonly moving: readonly number[];
  readonly write: (out: Writer) => Writer;
}

/**
 * A bulk operation in chunks with a safepoint after each. `operands` are the types of its operands, the last of which is
 * the length; `moving` are those that advance with it. An operation of length 0 at the far end traps exactly where the
 * whole would, so bounds are checked before the first byte moves. Where source and target may overlap, and
 * the target is behind the source, it goes from the end, as the instruction must.
 */
export function chunked(
  flush: number,
  pace: Pace,
  operands: readonly (number | Uint8Array)[],
  moving: readonly number[],
  write: (out: Writer) => Writer,
  mayOverlap = false,
): AddedFunction {
  const bulk: Bulk = { flush, pace, wide: operands.map((operand) => operand === I64), moving, write };
  const out = new Writer().u32(0);
  smallOrOutOfBounds(out, bulk);
  if (mayOverlap) {
    const [to = 0, from = 0] = moving;
    get(get(out, to), from)
      .u8(bulk.wide[to] ? 0x56 : 0x4b)
      .u8(0x04)
      .u8(0x40);
    backward(out, bulk);
    out.u8(0x0f).u8(0x0b);
  }
  forward(out, bulk);
  out.u8(0x0b);
  const params = operands.map((operand) => (typeof operand === 'number' ? typeBytes(operand) : operand));
  return { params, results: [], body: out.finish() };
}

function smallOrOutOfBounds(out: Writer, { flush, pace, wide, moving, write }: Bulk): void {
  const length = wide.length - 1;
  // if (length <= chunk, or an end wraps around) the instruction itself does it, or traps
  constant(get(out, length), wide[length], pace.chunk).u8(wide[length] ? 0x58 : 0x4d);
  for (const operand of moving) {
    end(out, operand, wide);
    get(out, operand)
      .u8(wide[operand] ? 0x54 : 0x49)
      .u8(0x72);
  }
  out.u8(0x04).u8(0x40);
  write(get(getAll(out, length), length));
  get(out, length);
  if (wide[length]) out.u8(0xa7);
  out.u8(0x41).i32(Math.abs(pace.shift));
  out
    .u8(pace.shift < 0 ? 0x76 : 0x74)
    .u8(0x10)
    .u32(flush)
    .u8(0x0f)
    .u8(0x0b);
  for (let operand = 0; operand < length; operand++) {
    if (moving.includes(operand)) end(out, operand, wide);
    else get(out, operand);
  }
  write(constant(out, wide[length], 0));
}

function forward(out: Writer, { flush, pace, wide, moving, write }: Bulk): void {
  const length = wide.length - 1;
  out.u8(0x03).u8(0x40);
  write(constant(getAll(out, length), wide[length], pace.chunk));
  out.u8(0x41).i32(pace.fuel).u8(0x10).u32(flush);
  for (const operand of moving) advance(out, operand, wide, pace.chunk);
  advance(out, length, wide, -pace.chunk);
  againWhileLonger(out, length, wide[length], pace.chunk);
  write(get(getAll(out, length), length));
}

function backward(out: Writer, { flush, pace, wide, moving, write }: Bulk): void {
  const length = wide.length - 1;
  out.u8(0x03).u8(0x40);
  advance(out, length, wide, -pace.chunk);
  for (let operand = 0; operand < length; operand++) {
    if (moving.includes(operand)) end(out, operand, wide);
    else get(out, operand);
  }
  write(constant(out, wide[length], pace.chunk));
  out.u8(0x41).i32(pace.fuel).u8(0x10).u32(flush);
  againWhileLonger(out, length, wide[length], pace.chunk);
  write(get(getAll(out, length), length));
}

/** if (length > chunk) goes round again; else ends the loop. */
function againWhileLonger(out: Writer, length: number, wide: boolean | undefined, chunk: number): void {
  constant(get(out, length), wide, chunk)
    .u8(wide ? 0x56 : 0x4b)
    .u8(0x0d)
    .u32(0)
    .u8(0x0b);
}

/** operand += by */
function advance(out: Writer, operand: number, wide: readonly boolean[], by: number): void {
  constant(get(out, operand), wide[operand], by)
    .u8(wide[operand] ? 0x7c : 0x6a)
    .u8(0x21)
    .u32(operand);
}

/** operand + length, in the operand's width. */
function end(out: Writer, operand: number, wide: readonly boolean[]): Writer {
  const length = wide.length - 1;
  get(get(out, operand), length);
  if (wide[operand] && !wide[length]) out.u8(0xad);
  return out.u8(wide[operand] ? 0x7c : 0x6a);
}
