import { SysError } from '../base/sys-error.ts';
import type { FunctionType, ValueType } from '../wasm/module-info.ts';

/** Types whose values JavaScript, and so the host, cannot pass. */
const IMPASSABLE: ReadonlySet<ValueType> = new Set(['v128', 'exnref']);

/**
 * Turns arguments in text form into values of a function's parameters.
 * @throws SysError EINVAL naming the argument, or the type of a parameter or a result that has no text.
 */
export function parseArguments(name: string, { params, results }: FunctionType, args: readonly string[]): unknown[] {
  const result = results.find((type) => IMPASSABLE.has(type));
  if (result !== undefined)
    throw new SysError(
      'EINVAL',
      'invoke',
      name,
      `it returns ${result}, which cannot be shown; call it from another function`,
    );
  if (params.length !== args.length) {
    throw new SysError(
      'EINVAL',
      'invoke',
      name,
      `it takes ${params.length} arguments (${params.join(', ')}), not ${args.length}`,
    );
  }
  return params.map((type, index) => parseValue(type, args[index] ?? ''));
}

function parseValue(type: ValueType, text: string): number | bigint {
  const bad = (): never => {
    throw new SysError('EINVAL', 'invoke', undefined, `the argument '${text}' is no ${type}`);
  };
  if (type === 'i32' || type === 'i64') {
    if (!/^[-+]?(\d+|0x[0-9a-fA-F]+)$/.test(text)) return bad();
    const negative = text.startsWith('-');
    const magnitude = BigInt(text.replace(/^[-+]/, ''));
    const value = negative ? -magnitude : magnitude;
    const bits = type === 'i32' ? 32n : 64n;
    if (value >= 1n << bits || value < -(1n << (bits - 1n))) return bad();
    return type === 'i32' ? Number(BigInt.asIntN(32, value)) : BigInt.asIntN(64, value);
  }
  if (type === 'f32' || type === 'f64') {
    if (/^[-+]?(inf|infinity)$/i.test(text))
      return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (/^nan$/i.test(text)) return Number.NaN;
    return text.trim() === '' || Number.isNaN(Number(text)) ? bad() : Number(text);
  }
  throw new SysError('EINVAL', 'invoke', undefined, `a parameter of type ${type} cannot be given as text`);
}

/** What a function returned, one text a value. */
export function formatResults(types: readonly ValueType[], result: unknown): string[] {
  if (types.length === 0) return [];
  const values = types.length === 1 ? [result] : (result as unknown[]);
  return types.map((type, index) => formatValue(type, values[index]));
}

function formatValue(type: ValueType, value: unknown): string {
  if (type === 'i32' || type === 'i64') return String(value);
  if (type === 'f32' || type === 'f64') return Object.is(value, -0) ? '-0' : String(value);
  return `<${type}>`;
}
