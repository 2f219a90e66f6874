import { ATOMIC, FORM, FORMS, GC_BULK, GC_FORMS, MISC, OP, WEIGHTS } from './opcodes.ts';
import type { Outline } from './parse.ts';
import { valueType } from './parse.ts';
import type { Reader } from './reader.ts';
import type { Replacements } from './replacements.ts';

/** Weight of straight-line code after which a charge is put in, so that no function runs long without a safepoint. */
const STRAIGHT_LINE = 20_000;

/** What a call through a table or a reference is charged: the callee may be any function lighter than the bound. */
const INDIRECT_CALL = 64;

/** A change at one place of a function's body. */
export interface Edit {
  /** Where, as an offset in the module; what is put in stands before the byte there. */
  readonly at: number;
  /** How many bytes of the original it replaces. */
  readonly drop: number;
  /** `loop`: count the body's weight; `charge`: move `value` to fuel; `call`: call replacement `value`. */
  readonly kind: 'loop' | 'charge' | 'call';
  value: number;
}

/** What one body is made of. */
export interface BodyScan {
  /** Where the size field, the local declarations, and the first instruction stand. */
  readonly sizeAt: number;
  readonly localsAt: number;
  readonly codeAt: number;
  readonly end: number;
  readonly localCount: number;
  readonly edits: readonly Edit[];
  readonly hasLoop: boolean;
  /** Weight outside of loops that no charge inside the body covers. */
  readonly weight: number;
  /** Direct calls outside of loops, and in each loop. */
  readonly calls: readonly number[];
  readonly loopCalls: readonly { readonly callee: number; readonly loop: Edit }[];
}

const NO_EDITS: readonly Edit[] = [];
const NO_CALLS: readonly number[] = [];
const NO_LOOP_CALLS: readonly { readonly callee: number; readonly loop: Edit }[] = [];

/** Goes once over a function's body and notes where it has to change, and what it costs. */
export class BodyScanner {
  readonly #outline: Outline;
  readonly #replacements: Replacements;
  #edits: Edit[] = [];
  #calls: number[] = [];
  #loopCalls: { callee: number; loop: Edit }[] = [];
  /** For each open block its loop, or undefined where it is no loop. */
  readonly #blocks: (Edit | undefined)[] = [];
  /** The innermost open loop, and the weight gathered in it or, outside, in the body. */
  #loop: Edit | undefined;
  #weight = 0;
  #straight = 0;

  constructor(outline: Outline, replacements: Replacements) {
    this.#outline = outline;
    this.#replacements = replacements;
  }

  /** Reads the body at the reader's position, size field first. @throws SysError ENOEXEC for an opcode it does not know. */
  scan(reader: Reader): BodyScan {
    const sizeAt = reader.at;
    const size = reader.u32();
    const localsAt = reader.at;
    const end = localsAt + size;
    if (end > reader.end) reader.fail('a function is longer than the code section');
    this.#reset();
    const localCount = skipLocals(reader);
    const codeAt = reader.at;
    this.#instructions(reader, end);
    const hasLoop = this.#edits.some((edit) => edit.kind === 'loop');
    return {
      sizeAt,
      localsAt,
      codeAt,
      end,
      localCount,
      hasLoop,
      weight: this.#weight,
      edits: this.#edits.length === 0 ? NO_EDITS : this.#edits,
      calls: this.#calls.length === 0 ? NO_CALLS : this.#calls,
      loopCalls: this.#loopCalls.length === 0 ? NO_LOOP_CALLS : this.#loopCalls,
    };
  }

