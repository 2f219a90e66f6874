import { MAX_FUNCTION_SLOTS } from '../base/limits.ts';
import type { BodyScan } from './body-scan.ts';
import { checkIndex } from './constant-expression.ts';
import { DirectCalls } from './direct-calls.ts';
import { type Edit, growthOf, inOrder, REPEATS } from './edit.ts';
import { EntryPlace } from './entry-place.ts';
import { skipCatches, skipLocals, skipMemoryArgument, skipSimd } from './immediates.ts';
import { MergeCost, NO_VALUES, readBlockType } from './merge-cost.ts';
import type { FunctionType } from './module-info.ts';
import { FORM, FORMS, OP, WEIGHTS } from './opcodes.ts';
import type { Outline } from './parse.ts';
import { functionType, valueType } from './parse.ts';
import { Prefixed } from './prefixed.ts';
import type { Reader } from './reader.ts';
import type { Replacements } from './replacements.ts';
import { Segments } from './segments.ts';
import { ShortLoop } from './short-loop.ts';
import { objectWeight, prefixedEffect, STACK_EFFECTS } from './stack-effects.ts';

/** What a call through a table or a reference is charged: the callee may be any function lighter than the bound. */
const INDIRECT_CALL = 64;

/** Bytes that the charge of the entry and the local that counts take at most. */
const ENTRY_BYTES = 64;

/** Weight of a value that an exception carries: V8 keeps a v128 in 8 elements of an array. */
const VALUE_WEIGHT = 4;

/** Goes once over a function's body and notes where it has to change, and what it costs. */
export class BodyScanner {
  readonly #outline: Outline;
  readonly #replacements: Replacements;
  readonly #mostBytes: number;
  #edits: Edit[] = [];
  readonly #calls = new DirectCalls();
  readonly #segments = new Segments();
  readonly #entry = new EntryPlace();
  readonly #merges = new MergeCost();
  #slotsBeforeLoop = 0;
  #keepsExceptions = false;
  readonly #prefixed: Prefixed;
  /** For each open block its loop, or undefined where it is no loop; and the segment that it begins in. */
  readonly #blocks: (Edit | undefined)[] = [];
  readonly #blockSegment: number[] = [];
  /** The places of the open loops among the blocks, and the innermost of them. */
  readonly #loopBlocks: number[] = [];
  #loop: Edit | undefined;
  /** The weight outside of loops so far. */
  #weight = 0;
  readonly #shortLoop = new ShortLoop();
  /** Whether as little as possible is added to the body. */
  #isCoarse = false;

  /** @param mostBytes functions that would become longer are charged coarsely */
  constructor(outline: Outline, replacements: Replacements, mostBytes: number) {
    this.#mostBytes = mostBytes;
    this.#outline = outline;
    this.#replacements = replacements;
    this.#prefixed = new Prefixed(outline, replacements);
  }

