import { checkIndex } from './constant-expression.ts';
import { skipMemoryArgument } from './immediates.ts';
import { ATOMIC, FORM, GC, GC_FORMS, MISC } from './opcodes.ts';
import type { Outline } from './parse.ts';
import type { Reader } from './reader.ts';
import type { Replacements } from './replacements.ts';

/**
 * Instructions behind a prefix byte: garbage-collected types, bulk operations, threads. Each method reads one, prefix passed, and gives
 * the function that takes its place, or undefined where it stays. @throws SysError ENOEXEC for one that is not known.
 */
export class Prefixed {
  readonly #outline: Outline;
  readonly #replacements: Replacements;

  constructor(outline: Outline, replacements: Replacements) {
    this.#outline = outline;
    this.#replacements = replacements;
  }

  gc(reader: Reader): number | undefined {
    const operation = reader.u32();
    const replacements = this.#replacements;
    switch (operation) {
      case GC.arrayNew:
        return replacements.arrayNew(reader, reader.u32());
      case GC.arrayNewDefault:
        return replacements.arrayNewDefault(reader, reader.u32());
      case GC.arrayNewData:
      case GC.arrayNewElem:
        return replacements.arrayNewFrom(reader, operation, reader.u32(), reader.u32());
      case GC.arrayFill:
        return replacements.arrayFill(reader, reader.u32());
      case GC.arrayCopy:
        return replacements.arrayCopy(reader, reader.u32(), reader.u32());
      case GC.arrayInitData:
      case GC.arrayInitElem:
        return replacements.arrayInit(reader, operation, reader.u32(), reader.u32());
    }
    this.#skipGc(reader, operation);
    return undefined;
  }

  misc(reader: Reader): number | undefined {
    const operation = reader.u32();
    const replacements = this.#replacements;
    switch (operation) {
      case MISC.memoryInit:
        return replacements.memoryInit(reader.u32(), reader.u32());
      case MISC.memoryCopy:
        return replacements.memoryCopy(reader.u32(), reader.u32());
      case MISC.memoryFill:
        return replacements.memoryFill(reader.u32());
      case MISC.tableInit:
        return replacements.tableInit(reader.u32(), this.#table(reader));
      case MISC.tableCopy:
        return replacements.tableCopy(this.#table(reader), this.#table(reader));
      case MISC.tableGrow:
        return replacements.tableGrow(this.#table(reader));
      case MISC.tableFill:
        return replacements.tableFill(this.#table(reader));
      case MISC.tableSize:
        this.#table(reader);
        return undefined;
      case MISC.dataDrop:
      case MISC.elemDrop:
        reader.u32();
        return undefined;
    }
    if (operation >= MISC.memoryInit) reader.fail(`opcode 0xfc ${operation} is not known`);
    return undefined;
  }

  atomic(reader: Reader): number | undefined {
    const operation = reader.u32();
    if (operation === ATOMIC.fence) {
      reader.skip(1);
      return undefined;
    }
    if (operation > ATOMIC.fence && (operation < 0x10 || operation > 0x4e))
      reader.fail(`opcode 0xfe ${operation} is not known`);
    const start = reader.at;
    const memory = skipMemoryArgument(reader);
    if (operation !== ATOMIC.wait32 && operation !== ATOMIC.wait64) return undefined;
    // On a memory that is not shared the instruction traps, and may stay.
    if (!this.#outline.memories[memory]?.shared) return undefined;
    const argument = reader.bytes.subarray(start, reader.at);
    return this.#replacements.atomicWait(operation === ATOMIC.wait64, memory, argument);
  }

  #skipGc(reader: Reader, operation: number): void {
    const types = this.#outline.types.length;
    switch (GC_FORMS[operation]) {
      case FORM.plain:
        break;
      case FORM.heapType:
        reader.heapType(types);
        break;
      case FORM.number:
        reader.skipNumber();
        break;
      case FORM.numbers2:
        reader.skipNumber();
        reader.skipNumber();
        break;
      case FORM.special:
        // br_on_cast: flags, label, and two heap types.
        reader.skip(1);
        reader.skipNumber();
        reader.heapType(types);
        reader.heapType(types);
        break;
      default:
        reader.fail(`opcode 0xfb ${operation} is not known`);
    }
  }

  #table(reader: Reader): number {
    return checkIndex(reader, this.#outline.tables.length, 'table');
  }
}