  #reset(): void {
    if (this.#edits.length > 0) this.#edits = [];
    if (this.#calls.length > 0) this.#calls = [];
    if (this.#loopCalls.length > 0) this.#loopCalls = [];
    this.#blocks.length = 0;
    this.#blocks.push(undefined);
    this.#loop = undefined;
    this.#weight = 0;
    this.#straight = 0;
  }

  #instructions(reader: Reader, end: number): void {
    const bytes = reader.bytes;
    while (reader.at < end) {
      const at = reader.at;
      const opcode = bytes[reader.at++] as number;
      this.#weigh(WEIGHTS[opcode] as number, at);
      switch (FORMS[opcode]) {
        case FORM.plain:
          break;
        case FORM.number:
          if ((bytes[reader.at++] as number) >= 0x80) reader.skipNumber();
          break;
        case FORM.memory:
          skipMemoryArgument(reader);
          break;
        case FORM.bytes4:
          reader.at += 4;
          break;
        case FORM.bytes8:
          reader.at += 8;
          break;
        case FORM.heapType:
          reader.skipNumber();
          break;
        case FORM.special:
          this.#special(reader, opcode, at);
          break;
        default:
          reader.at = at;
          reader.fail(`opcode 0x${opcode.toString(16)} is not known`);
      }
    }
    if (reader.at !== end || this.#blocks.length !== 0) reader.fail('a function does not end where its size says');
  }

  #weigh(weight: number, at: number): void {
    this.#straight += weight;
    if (this.#loop === undefined) this.#weight += weight;
    else this.#loop.value += weight;
    if (this.#straight > STRAIGHT_LINE) this.#charge(at, this.#straight);
  }

  #charge(at: number, value: number): void {
    this.#edits.push({ at, drop: 0, kind: 'charge', value });
    this.#straight = 0;
  }

  #special(reader: Reader, opcode: number, at: number): void {
    switch (opcode) {
      case OP.block:
      case OP.if:
      case OP.try:
        blockType(reader);
        this.#blocks.push(undefined);
        break;
      case OP.loop:
        blockType(reader);
        this.#openLoop(reader.at);
        break;
      case OP.tryTable:
        blockType(reader);
        skipCatches(reader);
        this.#blocks.push(undefined);
        break;
      case OP.else:
        break;
      case OP.end:
        this.#closeBlock(reader);
        break;
      case OP.delegate:
        reader.u32();
        this.#closeBlock(reader);
        break;
      case OP.brTable:
        for (let left = reader.u32() + 1; left > 0; left--) reader.skipNumber();
        break;
      case OP.selectTyped:
        for (let left = reader.u32(); left > 0; left--) valueType(reader);
        break;
      case OP.call:
      case OP.returnCall:
        this.#call(reader.u32());
        break;
      case OP.callIndirect:
      case OP.returnCallIndirect:
        reader.u32();
        reader.u32();
        this.#charge(at, INDIRECT_CALL);
        break;
      case OP.callRef:
      case OP.returnCallRef:
        reader.u32();
        this.#charge(at, INDIRECT_CALL);
        break;
      case OP.memoryGrow:
        this.#replace(at, reader, this.#replacements.memoryGrow(reader.u32()));
        break;
      case OP.gc:
        this.#gc(reader, at);
        break;
      case OP.misc:
        this.#misc(reader, at);
        break;
      case OP.simd:
        skipSimd(reader);
        break;
      case OP.atomic:
        this.#atomic(reader, at);
        break;
    }
  }

  #openLoop(at: number): void {
    const loop: Edit = { at, drop: 0, kind: 'loop', value: 1 };
    this.#edits.push(loop);
    this.#blocks.push(loop);
    this.#loop = loop;
    this.#straight = 0;
  }

  #closeBlock(reader: Reader): void {
    if (this.#blocks.length === 0) reader.fail('an end has no block');
    const closed = this.#blocks.pop();
    if (closed === undefined) return;
    this.#loop = undefined;
    for (let index = this.#blocks.length - 1; index >= 0 && this.#loop === undefined; index--)
      this.#loop = this.#blocks[index];
  }

  #call(callee: number): void {
    if (callee < this.#outline.importedFunctions) return;
    if (this.#loop === undefined) this.#calls.push(callee);
    else this.#loopCalls.push({ callee, loop: this.#loop });
  }

  #replace(at: number, reader: Reader, replacement: number): void {
    this.#edits.push({ at, drop: reader.at - at, kind: 'call', value: replacement });
  }

  #gc(reader: Reader, at: number): void {
    const operation = reader.u32();
    switch (GC_FORMS[operation]) {
      case FORM.plain:
        break;
      case FORM.number:
      case FORM.heapType:
        reader.skipNumber();
        break;
      case FORM.numbers2:
        reader.skipNumber();
        reader.skipNumber();
        break;
      case FORM.special:
        reader.skip(1);
        for (let left = 3; left > 0; left--) reader.skipNumber();
        break;
      default:
        reader.fail(`opcode 0xfb ${operation} is not known`);
    }
    if (GC_BULK.has(operation)) this.#charge(at, ARRAY_OPERATION);
  }

