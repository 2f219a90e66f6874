import { SysError } from '../base/sys-error.ts';
import { type Bounds, checkIndex, skipConstantExpression } from './constant-expression.ts';
import { checkCount, DeclarationBounds } from './module-bounds.ts';
import type { ExternKind, FunctionType, MemoryType, ModuleExport, ModuleImport, ValueType } from './module-info.ts';
import { GC } from './opcodes.ts';
import { Reader } from './reader.ts';
import { ORDER, SECTION, type Section } from './sections.ts';

/** A table's type: the bytes of its reference type, and its index type. */
export interface TableType {
  readonly refType: Uint8Array;
  readonly is64: boolean;
  /** Elements that it begins with. */
  readonly min: number;
}

/** A type definition, as far as the instrumenter needs it; an element is as it lies on the stack, and has so many bytes in the array. */
export type TypeDefinition =
  | { readonly kind: 'function'; readonly type: FunctionType }
  | { readonly kind: 'struct'; readonly fields: number }
  | { readonly kind: 'array'; readonly element: Uint8Array; readonly bytes: number };

/** A module's outline: everything but the code. Index spaces start with what is imported. */
export interface Outline {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly types: readonly TypeDefinition[];
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly ModuleExport[];
  /** Type index of every function. */
  readonly functions: readonly number[];
  readonly importedFunctions: number;
  readonly tables: readonly TableType[];
  readonly memories: readonly MemoryType[];
  /** What the exceptions of each tag carry, as parameters. */
  readonly tags: readonly FunctionType[];
  readonly globalCount: number;
  /** Elements of all its segments, and one for each segment itself. */
  readonly segmentElements: number;
  /** Bytes of V8's heap that the values of its constant expressions take. */
  readonly constantBytes: number;
  readonly start: number | undefined;
}

const KINDS: readonly ExternKind[] = ['function', 'table', 'memory', 'global', 'tag'];

/** The type of the function of that index. */
export function functionType({ types, functions }: Outline, index: number): FunctionType {
  const definition = types[functions[index] as number];
  if (definition?.kind !== 'function') throw new Error(`function ${index} has no type`);
  return definition.type;
}

/** How many parameters the function of that index has. */
export function paramCount(outline: Outline, index: number): number {
  return functionType(outline, index).params.length;
}

/** Reads a module's outline. @throws SysError ENOEXEC saying what is wrong and where. */
export function parseOutline(bytes: Uint8Array): Outline {
  checkHeader(bytes);
  return new OutlineParser(bytes).parse();
}

function checkHeader(bytes: Uint8Array): void {
  const refuse = (why: string): never => {
    throw new SysError('ENOEXEC', 'load', undefined, why);
  };
  if (bytes.length === 0) refuse('the file is empty');
  if (bytes.length < 8 || bytes[0] !== 0 || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) {
    refuse('not a WebAssembly module: it does not begin with \\0asm');
  }
  const version = (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8);
  const layer = (bytes[6] ?? 0) | ((bytes[7] ?? 0) << 8);
  if (layer === 1) refuse('it is a component; only core modules run so far: build it for wasm32-wasip1');
  if (version !== 1 || layer !== 0)
    refuse(`WebAssembly version ${version}, layer ${layer} is not known; only version 1 is`);
}

class OutlineParser {
  readonly #bytes: Uint8Array;
  readonly #sections: Section[] = [];
  readonly #types: TypeDefinition[] = [];
  readonly #imports: ModuleImport[] = [];
  readonly #exports: ModuleExport[] = [];
  readonly #functions: number[] = [];
  readonly #tables: TableType[] = [];
  readonly #memories: MemoryType[] = [];
  readonly #tags: FunctionType[] = [];
  #importedFunctions = 0;
  #globalCount = 0;
  #segmentElements = 0;
  #constantBytes = 0;
  #start: number | undefined;
  readonly #bounds = new DeclarationBounds();
  /** How far the sections have come in their order. */
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  parse(): Outline {
    const reader = new Reader(this.#bytes, 8);
    while (!reader.done) this.#section(reader);
    return {
      bytes: this.#bytes,
      sections: this.#sections,
      types: this.#types,
      imports: this.#imports,
      exports: this.#exports,
      functions: this.#functions,
      importedFunctions: this.#importedFunctions,
      tables: this.#tables,
      memories: this.#memories,
      tags: this.#tags,
      globalCount: this.#globalCount,
      segmentElements: this.#segmentElements,
      constantBytes: this.#constantBytes,
      start: this.#start,
    };
  }

  #section(reader: Reader): void {
    const id = reader.u8();
    const size = reader.u32();
    const start = reader.at;
    reader.skip(size);
    if (id > SECTION.tag) reader.fail(`section ${id} is not known`);
    if (id !== SECTION.custom) {
      const place = ORDER.indexOf(id) + 1;
      if (place <= this.#place) reader.fail(`section ${id} stands twice or too late`);
      this.#place = place;
    }
    const section = { id, start, end: reader.at };
    this.#bounds.check(section);
    this.#sections.push(section);
    const content = new Reader(this.#bytes, start, reader.at);
    if (this.#parseSection(id, content) && !content.done) content.fail(`section ${id} is longer than what it holds`);
  }

  /** @returns whether the section was read to its end. */
  #parseSection(id: number, reader: Reader): boolean {
    switch (id) {
      case SECTION.type:
        this.#each(reader, () => this.#recursiveType(reader), id);
        return true;
      case SECTION.import:
        this.#each(reader, () => this.#import(reader), id);
        return true;
      case SECTION.function:
        this.#each(reader, () => this.#function(reader), id);
        return true;
      case SECTION.table:
        this.#each(reader, () => this.#definedTable(reader), id);
        return true;
      case SECTION.memory:
        this.#each(reader, () => this.#memories.push(memoryType(reader)), id);
        return true;
      case SECTION.global:
        this.#globals(reader);
        return true;
      case SECTION.export:
        this.#each(reader, () => this.#export(reader), id);
        return true;
      case SECTION.tag:
        this.#each(reader, () => this.#tag(reader), id);
        return true;
      case SECTION.start:
        this.#startFunction(reader);
        return true;
      case SECTION.element:
        this.#each(reader, () => this.#elements(reader));
        return true;
      default:
        return false;
    }
  }

  /** @param section whose items they are, where it bounds their number */
  #each(reader: Reader, item: () => void, section: number = SECTION.custom): void {
    const count = reader.count();
    checkCount(section, count);
    for (let left = count; left > 0; left--) item();
  }

  #recursiveType(reader: Reader): void {
    if (reader.bytes[reader.at] !== 0x4e) return this.#subType(reader);
    reader.skip(1);
    this.#each(reader, () => this.#subType(reader));
  }

