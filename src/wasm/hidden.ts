/** The names of what the instrumenter adds to a module's exports, for the cpu to find. */

/** Mutable i32 global: fuel left of what was granted. Below zero the next safepoint calls the hook. */
export const FUEL_EXPORT = 'wasitop:fuel';
/**
 * Fuel is 0 or more before anything is charged, and never lower than this after it: the largest charge is that of an array of 2^32
 * elements.
 */
export const LEAST_FUEL = -(2 ** 28);
/** What fuel is set to where a growth was refused: no charge leads from one side of LEAST_FUEL to the other, and none wraps around. */
export const REFUSED_FUEL = -(2 ** 30);
/** Funcref table: slot 0 is the safepoint, which takes the fuel and gives new, or less than 0 for none, `(i32) -> i32`; slot 1 an atomic wait, `(timeout i64) -> ()`. */
export const HOOKS_EXPORT = 'wasitop:hooks';
/** Mutable i64 global: bytes that memories and tables together may grow to. */
export const MEMORY_LIMIT_EXPORT = 'wasitop:memory_limit';
/** Mutable i32 global: counts refused growths. */
export const REFUSED_EXPORT = 'wasitop:refused';
/** Mutable i32 global, where there are arrays: KiB that the next safepoint is asked for, because one instruction takes them. */
export const WANTED_EXPORT = 'wasitop:wanted';
/** The first memory, where there is one. */
export const MEMORY_EXPORT = 'wasitop:memory';
/** The start function, where there was a start section. */
export const START_EXPORT = 'wasitop:start';

/** What an element of a table counts against the memory limit, in bytes: V8 takes 8 to 24, and twice that while a table grows. */
export const TABLE_ELEMENT_BYTES = 32;
