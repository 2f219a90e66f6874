import type { FieldKind } from './field.ts';
import type { FilterProblem } from './problem.ts';

/** A number as it was typed, in the unit of the field. */
export interface Quantity {
  readonly value: number;
  /** Half of the last digit that was typed: what differs by less is written the same. */
  readonly half: number;
}

interface Units {
  readonly sizes: Readonly<Record<string, number>>;
  /** What the sum is divided by, because 0.07 is 7 / 100 and not 7 * 0.01. */
  readonly divisor?: number;
  readonly expected: string;
}

const KIB = 1024;
const UNITS: Readonly<Record<Exclude<FieldKind, 'text'>, Units>> = {
  percent: { sizes: { '': 1, '%': 1 }, divisor: 100, expected: 'a share is a number of percent, such as 5 or 0.5%' },
  bytes: {
    sizes: { '': 1, b: 1, ...prefixed(KIB, ['', 'b', 'ib']) },
    expected: 'a size is a number with K, M, G or T, such as 64M',
  },
  seconds: {
    sizes: { '': 1, s: 1, m: 60, h: 3_600, d: 86_400, ms: 0.001 },
    expected: 'a time is a number with s, m, h or d, such as 90 or 1h30m',
  },
  count: { sizes: { '': 1, ...prefixed(1_000, ['']) }, expected: 'a count is a number, such as 10 or 2k' },
};

/** Reads a number with the units of its kind, in any case. What is wrong is told at the place in the filter, where `at` is the text's. */
export function parseQuantity(text: string, kind: Exclude<FieldKind, 'text'>, at: number): Quantity | FilterProblem {
  const { sizes, divisor = 1, expected } = UNITS[kind];
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)([^\d.]*)/g)];
  const sign = kind === 'count' && /^[-+]/.test(text) ? 1 : 0;
  if (parts[0]?.index !== sign) return { at, end: at + text.length, text: expected };
  let [value, half, from] = [0, 0, sign];
  for (const [whole, digits = '', unit = ''] of parts) {
    const size = sizes[unit.toLowerCase()];
    const single = parts.length === 1 || (kind === 'seconds' && unit !== '');
    const start = at + from + (single ? digits.length : 0);
    if (size === undefined || !single) return { at: start, end: at + from + whole.length, text: expected };
    value += Number(digits) * size;
    half = (size * 10 ** -(digits.split('.')[1]?.length ?? 0)) / 2;
    from += whole.length;
  }
  if (from !== text.length) return { at: at + from, end: at + text.length, text: expected };
  return { value: (text.startsWith('-') ? -value : value) / divisor, half: half / divisor };
}

function prefixed(base: number, endings: readonly string[]): Record<string, number> {
  const pairs = [...'kmgt'].flatMap((letter, i) => endings.map((ending) => [letter + ending, base ** (i + 1)] as const));
  return Object.fromEntries(pairs);
}
