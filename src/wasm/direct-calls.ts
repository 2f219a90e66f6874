import type { Edit } from './edit.ts';
import type { Segments } from './segments.ts';

export interface PaidCall {
  readonly callee: number;
  readonly payer: Edit;
}

const NO_CALLS: readonly number[] = [];
const NO_PAID_CALLS: readonly PaidCall[] = [];

/** The calls by name in a body, and the segments that they stand in. */
export class DirectCalls {
  readonly #callees: number[] = [];
  readonly #segments: number[] = [];

  /** Begins a body. */
  reset(): void {
    this.#callees.length = 0;
    this.#segments.length = 0;
  }

  add(callee: number, segment: number): void {
    this.#callees.push(callee);
    this.#segments.push(segment);
  }

  /** @returns the callees that the entry pays for, and those that an edit does, once the segments are divided */
  paidBy(segments: Segments): { readonly calls: readonly number[]; readonly paidCalls: readonly PaidCall[] } {
    const calls: number[] = [];
    const paidCalls: PaidCall[] = [];
    for (let index = 0; index < this.#callees.length; index++) {
      const callee = this.#callees[index] as number;
      const payer = segments.payerOf(this.#segments[index] as number);
      if (payer === undefined) calls.push(callee);
      else paidCalls.push({ callee, payer });
    }
    return {
      calls: calls.length === 0 ? NO_CALLS : calls,
      paidCalls: paidCalls.length === 0 ? NO_PAID_CALLS : paidCalls,
    };
  }
}