  #subType(reader: Reader): void {
    checkCount(SECTION.type, this.#types.length + 1);
    let form = reader.u8();
    if (form === 0x50 || form === 0x4f) {
      this.#each(reader, () => reader.u32());
      form = reader.u8();
    }
    if (form === 0x60) {
      const params = valueTypes(reader);
      this.#types.push({ kind: 'function', type: { params, results: valueTypes(reader) } });
    } else if (form === 0x5f) {
      const fields = reader.count();
      for (let left = fields; left > 0; left--) fieldType(reader);
      this.#types.push({ kind: 'struct', fields });
    } else if (form === 0x5e) {
      const storage = reader.bytes[reader.at] as number;
      this.#types.push({ kind: 'array', element: fieldType(reader), bytes: STORAGE_BYTES[storage] ?? 8 });
    } else reader.fail(`type form 0x${form.toString(16)} is not known`);
  }

  #import(reader: Reader): void {
    const module = reader.name();
    const name = reader.name();
    const kind = KINDS[reader.u8()];
    switch (kind) {
      case 'function': {
        const index = reader.u32();
        this.#functions.push(index);
        this.#importedFunctions++;
        this.#imports.push({ module, name, kind, type: this.#functionType(reader, index) });
        return;
      }
      case 'table':
        this.#tables.push(tableType(reader, this.#types.length));
        break;
      case 'memory': {
        const memory = memoryType(reader);
        checkCount(SECTION.memory, this.#memories.push(memory));
        this.#imports.push({ module, name, kind, memory });
        return;
      }
      case 'global':
        valueType(reader, this.#types.length);
        reader.u8();
        this.#globalCount++;
        break;
      case 'tag':
        this.#tag(reader);
        break;
      default:
        return reader.fail(`an import of ${module}.${name} is of a kind that is not known`);
    }
    this.#imports.push({ module, name, kind });
  }

  #definedTable(reader: Reader): void {
    const initialized = reader.bytes[reader.at] === 0x40;
    if (initialized) reader.skip(2);
    this.#tables.push(tableType(reader, this.#types.length));
    if (initialized) this.#constant(reader);
  }

