import { MAX_LOCALS } from '../base/limits.ts';
import type { HookIndices } from './added-function.ts';
import type { BodyScan } from './body-scan.ts';
import type { BranchHint } from './branch-hints.ts';
import { type Edit, MOST_CHARGE, REPEATS, type RepeatedBody } from './edit.ts';
import type { Writer } from './encode.ts';
import { type Outline, paramCount } from './parse.ts';
import { Reader } from './reader.ts';

/** Weight that a loop gathers in its local before it is moved to fuel: registers, not memory, on the fast path. */
const FLUSH_AT = 4_096;

const OP = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  br: 0x0c,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i32LtS: 0x48,
  i32Sub: 0x6b,
} as const;

const EMPTY = 0x40;

/** Writes function bodies with their edits. One writes any number of bodies, one after the other. */
export class BodyWriter {
  readonly #outline: Outline;
  readonly #indices: HookIndices;
  /** Of the body that is being written: the function's own hints, the next of them, and what becomes of all. */
  #own: readonly BranchHint[] = [];
  #nextHint = 0;
  #hints: BranchHint[] = [];
  #bodyAt = 0;
  /** Whether it has a local that counts. */
  #counts = true;
  #isCoarse = false;

  constructor(outline: Outline, indices: HookIndices) {
    this.#outline = outline;
    this.#indices = indices;
  }

  /**
   * Writes a body without its size.
   * @param own the function's branch hints in its original.
   * @returns its branch hints as it is now: its own, and that safepoints are unlikely.
   */
  write(out: Writer, scan: BodyScan, number: number, charge: number, own: readonly BranchHint[]): BranchHint[] {
    this.#own = own;
    this.#nextHint = 0;
    this.#hints = [];
    this.#bodyAt = scan.localsAt;
    const counter = paramCount(this.#outline, number) + scan.localCount;
    this.#isCoarse = scan.isCoarse;
    this.#counts = counter < MAX_LOCALS && !scan.isCoarse;
    if (scan.hasLoop && this.#counts) this.#addLocal(out, scan, counter);
    else this.#copy(out, scan.localsAt, scan.codeAt);
    this.#code(out, scan, charge, counter);
    return this.#hints;
  }

  #code(out: Writer, scan: BodyScan, charge: number, counter: number): void {
    let at = scan.codeAt;
    let unpaid = charge > 0;
    const pay = () => {
      this.#copy(out, at, scan.entryAt);
      at = scan.entryAt;
      this.#charge(out, charge);
      unpaid = false;
    };
    for (const edit of scan.edits) {
      if (unpaid && scan.entryAt <= edit.at) pay();
      this.#copy(out, at, edit.at);
      this.#edit(out, edit, counter);
      at = edit.at + edit.drop;
    }
    if (unpaid) pay();
    this.#copy(out, at, scan.end);
  }

  /** Copies a piece of the original, and its branch hints with it. */
  #copy(out: Writer, start: number, end: number): void {
    const moved = out.length - start;
    for (let hint = this.#own[this.#nextHint]; hint !== undefined; hint = this.#own[++this.#nextHint]) {
      const at = this.#bodyAt + hint.at;
      if (at >= end) break;
      if (at >= start) this.#hints.push({ at: at + moved, likely: hint.likely });
    }
    out.copy(this.#outline.bytes, start, end);
  }

  #addLocal(out: Writer, scan: BodyScan, counter: number): void {
    const reader = new Reader(this.#outline.bytes, scan.localsAt, scan.codeAt);
    out.u32(reader.u32() + 1).copy(this.#outline.bytes, reader.at, scan.codeAt);
    out.u32(1).u8(0x7f);
    out.u8(OP.i32Const).i32(FLUSH_AT).u8(OP.localSet).u32(counter);
  }

  #edit(out: Writer, edit: Edit, counter: number): void {
    if (edit.kind === 'call') out.u8(OP.call).u32(edit.value);
    else if (edit.kind === 'charge') this.#charge(out, edit.value);
    else if (edit.repeated === undefined) this.#loopHead(out, edit.value, counter);
    else this.#repeat(out, edit, edit.repeated, counter);
  }

  /** fuel -= charge; if (fuel < 0) safepoint() */
  #charge(out: Writer, charge: number): void {
    const { fuel, flush } = this.#indices;
    if (this.#isCoarse) {
      out.u8(OP.i32Const).i32(Math.min(charge, MOST_CHARGE)).u8(OP.call).u32(flush);
      return;
    }
    out
      .u8(OP.globalGet)
      .u32(fuel)
      .u8(OP.i32Const)
      .i32(Math.min(charge, MOST_CHARGE))
      .u8(OP.i32Sub)
      .u8(OP.globalSet)
      .u32(fuel);
    out.u8(OP.globalGet).u32(fuel);
    this.#ifNegative(out);
    out.u8(OP.call).u32(this.#indices.safepoint).u8(OP.end);
  }

  /** if ((counter -= weight) < 0) { flush(FLUSH_AT - counter); counter = FLUSH_AT } */
  #loopHead(out: Writer, weight: number, counter: number): void {
    if (!this.#counts) return this.#charge(out, weight);
    out.u8(OP.localGet).u32(counter).u8(OP.i32Const).i32(Math.min(weight, MOST_CHARGE)).u8(OP.i32Sub);
    out.u8(OP.localTee).u32(counter);
    this.#ifNegative(out);
    out.u8(OP.i32Const).i32(FLUSH_AT).u8(OP.localGet).u32(counter).u8(OP.i32Sub);
    out.u8(OP.call).u32(this.#indices.flush);
    out.u8(OP.i32Const).i32(FLUSH_AT).u8(OP.localSet).u32(counter).u8(OP.end);
  }

  #ifNegative(out: Writer): void {
    out.u8(OP.i32Const).i32(0).u8(OP.i32LtS);
    this.#hints.push({ at: out.length, likely: false });
    out.u8(OP.if).u8(EMPTY);
  }

  /**
   * Writes a short loop's body several times for one count of its turns; the engine does the same with loops that
   * have no call in them, as ours has. A turn that goes on falls out of its own block into the next one. The last stands as
   * the body did, so that V8 finds wrong in it what it would have found before.
   * block $done (loop $again (head (block body (br $done)) (block body (br $done)) ... body))
   */
  #repeat(out: Writer, edit: Edit, { bodyAt, bodyEnd, leaving }: RepeatedBody, counter: number): void {
    const type = this.#outline.bytes[edit.at + 1] as number;
    const body = (further: number) => {
      let at = bodyAt;
      for (const label of leaving) {
        this.#copy(out, at, label);
        out.u8((this.#outline.bytes[label] as number) + further);
        at = label + 1;
      }
      this.#copy(out, at, bodyEnd);
    };
    out.u8(OP.block).u8(type).u8(OP.loop).u8(type);
    this.#loopHead(out, edit.value, counter);
    for (let copy = 1; copy < REPEATS; copy++) {
      out.u8(OP.block).u8(EMPTY);
      body(2);
      out.u8(OP.br).u8(2).u8(OP.end);
    }
    body(1);
    out.u8(OP.end).u8(OP.end);
  }
}
