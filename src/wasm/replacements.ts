import {
  type AddedFunction,
  get,
  getAll,
  type HookIndices,
  I32,
  I64,
  kind,
  reference,
  typeBytes,
} from './added-function.ts';
import { BYTES, chunked, ELEMENTS } from './bulk-operation.ts';
import { Writer } from './encode.ts';
import { growth, PAGE_SHIFT } from './growth.ts';
import { askForRoom } from './heap-request.ts';
import { TABLE_ELEMENT_BYTES } from './hidden.ts';
import { GC } from './opcodes.ts';
import type { Outline } from './parse.ts';
import type { Reader } from './reader.ts';
import { flushFunction, safepointFunction, startFunction } from './safepoint-functions.ts';

/**
 * The functions that stand in for instructions that could run for long or grow without asking: each instruction becomes
 * a call of one with the same operands. The first two are `flush(n)`, which moves n units to fuel, and `safepoint()`.
 */
export class Replacements {
  readonly functions: AddedFunction[] = [];
  /** Whether there is a table.grow. */
  growsTables = false;
  readonly #indices: HookIndices;
  readonly #outline: Outline;
  readonly #known = new Map<string, number>();

  constructor(outline: Outline, indices: HookIndices) {
    this.#outline = outline;
    this.#indices = indices;
    this.functions.push(flushFunction(indices), safepointFunction(indices));
    if (outline.start !== undefined) this.functions.push(startFunction(outline.start));
  }

  memoryGrow(memory: number): number {
    return this.#once(`memory.grow ${memory}`, () =>
      growth(this.#outline, this.#indices, {
        wide: this.#wideMemory(memory),
        before: [],
        shift: PAGE_SHIFT,
        size: (out) => out.u8(0x3f).u32(memory),
        grow: (out) => out.u8(0x40).u32(memory),
        isTable: false,
      }),
    );
  }

  tableGrow(table: number): number {
    this.growsTables = true;
    return this.#once(`table.grow ${table}`, () => {
      const type = this.#outline.tables[table];
      return growth(this.#outline, this.#indices, {
        wide: type?.is64 ?? false,
        before: [type?.refType ?? Uint8Array.of(0x70)],
        shift: BigInt(Math.log2(TABLE_ELEMENT_BYTES)),
        size: (out) => out.u8(0xfc).u32(16).u32(table),
        grow: (out) => out.u8(0xfc).u32(15).u32(table),
        isTable: true,
      });
    });
  }

  memoryFill(memory: number): number {
    const wide = this.#wideMemory(memory);
    return this.#once(`memory.fill ${memory}`, () =>
      chunked(this.#indices.flush, BYTES, [kind(wide), I32, kind(wide)], [0], (out) =>
        out.u8(0xfc).u32(11).u32(memory),
      ),
    );
  }

  memoryCopy(to: number, from: number): number {
    const [wideTo, wideFrom] = [this.#wideMemory(to), this.#wideMemory(from)];
    const operands = [kind(wideTo), kind(wideFrom), kind(wideTo && wideFrom)];
    return this.#once(`memory.copy ${to} ${from}`, () =>
      chunked(
        this.#indices.flush,
        BYTES,
        operands,
        [0, 1],
        (out) => out.u8(0xfc).u32(10).u32(to).u32(from),
        to === from,
      ),
    );
  }

  memoryInit(data: number, memory: number): number {
    return this.#once(`memory.init ${data} ${memory}`, () =>
      chunked(this.#indices.flush, BYTES, [kind(this.#wideMemory(memory)), I32, I32], [0, 1], (out) =>
        out.u8(0xfc).u32(8).u32(data).u32(memory),
      ),
    );
  }

  tableFill(table: number): number {
    const wide = kind(this.#outline.tables[table]?.is64 ?? false);
    const value = this.#outline.tables[table]?.refType ?? Uint8Array.of(0x70);
    return this.#once(`table.fill ${table}`, () =>
      chunked(this.#indices.flush, ELEMENTS, [wide, value, wide], [0], (out) => out.u8(0xfc).u32(17).u32(table)),
    );
  }

  tableCopy(to: number, from: number): number {
    const [wideTo, wideFrom] = [this.#outline.tables[to]?.is64 ?? false, this.#outline.tables[from]?.is64 ?? false];
    const operands = [kind(wideTo), kind(wideFrom), kind(wideTo && wideFrom)];
    return this.#once(`table.copy ${to} ${from}`, () =>
      chunked(
        this.#indices.flush,
        ELEMENTS,
        operands,
        [0, 1],
        (out) => out.u8(0xfc).u32(14).u32(to).u32(from),
        to === from,
      ),
    );
  }

  tableInit(element: number, table: number): number {
    const wide = this.#outline.tables[table]?.is64 ?? false;
    return this.#once(`table.init ${element} ${table}`, () =>
      chunked(this.#indices.flush, ELEMENTS, [kind(wide), I32, I32], [0, 1], (out) =>
        out.u8(0xfc).u32(12).u32(element).u32(table),
      ),
    );
  }

  arrayFill(reader: Reader, type: number): number {
    const operands = [reference(0x63, type), I32, this.#element(reader, type), I32];
    return this.#once(`array.fill ${type}`, () =>
      chunked(this.#indices.flush, BYTES, operands, [1], (out) => out.u8(0xfb).u32(GC.arrayFill).u32(type)),
    );
  }

  /** The two may be one array: going from the end where the target is behind does no harm where they are not. */
  arrayCopy(reader: Reader, to: number, from: number): number {
    this.#element(reader, to);
    this.#element(reader, from);
    const operands = [reference(0x63, to), I32, reference(0x63, from), I32, I32];
    return this.#once(`array.copy ${to} ${from}`, () =>
      chunked(
        this.#indices.flush,
        BYTES,
        operands,
        [1, 3],
        (out) => out.u8(0xfb).u32(GC.arrayCopy).u32(to).u32(from),
        true,
      ),
    );
  }

  /** array.init_data and array.init_elem */
  arrayInit(reader: Reader, operation: number, type: number, segment: number): number {
    this.#element(reader, type);
    return this.#once(`array ${operation} ${type} ${segment}`, () =>
      chunked(this.#indices.flush, BYTES, [reference(0x63, type), I32, I32, I32], [1, 2], (out) =>
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

  /** One instruction makes the array, so it is paid for by its length before, and where it is large the next safepoint is asked for its bytes. */
  #newArray(key: string, params: readonly Uint8Array[], type: number, write: (out: Writer) => Writer): number {
    return this.#once(key, () => {
      const out = new Writer().u32(1).u32(1).u8(I32);
      askForRoom(out, this.#indices, params.length - 1, this.#bytesOf(type), params.length);
      get(out, params.length - 1)
        .u8(0x41)
        .i32(-BYTES.shift)
        .u8(0x76);
      out.u8(0x10).u32(this.#indices.flush);
      write(getAll(out, params.length)).u8(0x0b);
      return { params, results: [reference(0x64, type)], body: out.finish() };
    });
  }

  /** Bytes of an element of that array type. */
  #bytesOf(type: number): number {
    const definition = this.#outline.types[type];
    return definition?.kind === 'array' ? definition.bytes : 0;
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
    const index = this.#indices.flush + this.functions.push(make()) - 1;
    this.#known.set(key, index);
    return index;
  }
}
