import { Writer } from './encode.ts';
import { REFUSED_FUEL, TABLE_ELEMENT_BYTES } from './hidden.ts';
import { GC } from './opcodes.ts';
import type { Outline } from './parse.ts';
import type { Reader } from './reader.ts';

/** How a bulk operation is divided. */
interface Pace {
  /** Bytes or elements between two safepoints. */
  readonly chunk: number;
  /** What a chunk is charged. */
  readonly fuel: number;
  /** What a smaller operation is charged: its length, shifted to the left so far, or to the right below zero. */
  readonly shift: number;
}

/** Memory that is touched for the first time costs a hundred times what memory in the cache does. */
const BYTES: Pace = { chunk: 65_536, fuel: 16_384, shift: -4 };

/** V8 takes some 0.6 µs to write an element of a table. */
const ELEMENTS: Pace = { chunk: 1_024, fuel: 32_768, shift: 5 };

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
  readonly safepointType: number;
  readonly waitType: number;
  /** Function index of the first added function, which is `flush`. */
  readonly firstFunction: number;
}

/** A bulk operation: which of its operands are 64 bits wide, which advance, and the instruction itself. */
interface Bulk {
  readonly pace: Pace;
  readonly wide: readonly boolean[];
  readonly moving: readonly number[];
  readonly write: (out: Writer) => Writer;
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
      this.#chunked(BYTES, [kind(wide), I32, kind(wide)], [0], (out) => out.u8(0xfc).u32(11).u32(memory)),
    );
  }

  memoryCopy(to: number, from: number): number {
    const [wideTo, wideFrom] = [this.#wideMemory(to), this.#wideMemory(from)];
    const operands = [kind(wideTo), kind(wideFrom), kind(wideTo && wideFrom)];
    return this.#once(`memory.copy ${to} ${from}`, () =>
      this.#chunked(BYTES, operands, [0, 1], (out) => out.u8(0xfc).u32(10).u32(to).u32(from), to === from),
    );
  }

  memoryInit(data: number, memory: number): number {
    return this.#once(`memory.init ${data} ${memory}`, () =>
      this.#chunked(BYTES, [kind(this.#wideMemory(memory)), I32, I32], [0, 1], (out) =>
        out.u8(0xfc).u32(8).u32(data).u32(memory),
      ),
    );
  }

  tableFill(table: number): number {
    const wide = kind(this.#outline.tables[table]?.is64 ?? false);
    const value = this.#outline.tables[table]?.refType ?? Uint8Array.of(0x70);
    return this.#once(`table.fill ${table}`, () =>
      this.#chunked(ELEMENTS, [wide, value, wide], [0], (out) => out.u8(0xfc).u32(17).u32(table)),
    );
  }

  tableCopy(to: number, from: number): number {
    const [wideTo, wideFrom] = [this.#outline.tables[to]?.is64 ?? false, this.#outline.tables[from]?.is64 ?? false];
    const operands = [kind(wideTo), kind(wideFrom), kind(wideTo && wideFrom)];
    return this.#once(`table.copy ${to} ${from}`, () =>
      this.#chunked(ELEMENTS, operands, [0, 1], (out) => out.u8(0xfc).u32(14).u32(to).u32(from), to === from),
    );
  }

  tableInit(element: number, table: number): number {
    const wide = this.#outline.tables[table]?.is64 ?? false;
    return this.#once(`table.init ${element} ${table}`, () =>
      this.#chunked(ELEMENTS, [kind(wide), I32, I32], [0, 1], (out) => out.u8(0xfc).u32(12).u32(element).u32(table)),
    );
  }

  arrayFill(reader: Reader, type: number): number {
    const operands = [reference(0x63, type), I32, this.#element(reader, type), I32];
    return this.#once(`array.fill ${type}`, () =>
      this.#chunked(BYTES, operands, [1], (out) => out.u8(0xfb).u32(GC.arrayFill).u32(type)),
    );
  }

  /** The two may be one array: going from the end where the target is behind does no harm where they are not. */
  arrayCopy(reader: Reader, to: number, from: number): number {
    this.#element(reader, to);
    this.#element(reader, from);
    const operands = [reference(0x63, to), I32, reference(0x63, from), I32, I32];
    return this.#once(`array.copy ${to} ${from}`, () =>
      this.#chunked(BYTES, operands, [1, 3], (out) => out.u8(0xfb).u32(GC.arrayCopy).u32(to).u32(from), true),
    );
  }

  /** array.init_data and array.init_elem */
  arrayInit(reader: Reader, operation: number, type: number, segment: number): number {
    this.#element(reader, type);
    return this.#once(`array ${operation} ${type} ${segment}`, () =>
      this.#chunked(BYTES, [reference(0x63, type), I32, I32, I32], [1, 2], (out) =>
        out.u8(0xfb).u32(operation).u32(type).u32(segment),
      ),
    );
  }

  arrayNew(reader: Reader, type: number): number {
    const operands = [this.#element(reader, type), typeBytes(I32)];
    return this.#newArray(`array.new ${type}`, operands, type, (out) => out.u8(0xfb).u32(GC.arrayNew).u32(type));
  }

  arrayNewDefault(reader: Reader, type: number): number {
    this.#element(reader, type);
    return this.#newArray(`array.new_default ${type}`, [typeBytes(I32)], type, (out) =>
      out.u8(0xfb).u32(GC.arrayNewDefault).u32(type),
    );
  }

  /** array.new_data and array.new_elem */
  arrayNewFrom(reader: Reader, operation: number, type: number, segment: number): number {
    this.#element(reader, type);
    return this.#newArray(`array ${operation} ${type} ${segment}`, [typeBytes(I32), typeBytes(I32)], type, (out) =>
      out.u8(0xfb).u32(operation).u32(type).u32(segment),
    );
  }

  /** One instruction makes the array, so it is paid for by its length before; the cap of the heap bounds it. */
  #newArray(key: string, params: readonly Uint8Array[], type: number, write: (out: Writer) => Writer): number {
    return this.#once(key, () => {
      const out = new Writer().u32(0);
      get(out, params.length - 1)
        .u8(0x41)
        .i32(-BYTES.shift)
        .u8(0x76);
      out.u8(0x10).u32(this.flush);
      write(getAll(out, params.length)).u8(0x0b);
      return { params, results: [reference(0x64, type)], body: out.finish() };
    });
  }

  /** What an element of that array type is on the stack. */
  #element(reader: Reader, type: number): Uint8Array {
    const definition = this.#outline.types[type];
    return definition?.kind === 'array' ? definition.element : reader.fail(`type ${type} is not an array type`);
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
    this.#callHook(out, 0).u8(0x0b).u8(0x0b);
    return { params: [typeBytes(I32)], results: [], body: out.finish() };
  }

  #safepointFunction(): AddedFunction {
    const out = new Writer().u32(1).u32(1).u8(I32);
    return { params: [], results: [], body: this.#callHook(out, 0).u8(0x0b).finish() };
  }

  /** fuel = hook(fuel), unless that is negative. */
  #callHook(out: Writer, local: number): Writer {
    const { fuel, safepointType, hooksTable } = this.#indices;
    out.u8(0x23).u32(fuel).u8(0x41).i32(0).u8(0x11).u32(safepointType).u32(hooksTable);
    out.u8(0x22).u32(local).u8(0x41).i32(0).u8(0x4e).u8(0x04).u8(0x40);
    return out.u8(0x20).u32(local).u8(0x24).u32(fuel).u8(0x0b);
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
    out.u8(0x41).i32(REFUSED_FUEL).u8(0x24).u32(fuel);
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
   * A bulk operation in chunks with a safepoint after each. `operands` are the types of its operands, the last of which is
   * the length; `moving` are those that advance with it. An operation of length 0 at the far end traps exactly where the
   * whole would, so bounds are checked before the first byte moves. Where source and target may overlap, and
   * the target is behind the source, it goes from the end, as the instruction must.
   */
  #chunked(
    pace: Pace,
    operands: readonly (number | Uint8Array)[],
    moving: readonly number[],
    write: (out: Writer) => Writer,
    mayOverlap = false,
  ): AddedFunction {
    const bulk: Bulk = { pace, wide: operands.map((operand) => operand === I64), moving, write };
    const out = new Writer().u32(0);
    this.#smallOrOutOfBounds(out, bulk);
    if (mayOverlap) {
      const [to = 0, from = 0] = moving;
      get(get(out, to), from)
        .u8(bulk.wide[to] ? 0x56 : 0x4b)
        .u8(0x04)
        .u8(0x40);
      this.#backward(out, bulk);
      out.u8(0x0f).u8(0x0b);
    }
    this.#forward(out, bulk);
    out.u8(0x0b);
    const params = operands.map((operand) => (typeof operand === 'number' ? typeBytes(operand) : operand));
    return { params, results: [], body: out.finish() };
  }

  #smallOrOutOfBounds(out: Writer, { pace, wide, moving, write }: Bulk): void {
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
      .u32(this.flush)
      .u8(0x0f)
      .u8(0x0b);
    for (let operand = 0; operand < length; operand++) {
      if (moving.includes(operand)) end(out, operand, wide);
      else get(out, operand);
    }
    write(constant(out, wide[length], 0));
  }

  #forward(out: Writer, { pace, wide, moving, write }: Bulk): void {
    const length = wide.length - 1;
    out.u8(0x03).u8(0x40);
    write(constant(getAll(out, length), wide[length], pace.chunk));
    out.u8(0x41).i32(pace.fuel).u8(0x10).u32(this.flush);
    for (const operand of moving) advance(out, operand, wide, pace.chunk);
    advance(out, length, wide, -pace.chunk);
    againWhileLonger(out, length, wide[length], pace.chunk);
    write(get(getAll(out, length), length));
  }

  #backward(out: Writer, { pace, wide, moving, write }: Bulk): void {
    const length = wide.length - 1;
    out.u8(0x03).u8(0x40);
    advance(out, length, wide, -pace.chunk);
    for (let operand = 0; operand < length; operand++) {
      if (moving.includes(operand)) end(out, operand, wide);
      else get(out, operand);
    }
    write(constant(out, wide[length], pace.chunk));
    out.u8(0x41).i32(pace.fuel).u8(0x10).u32(this.flush);
    againWhileLonger(out, length, wide[length], pace.chunk);
    write(get(getAll(out, length), length));
  }
}

function kind(wide: boolean): number {
  return wide ? I64 : I32;
}

function typeBytes(type: number): Uint8Array {
  return Uint8Array.of(type);
}

/** A reference to a type of the module's: 0x63 where it may be null, else 0x64. */
function reference(form: number, type: number): Uint8Array {
  return new Writer().u8(form).i32(type).finish();
}

function get(out: Writer, local: number): Writer {
  return out.u8(0x20).u32(local);
}

/** All locals below `count`, in order. */
function getAll(out: Writer, count: number): Writer {
  for (let local = 0; local < count; local++) get(out, local);
  return out;
}

function constant(out: Writer, wide: boolean | undefined, value: number): Writer {
  return wide ? out.u8(0x42).i64(BigInt(value)) : out.u8(0x41).i32(value);
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
