import type { Type } from './operators.ts';

export interface Signature {
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

/** What the functions of a program may refer to. */
export interface Surroundings {
  readonly signatures: readonly Signature[];
  /** Index of the signature of each function. */
  readonly functions: readonly number[];
  /** Types of the globals that they may change; each is exported under `g` and its index. */
  readonly globals: readonly Type[];
  /** Two more globals: how many calls are open, and how many steps are left. */
  readonly depth: number;
  readonly steps: number;
  readonly tableSize: number;
  readonly dataSize: number;
}