  /**
   * Reads the body at the reader's position, size field first. One that would become too large is charged coarsely.
   * @throws SysError ENOEXEC for an opcode it does not know, and for an index beyond the module's own.
   */
  scan(reader: Reader, params: number): BodyScan {
    const start = reader.at;
    const fine = this.#scan(reader, params, false);
    const size = fine.end - fine.localsAt;
    const fits = size + growthOf(fine.edits) + ENTRY_BYTES <= this.#mostBytes && fine.slots <= MAX_FUNCTION_SLOTS;
    if (fits || size > this.#mostBytes) return fine;
    reader.at = start;
    return this.#scan(reader, params, true);
  }

  #scan(reader: Reader, params: number, isCoarse: boolean): BodyScan {
    this.#isCoarse = isCoarse;
    const sizeAt = reader.at;
    const size = reader.u32();
    const localsAt = reader.at;
    const end = localsAt + size;
    if (end > reader.end) reader.fail('a function is longer than the code section');
    this.#reset();
    const localCount = skipLocals(reader, this.#outline.types.length);
    const codeAt = reader.at;
    const locals = params + localCount;
    this.#merges.begin(locals);
    this.#merges.open(0, NO_VALUES);
    this.#openBlock(undefined, codeAt);
    this.#instructions(reader, end, locals);
    const { edits: own, weight } = this.#segments.split();
    const edits = inOrder(own, this.#edits);
    const { slots, highest } = this.#merges;
    return {
      sizeAt,
      localsAt,
      codeAt,
      end,
      localCount,
      isCoarse,
      hasLoop: edits.some((edit) => edit.kind === 'loop'),
      weight,
      ...this.#entry.found(codeAt),
      edits,
      ...this.#calls.paidBy(this.#segments),
      // Each edit has an `if`, where it is no call.
      slots: isCoarse ? slots : slots + 2 * edits.length * (locals + 1 + highest),
      highestStack: highest,
      keepsExceptions: this.#keepsExceptions,
    };
  }

  #reset(): void {
    if (this.#edits.length > 0) this.#edits = [];
    this.#calls.reset();
    this.#segments.reset(this.#isCoarse);
    this.#blocks.length = 0;
    this.#loopBlocks.length = 0;
    this.#loop = undefined;
    this.#weight = 0;
    this.#keepsExceptions = false;
    this.#shortLoop.spoil();
    this.#entry.reset();
  }

  #instructions(reader: Reader, end: number, locals: number): void {
    const bytes = reader.bytes;
    const { globalCount, tables, functions } = this.#outline;
    const merges = this.#merges;
    while (reader.at < end) {
      const at = reader.at;
      const opcode = bytes[reader.at++] as number;
      const weight = WEIGHTS[opcode] as number;
      if (weight > 0) this.#weigh(weight, at);
      merges.height += STACK_EFFECTS[opcode] as number;
      switch (FORMS[opcode]) {
        case FORM.plain:
          break;
        case FORM.number:
          if ((bytes[reader.at++] as number) >= 0x80) reader.skipNumber();
          break;
        case FORM.local:
          checkIndex(reader, locals, 'local');
          break;
        case FORM.global:
          checkIndex(reader, globalCount, 'global');
          break;
        case FORM.table:
          checkIndex(reader, tables.length, 'table');
          break;
        case FORM.function:
          checkIndex(reader, functions.length, 'function');
          break;
        case FORM.branch:
          this.#branch(reader);
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
          reader.heapType(this.#outline.types.length);
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
    this.#segments.weigh(weight, at);
    if (this.#loop === undefined) this.#weight += weight;
  }

  #special(reader: Reader, opcode: number, at: number): void {
    const merges = this.#merges;
    const { types } = this.#outline;
    switch (opcode) {
      case OP.block:
        merges.open(1, readBlockType(reader, types));
        this.#openBlock(undefined, at);
        break;
      case OP.if:
        merges.open(2, readBlockType(reader, types));
        this.#openBlock(undefined, at);
        this.#segments.open(reader.at, this.#segments.current);
        break;
      case OP.try:
        merges.open(2, readBlockType(reader, types));
        this.#shortLoop.spoil();
        this.#openBlock(undefined, at);
        break;
      case OP.loop:
        this.#openLoop(reader, at);
        break;
      case OP.tryTable:
        merges.open(2, readBlockType(reader, types));
        if (skipCatches(reader)) this.#keepsExceptions = true;
        this.#shortLoop.spoil();
        this.#openBlock(undefined, at);
        break;
      case OP.else:
        merges.arm();
        this.#openArm(reader);
        break;
      case OP.catchAll:
        merges.arm(0);
        this.#openArm(reader);
        break;
      case OP.catch:
        merges.arm(this.#tag(reader).params.length);
        this.#openArm(reader);
        break;
      case OP.throw:
        this.#throw(this.#tag(reader), at);
        break;
      case OP.end:
        merges.close();
        this.#closeBlock(reader, at);
        break;
      case OP.delegate:
        merges.close();
        reader.u32();
        this.#closeBlock(reader, at);
        break;
      case OP.brTable: {
        const labels = reader.count() + 1;
        for (let left = labels; left > 0; left--) reader.skipNumber();
        merges.merge(Math.min(labels, this.#blocks.length));
        this.#shortLoop.spoil();
        break;
      }
      case OP.brOnNull:
      case OP.brOnNonNull:
        merges.merge(1);
        reader.u32();
        this.#shortLoop.spoil();
        this.#segments.open(reader.at, this.#segments.current);
        break;
      case OP.selectTyped:
        for (let left = reader.count(); left > 0; left--) valueType(reader, this.#outline.types.length);
        break;
      case OP.call:
      case OP.returnCall:
        this.#call(reader, at);
        break;
      case OP.callIndirect:
      case OP.returnCallIndirect:
        merges.call(this.#functionType(reader));
        checkIndex(reader, this.#outline.tables.length, 'table');
        this.#indirectCall(at);
        break;
      case OP.callRef:
      case OP.returnCallRef:
        merges.call(this.#functionType(reader));
        this.#indirectCall(at);
        break;
      case OP.memoryGrow:
        this.#replace(at, reader, this.#replacements.memoryGrow(reader.u32()));
        break;
      case OP.gc:
        this.#weigh(objectWeight(reader, types), at);
        merges.height += prefixedEffect(opcode, reader, this.#outline);
        this.#replace(at, reader, this.#prefixed.gc(reader));
        // Some of them branch.
        this.#shortLoop.spoil();
        break;
      case OP.misc:
        merges.height += prefixedEffect(opcode, reader, this.#outline);
        this.#replace(at, reader, this.#prefixed.misc(reader));
        break;
      case OP.simd:
        merges.height += prefixedEffect(opcode, reader, this.#outline);
        skipSimd(reader);
        break;
      case OP.atomic:
        merges.height += prefixedEffect(opcode, reader, this.#outline);
        this.#replace(at, reader, this.#prefixed.atomic(reader));
        break;
    }
  }

  #openBlock(loop: Edit | undefined, at: number): void {
    this.#entry.open(at, this.#weight);
    this.#blockSegment[this.#blocks.length] = this.#segments.current;
    this.#blocks.push(loop);
  }

  #openLoop(reader: Reader, at: number): void {
    this.#entry.pass(at, this.#weight);
    this.#slotsBeforeLoop = this.#merges.slots;
    this.#merges.open(1, readBlockType(reader, this.#outline.types));
    const loop: Edit = { at: reader.at, drop: 0, kind: 'loop', value: 0 };
    this.#edits.push(loop);
    this.#loop = loop;
    this.#loopBlocks.push(this.#blocks.length);
    this.#openBlock(loop, at);
    this.#segments.openLoop(loop);
    this.#shortLoop.open(reader, at);
  }

  #branch(reader: Reader): void {
    const at = reader.at;
    const depth = reader.u32();
    this.#merges.merge(1);
    this.#segments.open(reader.at, this.#segments.current);
    if (this.#blocks.length - 1 - depth < (this.#loopBlocks.at(-1) ?? 0)) this.#shortLoop.leave(at, reader.at, depth);
  }

  #closeBlock(reader: Reader, at: number): void {
    if (this.#blocks.length === 0) reader.fail('an end has no block');
    this.#entry.close();
    const closed = this.#blocks.pop();
    const before = this.#blockSegment[this.#blocks.length] as number;
    if (closed === undefined) {
      // Nothing follows the end of the body.
      if (this.#blocks.length > 0) this.#segments.open(reader.at, before);
      return;
    }
    this.#segments.resume(before);
    if (!this.#isCoarse) this.#shortLoop.close(closed, at);
    if (closed.repeated !== undefined) this.#merges.repeat(REPEATS, this.#slotsBeforeLoop);
    this.#shortLoop.spoil();
    this.#loopBlocks.pop();
    this.#loop = this.#blocks[this.#loopBlocks.at(-1) ?? -1];
  }

  #openArm(reader: Reader): void {
    this.#entry.leave();
    const block = this.#blocks.length - 1;
    if (block >= 0) this.#segments.open(reader.at, this.#blockSegment[block] as number);
  }

  #call(reader: Reader, at: number): void {
    const callee = checkIndex(reader, this.#outline.functions.length, 'function');
    this.#merges.call(functionType(this.#outline, callee));
    this.#entry.pass(at, this.#weight);
    this.#shortLoop.spoil();
    if (callee < this.#outline.importedFunctions) return;
    this.#calls.add(callee, this.#segments.call(at));
  }

  #indirectCall(at: number): void {
    this.#entry.pass(at, this.#weight);
    if (this.#isCoarse) this.#weigh(INDIRECT_CALL, at);
    else this.#edits.push({ at, drop: 0, kind: 'charge', value: INDIRECT_CALL });
    this.#shortLoop.spoil();
  }

  /** What it carries is made in V8's heap, value after value. */
  #throw({ params }: FunctionType, at: number): void {
    this.#merges.call({ params, results: [] });
    this.#weigh(VALUE_WEIGHT * params.length, at);
  }

  #functionType(reader: Reader): FunctionType {
    const type = this.#outline.types[checkIndex(reader, this.#outline.types.length, 'type')];
    return type?.kind === 'function' ? type.type : NO_VALUES;
  }

  #tag(reader: Reader): FunctionType {
    return this.#outline.tags[checkIndex(reader, this.#outline.tags.length, 'tag')] ?? NO_VALUES;
  }

  #replace(at: number, reader: Reader, replacement: number | undefined): void {
    if (replacement === undefined) return;
    this.#edits.push({ at, drop: reader.at - at, kind: 'call', value: replacement });
    this.#shortLoop.spoil();
  }
}