  #function(reader: Reader): void {
    const index = reader.u32();
    this.#functionType(reader, index);
    this.#functions.push(index);
  }

  #globals(reader: Reader): void {
    const count = reader.count();
    checkCount(SECTION.global, count);
    this.#globalCount += count;
    for (let left = count; left > 0; left--) {
      valueType(reader, this.#types.length);
      reader.u8();
      this.#constant(reader);
    }
  }

  #tag(reader: Reader): void {
    reader.u8();
    this.#tags.push(this.#functionType(reader, reader.u32()));
  }

  #startFunction(reader: Reader): void {
    const index = checkIndex(reader, this.#functions.length, 'function');
    const { params, results } = this.#functionType(reader, this.#functions[index] ?? -1);
    if (params.length + results.length > 0) reader.fail('the start function takes or returns something');
    this.#start = index;
  }

  /** Flags: 1 passive or declared, 2 a table is named or declared only, 4 expressions instead of functions. */
  #elements(reader: Reader): void {
    this.#segmentElements++;
    const flags = reader.u32();
    if (flags > 7) reader.fail(`element flags ${flags} are not known`);
    if ((flags & 1) === 0) {
      if (flags & 2) checkIndex(reader, this.#tables.length, 'table');
      else if (this.#tables.length === 0) reader.fail('there is no table 0');
      this.#constant(reader);
    }
    if (flags & 3) {
      if (flags & 4) valueType(reader, this.#types.length);
      else reader.u8();
    }
    const bounds = this.#indices();
    this.#each(reader, () => {
      this.#segmentElements++;
      if (flags & 4) this.#constant(reader);
      else checkIndex(reader, bounds.functions, 'function');
    });
  }

  #constant(reader: Reader): void {
    this.#constantBytes += skipConstantExpression(reader, this.#indices());
  }

  #indices(): Bounds {
    return {
      types: this.#types.length,
      functions: this.#functions.length,
      globals: this.#globalCount,
      heapBytes: this.#heapBytes,
    };
  }

  readonly #heapBytes = (operation: number, index: number, length: number | undefined): number => {
    const type = this.#types[index];
    if (type?.kind === 'struct') return OBJECT_BYTES + 8 * type.fields;
    if (type?.kind !== 'array') return 0;
    if (length === undefined || operation > GC.arrayNewFixed) throw notLiteral();
    return OBJECT_BYTES + length * type.bytes;
  };

  #export(reader: Reader): void {
    const name = reader.name();
    const kind = KINDS[reader.u8()];
    const index = reader.u32();
    if (kind === undefined) return reader.fail(`export ${name} is of a kind that is not known`);
    const counts = { function: this.#functions.length, table: this.#tables.length, global: this.#globalCount };
    if (kind !== 'memory' && kind !== 'tag' && index >= counts[kind])
      return reader.fail(`there is no ${kind} ${index}`);
    if (kind !== 'function') this.#exports.push({ name, kind });
    else this.#exports.push({ name, kind, type: this.#functionType(reader, this.#functions[index] ?? -1) });
  }

  #functionType(reader: Reader, index: number): FunctionType {
    const definition = this.#types[index];
    return definition?.kind === 'function' ? definition.type : reader.fail(`type ${index} is not a function type`);
  }
}

function valueTypes(reader: Reader): ValueType[] {
  return Array.from({ length: reader.count() }, () => valueType(reader));
}

/** What an object has before its fields. */
const OBJECT_BYTES = 24;

function notLiteral(): SysError {
  const detail =
    'the length of an array in a constant expression has to be a literal, so that its size is known before it is made';
  return new SysError('ENOEXEC', 'load', undefined, detail);
}

const VALUE_TYPES: Readonly<Record<number, ValueType>> = {
  127: 'i32',
  126: 'i64',
  125: 'f32',
  124: 'f64',
  123: 'v128',
  112: 'funcref',
  111: 'externref',
  105: 'exnref',
  116: 'exnref', // of no exception
};

/**
 * Reads a value type; `(ref ht)` and `(ref null ht)` have a heap type behind them.
 * @param types how many types there are to refer to; where they are only being read, V8 sees to it.
 */
export function valueType(reader: Reader, types = Number.POSITIVE_INFINITY): ValueType {
  const byte = reader.u8();
  if (byte === 0x63 || byte === 0x64) {
    const heapType = reader.bytes[reader.at] as number;
    reader.heapType(types);
    return VALUE_TYPES[heapType] === 'exnref' ? 'exnref' : 'ref';
  }
  if (byte < 0x40) reader.fail(`value type 0x${byte.toString(16)} is not known`);
  return VALUE_TYPES[byte] ?? 'ref';
}

/** Bytes of a field or an element by its type; others have 8. */
const STORAGE_BYTES: Readonly<Record<number, number>> = { 120: 1, 119: 2, 127: 4, 125: 4, 123: 16 };

/** @returns the type that a field of it has on the stack: packed ones are i32 there. */
function fieldType(reader: Reader): Uint8Array {
  const start = reader.at;
  const packed = reader.bytes[start] === 0x78 || reader.bytes[start] === 0x77;
  valueType(reader);
  const type = packed ? Uint8Array.of(0x7f) : reader.bytes.subarray(start, reader.at);
  reader.u8();
  return type;
}

function tableType(reader: Reader, types: number): TableType {
  const start = reader.at;
  valueType(reader, types);
  const refType = reader.bytes.subarray(start, reader.at);
  const { flags, min } = limits(reader);
  return { refType, is64: (flags & 4) !== 0, min };
}

function memoryType(reader: Reader): MemoryType {
  const { flags, min, max } = limits(reader);
  if (flags & 8) reader.fail('custom page sizes are not known');
  return { min, max, shared: (flags & 2) !== 0, is64: (flags & 4) !== 0 };
}

function limits(reader: Reader): { readonly flags: number; readonly min: number; readonly max: number | undefined } {
  const flags = reader.u8();
  if (flags > 0x0f) reader.fail(`limits flag 0x${flags.toString(16)} is not known`);
  return { flags, min: reader.u64(), max: flags & 1 ? reader.u64() : undefined };
}
