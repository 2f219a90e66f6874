import { MAX_DEFINITIONS, MAX_FUNCTION_BYTES, MAX_MODULE_BYTES } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { digits } from '../base/visible.ts';
import type { Outline } from './parse.ts';

/** What instrumenting adds to every module, beside a type and a function for each replacement. */
const ADDED = { types: 2, globals: 3 } as const;

/**
 * Refuses a module that has no room for what is added, where V8 would refuse it with a number that is not the module's own.
 * @throws SysError ENOEXEC
 */
export function checkCounts(outline: Outline, replacements: number): void {
  const counts = [
    ['types', outline.types.length, ADDED.types + replacements],
    ['functions', outline.functions.length - outline.importedFunctions, replacements],
    ['globals', outline.globalCount, ADDED.globals],
  ] as const;
  for (const [what, own, added] of counts)
    if (own + added > MAX_DEFINITIONS)
      refuse(
        `it has ${digits(own)} ${what}, and safepoints need ${digits(added)} more; V8 takes ${digits(MAX_DEFINITIONS)}`,
      );
}

/** @param own bytes of the original @param now bytes with all that is added @throws SysError ENOEXEC */
export function checkFunctionSize(number: number, own: number, now: number): void {
  if (now > MAX_FUNCTION_BYTES)
    refuse(
      `function ${number} has ${digits(own)} bytes, and ${digits(now)} with safepoints; V8 takes ${digits(MAX_FUNCTION_BYTES)}: divide it, or build it with less inlining`,
    );
}

/** @throws SysError ENOEXEC */
export function checkModuleSize(own: number, now: number): void {
  if (now > MAX_MODULE_BYTES)
    refuse(`it has ${digits(own)} bytes, and ${digits(now)} with safepoints; V8 takes ${digits(MAX_MODULE_BYTES)}`);
}

function refuse(why: string): never {
  throw new SysError('ENOEXEC', 'load', undefined, why);
}
