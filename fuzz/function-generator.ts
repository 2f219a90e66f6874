import { Writer } from '../src/wasm/encode.ts';
import { constantOf } from './constant.ts';
import { F32, F64, I32, LOADS, OPERATORS, type Operator, STORES, TYPES, type Type } from './operators.ts';
import type { Random } from './random.ts';
import type { Signature, Surroundings } from './surroundings.ts';

const EMPTY = 0x40;
const DEEPEST_EXPRESSION = 4;
const DEEPEST_BLOCK = 4;
const MOST_STATEMENTS = 6;
const MOST_OPEN_CALLS = 12;
const MOST_TURNS = 300;
/** Addresses are kept below it, but one time in forty. */
const ADDRESS_MASK = 0xffff - 64;
/** Locals of each type, behind the parameters; and counters of loops, one for each depth. */
const LOCALS_EACH = 2;

/** Division, and the conversions that refuse what does not fit. */
function mayTrap({ code: [first = 0] }: Operator): boolean {
  return (first >= 0x6d && first <= 0x70) || (first >= 0x7f && first <= 0x82) || (first >= 0xa8 && first <= 0xb1);
}

/** Writes one function's body at random: well typed, and sure to end. */
export class FunctionGenerator {
  readonly #random: Random;
  readonly #around: Surroundings;
  readonly #signature: Signature;
  readonly #locals: readonly Type[];
  readonly #out = new Writer(1024);
  /** Open blocks; every one of them takes and gives nothing where a branch leads, but the function's own. */
  #blocks = 0;
  #loops = 0;
  /** Blocks that a branch may not lead to, for they give a value. */
  readonly #valued: boolean[] = [];

  constructor(random: Random, around: Surroundings, signature: number) {
    this.#random = random;
    this.#around = around;
    this.#signature = around.signatures[signature] ?? { params: [], results: [] };
    const own = TYPES.flatMap((type) => Array<Type>(LOCALS_EACH).fill(type));
    this.#locals = [...this.#signature.params, ...own];
  }

  /** The body without its size. */
  body(): Uint8Array {
    this.#statements(0);
    for (const type of this.#signature.results) this.#expression(type, 0);
    if (this.#random.once(6)) this.#out.u8(0x0f);
    this.#out.u8(0x0b);
    const groups = [...TYPES.map((type) => [LOCALS_EACH, type] as const), [DEEPEST_BLOCK + 1, I32] as const];
    const head = new Writer().u32(groups.length);
    for (const [count, type] of groups) head.u32(count).u8(type);
    return head.bytes(this.#out.finish()).finish();
  }

  #statements(depth: number): void {
    for (let left = 1 + this.#random.below(MOST_STATEMENTS); left > 0; left--) this.#statement(depth);
  }

  #statement(depth: number): void {
    const kinds: (() => void)[] = [
      () => this.#set(),
      () => this.#set(),
      () => this.#store(),
      () => this.#store(),
      () => this.#drop(),
      () => this.#call(),
      () => this.#bulk(),
      () => this.#table(),
      () => this.#leave(),
    ];
    if (depth < DEEPEST_BLOCK) {
      kinds.push(
        () => this.#if(depth),
        () => this.#block(depth),
        () => this.#loop(depth),
        () => this.#loop(depth),
        () => this.#switch(depth),
        () => this.#try(depth),
      );
    }
    this.#random.pick(kinds)();
  }

  // Expressions

  #expression(type: Type, depth: number): void {
    const kinds: (() => void)[] = [() => this.#constant(type), () => this.#variable(type), () => this.#variable(type)];
    if (depth < DEEPEST_EXPRESSION) {
      const operator = () => this.#operator(type, depth);
      kinds.push(
        operator,
        operator,
        operator,
        () => this.#load(type, depth),
        () => this.#choice(type, depth),
      );
      if (type === I32) kinds.push(() => this.#asking(depth));
    }
    this.#random.pick(kinds)();
  }

  #constant(type: Type): void {
    this.#out.bytes(constantOf(type, this.#random).finish());
  }

  #variable(type: Type): void {
    const random = this.#random;
    if (random.once(4)) this.#out.u8(0x23).u32(this.#globalOf(type));
    else this.#out.u8(0x20).u32(this.#localOf(type));
  }

  #operator(type: Type, depth: number): void {
    const first = this.#random.pick(OPERATORS[type]);
    const { operands, code, bits } =
      mayTrap(first) && !this.#random.once(20) ? this.#random.pick(OPERATORS[type]) : first;
    for (const operand of operands) {
      this.#expression(operand, depth + 1);
      if (bits) this.#oneNan(operand);
    }
    this.#out.bytes(Uint8Array.from(code));
  }

