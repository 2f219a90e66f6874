import type { PaidCall } from './direct-calls.ts';
import type { Edit } from './edit.ts';

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
  /** Whether its charges are calls of a function, which take the fewest bytes; and its calls through tables are paid for with the rest. */
  readonly isCoarse: boolean;
  /** Weight that the entry pays for. */
  readonly weight: number;
  /** Where the entry's charge goes: every way to a loop or a call passes it, and the ways that end sooner do not. */
  readonly entryAt: number;
  /** Weight before that place. */
  readonly beginning: number;
  /** Direct calls that the entry pays for, and those that an edit does. */
  readonly calls: readonly number[];
  readonly paidCalls: readonly PaidCall[];
  /** What V8's compilers take beyond its length, with what is added, see `MergeCost`; and the most values on its operand stack. */
  readonly slots: number;
  readonly highestStack: number;
  /** Whether it makes references to exceptions, which it can keep. */
  readonly keepsExceptions: boolean;
}
