import {
  MAX_CALLS,
  MAX_DECLARATION_BYTES,
  MAX_DEFINITIONS,
  MAX_EDITS,
  MAX_EXTERNS,
  MAX_FUNCTION_SLOTS,
  MAX_MODULE_FUNCTIONS,
  MAX_MODULE_MEMORIES,
  MAX_MODULE_SLOTS,
  MAX_MODULE_TABLES,
  MAX_OPERAND_STACK,
  MAX_SECTIONS,
  MAX_TYPES,
} from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { digits } from '../base/visible.ts';
import { SECTION, type Section } from './sections.ts';

/**
 * What a module may ask of V8 while it is compiled and instantiated. V8 aborts the whole process where its memory does not suffice,
 * so a module that asks for more is refused before V8 sees it. All of these throw SysError ENOEXEC with the numbers.
 */

export class DeclarationBounds {
  #bytes = 0;
  #sections = 0;

  /** Checks a section before it is read. */
  check({ id, start, end }: Section): void {
    refuseAbove(MAX_SECTIONS, ++this.#sections, 'sections');
    if (id === SECTION.code || id === SECTION.data || id === SECTION.custom) return;
    this.#bytes += end - start;
    refuseAbove(MAX_DECLARATION_BYTES, this.#bytes, 'bytes of declarations');
  }
}

const MOST_ITEMS: Readonly<Record<number, readonly [most: number, what: string]>> = {
  [SECTION.type]: [MAX_TYPES, 'types'],
  [SECTION.import]: [MAX_EXTERNS, 'imports'],
  [SECTION.function]: [MAX_MODULE_FUNCTIONS, 'functions'],
  [SECTION.table]: [MAX_MODULE_TABLES, 'tables'],
  [SECTION.memory]: [MAX_MODULE_MEMORIES, 'memories'],
  [SECTION.global]: [MAX_DEFINITIONS, 'globals'],
  [SECTION.export]: [MAX_EXTERNS, 'exports'],
  [SECTION.tag]: [MAX_DEFINITIONS, 'tags'],
};

/** Checks how many items a section has, or has so far. */
export function checkCount(section: number, count: number): void {
  const [most, what] = MOST_ITEMS[section] ?? [Number.POSITIVE_INFINITY, ''];
  refuseAbove(most, count, what);
}

/** What a function takes, see `BodyScan`. */
interface FunctionCost {
  readonly slots: number;
  readonly highestStack: number;
  readonly edits: { readonly length: number };
  readonly calls: { readonly length: number };
  readonly paidCalls: { readonly length: number };
}

/** Checks function after function while they are scanned. */
export class CodeBounds {
  #slots = 0;
  #edits = 0;
  #calls = 0;

  check({ slots, highestStack, edits, calls, paidCalls }: FunctionCost, index: number): void {
    refuseAbove(MAX_OPERAND_STACK, highestStack, 'values on its stack', `function ${index}`);
    refuseAbove(MAX_FUNCTION_SLOTS, slots, 'locals and stack values, counted at each block', `function ${index}`);
    this.#slots += slots;
    this.#edits += edits.length;
    this.#calls += calls.length + paidCalls.length;
    refuseAbove(MAX_MODULE_SLOTS, this.#slots, 'locals and stack values, counted at each block');
    refuseAbove(MAX_EDITS, this.#edits, 'loops, heavy branches and calls through tables');
    refuseAbove(MAX_CALLS, this.#calls, 'calls');
  }
}

function refuseAbove(most: number, count: number, what: string, where = 'the module'): void {
  if (count <= most) return;
  const detail = `${where} has ${digits(count)} ${what}; the most that is loaded is ${digits(most)}`;
  throw new SysError('ENOEXEC', 'load', undefined, detail);
}