  /** What bits a NaN has is the engine's choice: where they show, all become the same. */
  #oneNan(type: Type): void {
    if (type !== F32 && type !== F64) return;
    const local = this.#localOf(type, true);
    this.#out.u8(0x22).u32(local);
    if (type === F32) this.#out.bytes(Uint8Array.of(0x43, 0, 0, 0xc0, 0x7f));
    else this.#out.bytes(Uint8Array.of(0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f));
    this.#out
      .u8(0x20)
      .u32(local)
      .u8(0x20)
      .u32(local)
      .u8(type === F32 ? 0x5b : 0x61)
      .u8(0x1b);
  }

  #load(type: Type, depth: number): void {
    const [code, align] = this.#random.pick(LOADS[type]);
    this.#address(depth);
    this.#out
      .u8(code)
      .u32(this.#random.below(align + 1))
      .u32(this.#offset());
  }

  #address(depth: number): void {
    this.#expression(I32, depth + 1);
    if (!this.#random.once(40)) this.#out.u8(0x41).i32(ADDRESS_MASK).u8(0x71);
  }

  #offset(): number {
    return this.#random.once(100) ? 0xffff_fff0 : this.#random.below(56);
  }

  /** A select, or an `if` or block that gives a value. */
  #choice(type: Type, depth: number): void {
    const random = this.#random;
    const form = random.below(3);
    if (form === 0) {
      this.#expression(type, depth + 1);
      this.#expression(type, depth + 1);
      this.#expression(I32, depth + 1);
      if (random.once(2)) this.#out.u8(0x1b);
      else this.#out.u8(0x1c).u8(1).u8(type);
      return;
    }
    if (form === 1) this.#expression(I32, depth + 1);
    this.#out.u8(form === 1 ? 0x04 : random.pick([0x02, 0x03])).u8(type);
    this.#inside(true, () => {
      if (this.#random.once(3)) this.#statement(DEEPEST_BLOCK);
      this.#expression(type, depth + 1);
      if (form !== 1) return;
      this.#out.u8(0x05);
      this.#expression(type, depth + 1);
    });
  }

  #asking(depth: number): void {
    const random = this.#random;
    switch (random.below(4)) {
      case 0:
        this.#out.u8(0x3f).u8(0);
        return;
      case 1:
        this.#expression(I32, depth + 1);
        this.#out.u8(0x41).i32(3).u8(0x71).u8(0x40).u8(0);
        return;
      case 2:
        this.#index(depth);
        this.#out.u8(0x25).u32(0).u8(0xd1);
        return;
      default:
        this.#out.u8(0xfc).u32(16).u32(0);
    }
  }

  /** Of the table, seldom beyond it. */
  #index(depth: number): void {
    this.#expression(I32, depth + 1);
    this.#out
      .u8(0x41)
      .i32(this.#random.once(20) ? 31 : 7)
      .u8(0x71);
  }

  // Statements

  #set(): void {
    const type = this.#random.pick(TYPES);
    this.#expression(type, 0);
    if (this.#random.once(3)) {
      this.#oneNan(type);
      this.#out.u8(0x24).u32(this.#globalOf(type));
    } else this.#out.u8(0x21).u32(this.#localOf(type, true));
  }

  #store(): void {
    const type = this.#random.pick(TYPES);
    const [code, align] = this.#random.pick(STORES[type]);
    this.#address(1);
    this.#expression(type, 1);
    this.#oneNan(type);
    this.#out
      .u8(code)
      .u32(this.#random.below(align + 1))
      .u32(this.#offset());
  }

  #drop(): void {
    this.#expression(this.#random.pick(TYPES), 0);
    this.#out.u8(0x1a);
  }

  /** A step of the budget; at its end the program traps. */
  #step(): void {
    const { steps } = this.#around;
    this.#out.u8(0x23).u32(steps).u8(0x41).i32(1).u8(0x6b).u8(0x24).u32(steps);
    this.#out.u8(0x23).u32(steps).u8(0x41).i32(0).u8(0x48).u8(0x04).u8(EMPTY).u8(0x00).u8(0x0b);
  }

  #call(): void {
    const { depth, functions, signatures } = this.#around;
    const random = this.#random;
    const callee = random.below(functions.length);
    const type = functions[callee] ?? 0;
    const { params, results } = signatures[type] ?? this.#signature;
    const isTail = results.join() === this.#signature.results.join() && random.once(6);
    const isIndirect = random.once(2);
    this.#step();
    const changeDepth = (by: number) => this.#out.u8(0x23).u32(depth).u8(0x41).i32(by).u8(0x6a).u8(0x24).u32(depth);
    this.#out.u8(0x23).u32(depth).u8(0x41).i32(MOST_OPEN_CALLS).u8(0x48).u8(0x04).u8(EMPTY);
    this.#inside(false, () => {
      for (const param of params) this.#expression(param, 2);
      if (isIndirect) this.#index(2);
      if (!isTail) changeDepth(1);
      if (isIndirect)
        this.#out
          .u8(isTail ? 0x13 : 0x11)
          .u32(type)
          .u32(0);
      else this.#out.u8(isTail ? 0x12 : 0x10).u32(callee);
      if (isTail) return;
      for (const result of results.toReversed()) this.#out.u8(0x21).u32(this.#localOf(result, true));
      changeDepth(-1);
    });
  }

  #bulk(): void {
    const { random, out } = { random: this.#random, out: this.#out };
    const length = () => {
      this.#expression(I32, 2);
      out
        .u8(0x41)
        .i32(random.once(30) ? -1 : random.pick([0xf, 0xff, 0x3fff]))
        .u8(0x71);
    };
    this.#address(2);
    switch (random.below(4)) {
      case 0:
        this.#expression(I32, 2);
        length();
        out.u8(0xfc).u32(11).u8(0);
        return;
      case 1:
        this.#address(2);
        length();
        out.u8(0xfc).u32(10).u8(0).u8(0);
        return;
      case 2:
        out.u8(0x41).i32(random.below(this.#around.dataSize));
        out.u8(0x41).i32(random.below(this.#around.dataSize / 2));
        out.u8(0xfc).u32(8).u32(0).u8(0);
        return;
      default:
        out.u8(0x1a);
        if (random.once(8)) out.u8(0xfc).u32(9).u32(0);
    }
  }

  #table(): void {
    const { random, out } = { random: this.#random, out: this.#out };
    const reference = () => {
      if (random.once(3)) out.u8(0xd0).u8(0x70);
      else out.u8(0xd2).u32(random.below(this.#around.functions.length));
    };
    const small = () => out.u8(0x41).i32(random.below(4));
    switch (random.below(5)) {
      case 0:
        this.#index(2);
        reference();
        out.u8(0x26).u32(0);
        return;
      case 1:
        reference();
        small();
        out.u8(0xfc).u32(15).u32(0).u8(0x1a);
        return;
      case 2:
        this.#index(2);
        reference();
        small();
        out.u8(0xfc).u32(17).u32(0);
        return;
      case 3:
        this.#index(2);
        this.#index(2);
        small();
        out.u8(0xfc).u32(14).u32(0).u32(0);
        return;
      default:
        this.#index(2);
        small();
        small();
        out.u8(0xfc).u32(12).u32(1).u32(0);
    }
  }

  /** On a condition: a branch, a return, an exception, a trap. */
  #leave(): void {
    const { random, out } = { random: this.#random, out: this.#out };
    const target = this.#target();
    if (target !== undefined && random.once(2)) {
      this.#expression(I32, 2);
      out.u8(0x0d).u32(target);
      return;
    }
    this.#expression(I32, 2);
    out.u8(0x41).i32(31).u8(0x71).u8(0x45).u8(0x04).u8(EMPTY);
    this.#inside(false, () => {
      const form = random.below(8);
      if (form === 0) out.u8(0x00);
      else if (form < 4) out.u8(0x08).u32(0);
      else {
        for (const type of this.#signature.results) this.#expression(type, 2);
        out.u8(0x0f);
      }
    });
  }

  #if(depth: number): void {
    this.#expression(I32, 1);
    this.#out.u8(0x04).u8(EMPTY);
    this.#inside(false, () => {
      this.#statements(depth + 1);
      if (this.#random.once(2)) return;
      this.#out.u8(0x05);
      this.#statements(depth + 1);
    });
  }

  #block(depth: number): void {
    this.#out.u8(0x02).u8(EMPTY);
    this.#inside(false, () => this.#statements(depth + 1));
  }

  /** A loop goes round while its counter lasts; a branch from inside leaves its body's own block. */
  #loop(depth: number): void {
    const { random, out } = { random: this.#random, out: this.#out };
    const counter = this.#locals.length + this.#loops;
    const isShort = random.once(3);
    out
      .u8(0x41)
      .i32(1 + random.below(random.pick([3, 10, MOST_TURNS])))
      .u8(0x21)
      .u32(counter);
    this.#loops++;
    out.u8(0x03).u8(EMPTY);
    this.#inside(true, () => {
      // A short one has no call in it, and may be repeated.
      if (isShort) this.#store();
      else {
        this.#step();
        out.u8(0x02).u8(EMPTY);
        this.#inside(false, () => this.#statements(depth + 1));
      }
      out.u8(0x20).u32(counter).u8(0x41).i32(1).u8(0x6b).u8(0x22).u32(counter).u8(0x0d).u32(0);
    });
    this.#loops--;
  }

  #switch(depth: number): void {
    const { random, out } = { random: this.#random, out: this.#out };
    const arms = 1 + random.below(4);
    for (let arm = 0; arm < arms; arm++) out.u8(0x02).u8(EMPTY);
    this.#expression(I32, 2);
    out.u8(0x0e).u32(arms);
    for (let entry = 0; entry <= arms; entry++) out.u32(random.below(arms));
    out.u8(0x0b);
    // Of the blocks that are still open each ends after the code of its arm.
    for (let open = arms - 1; open > 0; open--) {
      this.#enter(false);
    }
    for (let open = arms - 1; open > 0; open--) {
      this.#statement(depth + 1);
      this.#exit();
      out.u8(0x0b);
    }
  }

  #try(depth: number): void {
    const { random, out } = { random: this.#random, out: this.#out };
    out.u8(0x02).u8(EMPTY);
    this.#inside(false, () => {
      out.u8(0x1f).u8(EMPTY).u32(1);
      if (random.once(2)) out.u8(0).u32(0).u32(0);
      else out.u8(2).u32(0);
      this.#inside(false, () => this.#statements(depth + 1));
    });
  }

  // Blocks

  #inside(gives: boolean, write: () => void): void {
    this.#enter(gives);
    write();
    this.#exit();
    this.#out.u8(0x0b);
  }

  #enter(gives: boolean): void {
    this.#blocks++;
    this.#valued.push(gives);
  }

  #exit(): void {
    this.#blocks--;
    this.#valued.pop();
  }

  /** A label that a branch may have: no loop's, and of no block that gives a value. */
  #target(): number | undefined {
    const labels = this.#valued.flatMap((gives, index) => (gives ? [] : [this.#blocks - 1 - index]));
    return labels.length === 0 ? undefined : this.#random.pick(labels);
  }

  /** A local of that type; one to be written to is never a parameter's neighbour that counts a loop. */
  #localOf(type: Type, isWritten = false): number {
    const indices = this.#locals.flatMap((local, index) => (local === type ? [index] : []));
    return isWritten && this.#random.once(2) ? (indices.at(-1) ?? 0) : this.#random.pick(indices);
  }

  #globalOf(type: Type): number {
    return this.#random.pick(this.#around.globals.flatMap((global, index) => (global === type ? [index] : [])));
  }
}