  #misc(reader: Reader, at: number): void {
    const operation = reader.u32();
    const replacements = this.#replacements;
    switch (operation) {
      case MISC.memoryInit:
        return this.#replace(at, reader, replacements.memoryInit(reader.u32(), reader.u32()));
      case MISC.memoryCopy:
        return this.#replace(at, reader, replacements.memoryCopy(reader.u32(), reader.u32()));
      case MISC.memoryFill:
        return this.#replace(at, reader, replacements.memoryFill(reader.u32()));
      case MISC.tableInit:
        return this.#replace(at, reader, replacements.tableInit(reader.u32(), reader.u32()));
      case MISC.tableCopy:
        return this.#replace(at, reader, replacements.tableCopy(reader.u32(), reader.u32()));
      case MISC.tableGrow:
        return this.#replace(at, reader, replacements.tableGrow(reader.u32()));
      case MISC.tableFill:
        return this.#replace(at, reader, replacements.tableFill(reader.u32()));
      case MISC.dataDrop:
      case MISC.elemDrop:
      case MISC.tableSize:
        reader.u32();
        return;
    }
    if (operation >= MISC.memoryInit) reader.fail(`opcode 0xfc ${operation} is not known`);
  }

  #atomic(reader: Reader, at: number): void {
    const operation = reader.u32();
    if (operation === ATOMIC.fence) return reader.skip(1);
    if (operation > ATOMIC.fence && (operation < 0x10 || operation > 0x4e))
      reader.fail(`opcode 0xfe ${operation} is not known`);
    const start = reader.at;
    const memory = skipMemoryArgument(reader);
    if (operation !== ATOMIC.wait32 && operation !== ATOMIC.wait64) return;
    // On a memory that is not shared the instruction traps, and may stay.
    if (!this.#outline.memories[memory]?.shared) return;
    const argument = reader.bytes.subarray(start, reader.at);
    this.#replace(at, reader, this.#replacements.atomicWait(operation === ATOMIC.wait64, memory, argument));
  }
}

/** What an operation on a whole array is charged; its size is known at run time alone, and such tasks have a thread of their own. */
const ARRAY_OPERATION = 256;

/** A block's type: empty, one value, or a type index. */
function blockType(reader: Reader): void {
  const byte = reader.bytes[reader.at];
  if (byte === 0x63 || byte === 0x64) reader.at++;
  reader.skipNumber();
}

/** @returns the number of locals declared. */
function skipLocals(reader: Reader): number {
  let count = 0;
  for (let groups = reader.u32(); groups > 0; groups--) {
    count += reader.u32();
    valueType(reader);
  }
  return count;
}

function skipCatches(reader: Reader): void {
  for (let left = reader.u32(); left > 0; left--) {
    const kind = reader.u8();
    if (kind > 3) reader.fail(`catch kind ${kind} is not known`);
    if (kind < 2) reader.skipNumber();
    reader.skipNumber();
  }
}

/** Passes over alignment, memory and offset. @returns the memory's index. */
function skipMemoryArgument(reader: Reader): number {
  const flags = reader.u32();
  const memory = flags & 0x40 ? reader.u32() : 0;
  reader.skipNumber();
  return memory;
}

function skipSimd(reader: Reader): void {
  const operation = reader.u32();
  if (operation <= 11 || operation === 92 || operation === 93) skipMemoryArgument(reader);
  else if (operation === 12 || operation === 13) reader.skip(16);
  else if (operation >= 21 && operation <= 34) reader.skip(1);
  else if (operation >= 84 && operation <= 91) {
    skipMemoryArgument(reader);
    reader.skip(1);
  } else if (operation > 0x113) reader.fail(`opcode 0xfd ${operation} is not known`);
}
