import { skipBlockType } from './immediates.ts';
import type { FunctionType } from './module-info.ts';
import type { TypeDefinition } from './parse.ts';
import type { Reader } from './reader.ts';

export const NO_VALUES: FunctionType = { params: [], results: [] };
const ONE_RESULT: FunctionType = { params: [], results: ['ref'] };

/**
 * Adds up what a function costs V8's compilers beyond its length. Where blocks begin and end and where branches meet, they copy or compare all that
 * lives: each local and each value on the operand stack, a *slot*. It takes some 14 bytes and 40 ns each.
 */
export class MergeCost {
  /** Slots that are copied or compared in all. */
  slots = 0;
  /** Values on the operand stack, at least where the code can be reached; and the most of them. */
  height = 0;
  highest = 0;
  #locals = 0;
  /** Of the open blocks: the height when they began, without their parameters, and their types. */
  readonly #bases: number[] = [];
  readonly #types: FunctionType[] = [];

  /** Begins a body. */
  begin(locals: number): void {
    this.slots = 0;
    this.height = 0;
    this.highest = 0;
    // Ours counts turns.
    this.#locals = locals + 1;
    this.#bases.length = 0;
    this.#types.length = 0;
  }

  /** @param copies how often all slots are copied for this block */
  open(copies: number, type: FunctionType): void {
    this.merge(copies);
    this.#bases.push(this.height - type.params.length);
    this.#types.push(type);
  }

  /** An `else`, or a `catch` which begins with so many values; an `else` begins with the block's parameters. */
  arm(values?: number): void {
    this.merge(1);
    this.height = (this.#bases.at(-1) ?? 0) + (values ?? this.#types.at(-1)?.params.length ?? 0);
  }

  close(): void {
    const type = this.#types.pop();
    this.height = (this.#bases.pop() ?? 0) + (type?.results.length ?? 0);
    if (this.height > this.highest) this.highest = this.height;
  }

  merge(times: number): void {
    if (this.height > this.highest) this.highest = this.height;
    this.slots += times * (this.#locals + Math.max(0, this.height));
  }

  /** Counts the code since there were `before` slots `times` times, because it is written that often. */
  repeat(times: number, before: number): void {
    this.slots += (times - 1) * (this.slots - before);
  }

  /** A call, or an instruction that takes and gives as many values. */
  call({ params, results }: FunctionType): void {
    this.slots += params.length + results.length;
    this.height += results.length - params.length;
    if (this.height > this.highest) this.highest = this.height;
  }
}

/** Reads a block's type: empty, one value, or the index of a type. */
export function readBlockType(reader: Reader, types: readonly TypeDefinition[]): FunctionType {
  const isEmpty = reader.bytes[reader.at] === 0x40;
  const type = types[skipBlockType(reader, types.length)];
  if (type?.kind === 'function') return type.type;
  return isEmpty ? NO_VALUES : ONE_RESULT;
}
