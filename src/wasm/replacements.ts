import { Writer } from './encode.ts';
import { TABLE_ELEMENT_BYTES } from './hidden.ts';
import type { Outline } from './parse.ts';

/** Bytes or elements that a bulk operation moves between two safepoints. */
const CHUNK = 65_536;
/** What a chunk is charged: memory touched for the first time costs a hundred times what memory in the cache does. */
const CHUNK_FUEL = 8_192;

/** What a growth is charged: the system maps memory for it, or a table is copied. */
const GROWTH_FUEL = 4_096;

const I32 = 0x7f;
const I64 = 0x7e;
const PAGE_SHIFT = 16n;

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
  readonly hooksTable: number;
  readonly voidType: number;
  readonly waitType: number;
  /** Function index of the first added function, which is `flush`. */
  readonly firstFunction: number;
}

/**
 * The functions that stand in for instructions that could run for long or grow without asking: each instruction becomes
 * a call of one with the same operands. The first two are `flush(n)`, which moves n units to fuel, and `safepoint()`.
 */
export class Replacements {
  readonly functions: AddedFunction[] = [];
  readonly #indices: HookIndices;
  readonly #outline: Outline;
  readonly #known = new Map<string, number>();

  constructor(outline: Outline, indices: HookIndices) {
    this.#outline = outline;
    this.#indices = indices;
    this.functions.push(this.#flushFunction(), this.#safepointFunction());
  }

  get flush(): number {
    return this.#indices.firstFunction;
  }

  get safepoint(): number {
    return this.#indices.firstFunction + 1;
  }

  memoryGrow(memory: number): number {
    return this.#once(`memory.grow ${memory}`, () => {
      const wide = this.#outline.memories[memory]?.is64 ?? false;
      return this.#growth(
        wide,
        [],
        PAGE_SHIFT,
        (out) => out.u8(0x3f).u32(memory),
        (out) => out.u8(0x40).u32(memory),
      );
    });
  }

  tableGrow(table: number): number {
    return this.#once(`table.grow ${table}`, () => {
      const type = this.#outline.tables[table];
      const shift = BigInt(Math.log2(TABLE_ELEMENT_BYTES));
      const size = (out: Writer) => out.u8(0xfc).u32(16).u32(table);
      return this.#growth(type?.is64 ?? false, [type?.refType ?? Uint8Array.of(0x70)], shift, size, (out) =>
        out.u8(0xfc).u32(15).u32(table),
      );
    });
  }

  memoryFill(memory: number): number {
    const wide = this.#wideMemory(memory);
    return this.#once(`memory.fill ${memory}`, () =>
      this.#chunked([kind(wide), I32, kind(wide)], [0], (out) => out.u8(0xfc).u32(11).u32(memory)),
    );
  }

  memoryCopy(to: number, from: number): number {
    const [wideTo, wideFrom] = [this.#wideMemory(to), this.#wideMemory(from)];
    const operands = [kind(wideTo), kind(wideFrom), kind(wideTo && wideFrom)];
    return this.#once(`memory.copy ${to} ${from}`, () =>
      this.#chunked(operands, [0, 1], (out) => out.u8(0xfc).u32(10).u32(to).u32(from), to === from),
    );
  }

  memoryInit(data: number, memory: number): number {
    return this.#once(`memory.init ${data} ${memory}`, () =>
      this.#chunked([kind(this.#wideMemory(memory)), I32, I32], [0, 1], (out) =>
        out.u8(0xfc).u32(8).u32(data).u32(memory),
      ),
    );
  }

  tableFill(table: number): number {
    const wide = kind(this.#outline.tables[table]?.is64 ?? false);
    const value = this.#outline.tables[table]?.refType ?? Uint8Array.of(0x70);
    return this.#once(`table.fill ${table}`, () =>
      this.#chunked([wide, value, wide], [0], (out) => out.u8(0xfc).u32(17).u32(table)),
    );
  }

  tableCopy(to: number, from: number): number {
    const [wideTo, wideFrom] = [this.#outline.tables[to]?.is64 ?? false, this.#outline.tables[from]?.is64 ?? false];
    const operands = [kind(wideTo), kind(wideFrom), kind(wideTo && wideFrom)];
    return this.#once(`table.copy ${to} ${from}`, () =>
      this.#chunked(operands, [0, 1], (out) => out.u8(0xfc).u32(14).u32(to).u32(from), to === from),
    );
  }

  tableInit(element: number, table: number): number {
    const wide = this.#outline.tables[table]?.is64 ?? false;
    return this.#once(`table.init ${element} ${table}`, () =>
      this.#chunked([kind(wide), I32, I32], [0, 1], (out) => out.u8(0xfc).u32(12).u32(element).u32(table)),
    );
  }

  /** A load that traps as the instruction would, then the comparison, then the time: nobody can notify a lone thread. */
  atomicWait(is64: boolean, memory: number, argument: Uint8Array): number {
    const value = is64 ? I64 : I32;
    const key = `atomic.wait ${is64} ${argument.join()}`;
    return this.#once(key, () => {
      const out = new Writer().u32(0);
      get(out, 0)
        .u8(0xfe)
        .u32(is64 ? 0x11 : 0x10)
        .bytes(argument);
      get(out, 1)
        .u8(is64 ? 0x52 : 0x47)
        .u8(0x04)
        .u8(0x40);
      out.u8(0x41).i32(1).u8(0x0f).u8(0x0b);
      get(out, 2).u8(0x41).i32(1).u8(0x11).u32(this.#indices.waitType).u32(this.#indices.hooksTable);
      out.u8(0x41).i32(2).u8(0x0b);
      const params = [kind(this.#wideMemory(memory)), value, I64].map(typeBytes);
      return { params, results: [typeBytes(I32)], body: out.finish() };
    });
  }

  #wideMemory(memory: number): boolean {
    return this.#outline.memories[memory]?.is64 ?? false;
  }

  #once(key: string, make: () => AddedFunction): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#indices.firstFunction + this.functions.push(make()) - 1;
    this.#known.set(key, index);
    return index;
  }

  #flushFunction(): AddedFunction {
    const { fuel } = this.#indices;
    const out = new Writer().u32(0);
    out.u8(0x23).u32(fuel).u8(0x20).u32(0).u8(0x6b).u8(0x24).u32(fuel);
    out.u8(0x23).u32(fuel).u8(0x41).i32(0).u8(0x48).u8(0x04).u8(0x40);
    this.#callHook(out).u8(0x0b).u8(0x0b);
    return { params: [typeBytes(I32)], results: [], body: out.finish() };
  }

  #safepointFunction(): AddedFunction {
    return { params: [], results: [], body: this.#callHook(new Writer().u32(0)).u8(0x0b).finish() };
  }

  #callHook(out: Writer): Writer {
    return out.u8(0x41).i32(0).u8(0x11).u32(this.#indices.voidType).u32(this.#indices.hooksTable);
  }

  /**
   * `grow` behind a check: what all memories and tables would come to, in bytes, may not pass the limit. A refused growth is counted
   * and makes the next safepoint come soon. Growing by nothing is asking for the size, and always answered.
   */
  #growth(
    wide: boolean,
    before: readonly Uint8Array[],
    shift: bigint,
    size: (out: Writer) => Writer,
    grow: (out: Writer) => Writer,
  ): AddedFunction {
    const { limit, refused, fuel } = this.#indices;
    const delta = before.length;
    const out = new Writer().u32(0);
    out.u8(0x41).i32(GROWTH_FUEL).u8(0x10).u32(this.flush);
    const deltaAsI64 = () => {
      get(out, delta);
      if (!wide) out.u8(0xad);
    };
    deltaAsI64();
    out.u8(0x50).u8(0x04).u8(0x40);
    size(out).u8(0x0f).u8(0x0b);
    deltaAsI64();
    out
      .u8(0x42)
      .i64(1n << 40n)
      .u8(0x56); // far beyond any memory, so that nothing below overflows
    deltaAsI64();
    out.u8(0x42).i64(shift).u8(0x86);
    this.#totalBytes(out);
    out.u8(0x7c).u8(0x23).u32(limit).u8(0x56).u8(0x72).u8(0x04).u8(0x40);
    out.u8(0x23).u32(refused).u8(0x41).i32(1).u8(0x6a).u8(0x24).u32(refused);
    out.u8(0x41).i32(-1).u8(0x24).u32(fuel);
    if (wide) out.u8(0x42).i64(-1n);
    else out.u8(0x41).i32(-1);
    out.u8(0x0f).u8(0x0b);
    for (let index = 0; index < delta; index++) get(out, index);
    grow(get(out, delta)).u8(0x0b);
    return { params: [...before, typeBytes(kind(wide))], results: [typeBytes(kind(wide))], body: out.finish() };
  }

  #totalBytes(out: Writer): void {
    out.u8(0x42).i64(0n);
    this.#outline.memories.forEach((memory, index) => {
      out.u8(0x3f).u32(index);
      if (!memory.is64) out.u8(0xad);
      out.u8(0x42).i64(PAGE_SHIFT).u8(0x86).u8(0x7c);
    });
    this.#outline.tables.forEach((table, index) => {
      out.u8(0xfc).u32(16).u32(index);
      if (!table.is64) out.u8(0xad);
      out.u8(0x42).i64(BigInt(TABLE_ELEMENT_BYTES)).u8(0x7e).u8(0x7c);
    });
  }

  /**
   * A bulk operation in chunks with a safepoint after each. `operands` are the types of its three operands, the last of
   * which is the length; `moving` are those that advance with it. An operation of length 0 at the far end traps exactly where the
   * whole would, so bounds are checked before the first byte moves. Where source and target may overlap, and
   * the target is behind the source, it goes from the end, as the instruction must.
   */
  #chunked(
    operands: readonly (number | Uint8Array)[],
    moving: readonly number[],
    write: (out: Writer) => Writer,
    mayOverlap = false,
  ): AddedFunction {
    const types = operands.map((operand) => (typeof operand === 'number' ? typeBytes(operand) : operand));
    const wide = operands.map((operand) => operand === I64);
    const out = new Writer().u32(0);
    this.#smallOrOutOfBounds(out, wide, moving, write);
    if (mayOverlap) {
      const type = wide[0] as boolean;
      get(out, 0);
      get(out, 1)
        .u8(type ? 0x56 : 0x4b)
        .u8(0x04)
        .u8(0x40);
      this.#backward(out, wide, moving, write);
      out.u8(0x0f).u8(0x0b);
    }
    this.#forward(out, wide, moving, write);
    out.u8(0x0b);
    return { params: types, results: [], body: out.finish() };
  }

  #smallOrOutOfBounds(
    out: Writer,
    wide: readonly boolean[],
    moving: readonly number[],
    write: (out: Writer) => Writer,
  ): void {
    const lengthWide = wide[2] as boolean;
    // if (length <= CHUNK, or an end wraps around) the instruction itself does it, or traps
    get(out, 2);
    constant(out, lengthWide, CHUNK).u8(lengthWide ? 0x58 : 0x4d);
    for (const operand of moving) {
      end(out, operand, wide);
      get(out, operand)
        .u8(wide[operand] ? 0x54 : 0x49)
        .u8(0x72);
    }
    out.u8(0x04).u8(0x40);
    write(get(get(get(out, 0), 1), 2));
    get(out, 2);
    if (lengthWide) out.u8(0xa7);
    out.u8(0x41).i32(4).u8(0x76).u8(0x10).u32(this.flush).u8(0x0f).u8(0x0b);
    for (const operand of [0, 1]) {
      if (moving.includes(operand)) end(out, operand, wide);
      else get(out, operand);
    }
    write(constant(out, lengthWide, 0));
  }

  #forward(out: Writer, wide: readonly boolean[], moving: readonly number[], write: (out: Writer) => Writer): void {
    const lengthWide = wide[2] as boolean;
    out.u8(0x03).u8(0x40);
    write(constant(get(get(out, 0), 1), lengthWide, CHUNK));
    this.#chargeChunk(out);
    for (const operand of moving)
      set(constant(get(out, operand), wide[operand] as boolean, CHUNK).u8(wide[operand] ? 0x7c : 0x6a), operand);
    set(constant(get(out, 2), lengthWide, CHUNK).u8(lengthWide ? 0x7d : 0x6b), 2);
    constant(get(out, 2), lengthWide, CHUNK)
      .u8(lengthWide ? 0x56 : 0x4b)
      .u8(0x0d)
      .u32(0)
      .u8(0x0b);
    write(get(get(get(out, 0), 1), 2));
  }

  #backward(out: Writer, wide: readonly boolean[], moving: readonly number[], write: (out: Writer) => Writer): void {
    const lengthWide = wide[2] as boolean;
    out.u8(0x03).u8(0x40);
    set(constant(get(out, 2), lengthWide, CHUNK).u8(lengthWide ? 0x7d : 0x6b), 2);
    for (const operand of moving) end(out, operand, wide);
    write(constant(out, lengthWide, CHUNK));
    this.#chargeChunk(out);
    constant(get(out, 2), lengthWide, CHUNK)
      .u8(lengthWide ? 0x56 : 0x4b)
      .u8(0x0d)
      .u32(0)
      .u8(0x0b);
    write(get(get(get(out, 0), 1), 2));
  }

  #chargeChunk(out: Writer): void {
    out.u8(0x41).i32(CHUNK_FUEL).u8(0x10).u32(this.flush);
  }
}

function kind(wide: boolean): number {
  return wide ? I64 : I32;
}

function typeBytes(type: number): Uint8Array {
  return Uint8Array.of(type);
}

function get(out: Writer, local: number): Writer {
  return out.u8(0x20).u32(local);
}

function set(out: Writer, local: number): Writer {
  return out.u8(0x21).u32(local);
}

function constant(out: Writer, wide: boolean, value: number): Writer {
  return wide ? out.u8(0x42).i64(BigInt(value)) : out.u8(0x41).i32(value);
}

/** operand + length, in the operand's width. */
function end(out: Writer, operand: number, wide: readonly boolean[]): Writer {
  get(get(out, operand), 2);
  if (wide[operand] && !wide[2]) out.u8(0xad);
  return out.u8(wide[operand] ? 0x7c : 0x6a);
}
