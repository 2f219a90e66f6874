import { SysError } from '../base/sys-error.ts';
import type { ExternKind, FunctionType, MemoryType, ModuleExport, ModuleImport, ValueType } from './module-info.ts';
import { Reader } from './reader.ts';

/** A section as it lies in the file: its content is `bytes[start..end)`. */
export interface Section {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Section ids. */
export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

/** A table's type: the bytes of its reference type, and its index type. */
export interface TableType {
  readonly refType: Uint8Array;
  readonly is64: boolean;
}

/** A type definition, as far as the instrumenter needs it. */
export type TypeDefinition =
  | { readonly kind: 'function'; readonly type: FunctionType }
  | { readonly kind: 'struct' | 'array' };

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
  readonly globalCount: number;
  readonly start: number | undefined;
}

const KINDS: readonly ExternKind[] = ['function', 'table', 'memory', 'global', 'tag'];

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
  #importedFunctions = 0;
  #globalCount = 0;
  #start: number | undefined;

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
      globalCount: this.#globalCount,
      start: this.#start,
    };
  }

  #section(reader: Reader): void {
    const id = reader.u8();
    const size = reader.u32();
    const start = reader.at;
    reader.skip(size);
    if (id > SECTION.tag) reader.fail(`section ${id} is not known`);
    if (id !== SECTION.custom && this.#sections.some((section) => section.id === id))
      reader.fail(`section ${id} stands twice`);
    this.#sections.push({ id, start, end: reader.at });
    const content = new Reader(this.#bytes, start, reader.at);
    this.#parseSection(id, content);
  }

  #parseSection(id: number, reader: Reader): void {
    switch (id) {
      case SECTION.type:
        return this.#each(reader, () => this.#recursiveType(reader));
      case SECTION.import:
        return this.#each(reader, () => this.#import(reader));
      case SECTION.function:
        return this.#each(reader, () => this.#functions.push(reader.u32()));
      case SECTION.table:
        return this.#each(reader, () => this.#definedTable(reader));
      case SECTION.memory:
        return this.#each(reader, () => this.#memories.push(memoryType(reader)));
      case SECTION.global:
        // Only the number counts: what is added comes after, and the section's bytes are kept.
        this.#globalCount += reader.u32();
        return;
      case SECTION.export:
        return this.#each(reader, () => this.#export(reader));
      case SECTION.start:
        this.#start = reader.u32();
        return;
    }
  }

  #each(reader: Reader, item: () => void): void {
    for (let left = reader.count(); left > 0; left--) item();
  }

  #recursiveType(reader: Reader): void {
    if (reader.bytes[reader.at] !== 0x4e) return this.#subType(reader);
    reader.skip(1);
    this.#each(reader, () => this.#subType(reader));
  }

  #subType(reader: Reader): void {
    let form = reader.u8();
    if (form === 0x50 || form === 0x4f) {
      this.#each(reader, () => reader.u32());
      form = reader.u8();
    }
    if (form === 0x60) {
      const params = valueTypes(reader);
      this.#types.push({ kind: 'function', type: { params, results: valueTypes(reader) } });
    } else if (form === 0x5f) {
      this.#each(reader, () => fieldType(reader));
      this.#types.push({ kind: 'struct' });
    } else if (form === 0x5e) {
      fieldType(reader);
      this.#types.push({ kind: 'array' });
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
        this.#tables.push(tableType(reader));
        break;
      case 'memory': {
        const memory = memoryType(reader);
        this.#memories.push(memory);
        this.#imports.push({ module, name, kind, memory });
        return;
      }
      case 'global':
        valueType(reader);
        reader.u8();
        this.#globalCount++;
        break;
      case 'tag':
        reader.u8();
        reader.u32();
        break;
      default:
        return reader.fail(`an import of ${module}.${name} is of a kind that is not known`);
    }
    this.#imports.push({ module, name, kind });
  }

  #definedTable(reader: Reader): void {
    const initialized = reader.bytes[reader.at] === 0x40;
    if (initialized) reader.skip(2);
    this.#tables.push(tableType(reader));
    if (initialized) skipConstantExpression(reader);
  }

  #export(reader: Reader): void {
    const name = reader.name();
    const kind = KINDS[reader.u8()];
    const index = reader.u32();
    if (kind === undefined) return reader.fail(`export ${name} is of a kind that is not known`);
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

const VALUE_TYPES: Readonly<Record<number, ValueType>> = {
  127: 'i32',
  126: 'i64',
  125: 'f32',
  124: 'f64',
  123: 'v128',
  112: 'funcref',
  111: 'externref',
};

/** Reads a value type; `(ref ht)` and `(ref null ht)` have a heap type behind them. */
export function valueType(reader: Reader): ValueType {
  const byte = reader.u8();
  if (byte === 0x63 || byte === 0x64) {
    reader.skipNumber();
    return 'ref';
  }
  if (byte < 0x40) reader.fail(`value type 0x${byte.toString(16)} is not known`);
  return VALUE_TYPES[byte] ?? 'ref';
}

function fieldType(reader: Reader): void {
  valueType(reader);
  reader.u8();
}

function tableType(reader: Reader): TableType {
  const start = reader.at;
  valueType(reader);
  const refType = reader.bytes.subarray(start, reader.at);
  const flags = limits(reader).flags;
  return { refType, is64: (flags & 4) !== 0 };
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

/** A table's initializer: constants, references, and GC constructors, up to its `end`. */
function skipConstantExpression(reader: Reader): void {
  for (let opcode = reader.u8(); opcode !== 0x0b; opcode = reader.u8()) {
    if (opcode === 0x43) reader.skip(4);
    else if (opcode === 0x44) reader.skip(8);
    else if (opcode === 0xfb) {
      const operation = reader.u32();
      if (operation !== 26 && operation !== 27 && operation !== 28) reader.skipNumber();
      if (operation === 8) reader.skipNumber();
    } else if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23 || opcode === 0xd0 || opcode === 0xd2)
      reader.skipNumber();
    else if (opcode < 0x6a || opcode > 0x7e) reader.fail(`opcode 0x${opcode.toString(16)} is not a constant one`);
  }
}
