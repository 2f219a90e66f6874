import { MOST_CHARGE } from '../src/wasm/edit.ts';
import { skipLocals } from '../src/wasm/immediates.ts';
import { OP } from '../src/wasm/opcodes.ts';
import { parseOutline } from '../src/wasm/parse.ts';
import { Reader } from '../src/wasm/reader.ts';
import { SECTION } from '../src/wasm/sections.ts';
import { placesOf } from './instructions.ts';

const SUB = 0x6b;

/** Looks at all that an instrumented module does to fuel in its own functions. @returns a place that does not take a small amount of it. */
export function strangeCharge(original: Uint8Array, rewritten: Uint8Array): string | undefined {
  const { functions, importedFunctions, globalCount } = parseOutline(original);
  const { start = 0, end = 0 } = parseOutline(rewritten).sections.find(({ id }) => id === SECTION.code) ?? {};
  const reader = new Reader(rewritten, start, end);
  if (start < end) reader.u32();
  for (let index = importedFunctions; index < functions.length; index++) {
    const size = reader.u32();
    const bodyEnd = reader.at + size;
    skipLocals(reader, Number.POSITIVE_INFINITY);
    const at = new Body(rewritten, reader.at, bodyEnd).strangeCharge(globalCount, functions.length);
    if (at !== undefined) return `function ${index} does something else than to pay at byte ${at}`;
    reader.at = bodyEnd;
  }
  return undefined;
}

/** The code of one function, by instructions. */
class Body {
  readonly #bytes: Uint8Array;
  readonly #places: readonly number[];

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#places = placesOf(bytes, start, end);
  }

  strangeCharge(fuel: number, flush: number): number | undefined {
    return this.#places.find((_, index) => {
      if (this.#is(index, OP.globalSet, fuel)) return !this.#takes(index - 1);
      return this.#is(index, OP.call, flush) && !this.#isFlush(index);
    });
  }

  /** Whether it subtracts a small number: i32.const n, i32.sub. */
  #takes(sub: number): boolean {
    const amount = this.#number(sub - 1);
    return this.#opcode(sub) === SUB && this.#opcode(sub - 1) === OP.i32Const && 0 < amount && amount <= MOST_CHARGE;
  }

  /** i32.const n, call; or behind: i32.sub, local.tee, i32.const 0, i32.lt_s, if, i32.const, local.get, i32.sub, call */
  #isFlush(call: number): boolean {
    const amount = this.#number(call - 1);
    if (this.#opcode(call - 1) === OP.i32Const) return 0 < amount && amount <= MOST_CHARGE;
    return this.#takes(call - 8);
  }

  #is(index: number, opcode: number, value: number): boolean {
    return this.#opcode(index) === opcode && this.#number(index) === value;
  }

  #opcode(index: number): number | undefined {
    return this.#bytes[this.#places[index] ?? -1];
  }

  /** What stands behind the opcode. */
  #number(index: number): number {
    return new Reader(this.#bytes, (this.#places[index] ?? 0) + 1).s33();
  }
}
