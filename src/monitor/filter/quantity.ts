import type { FieldKind } from './field.ts';
import type { FilterProblem } from './problem.ts';

/** A number as it was typed, in the unit of the field. */
export interface Quantity {
  readonly value: number;
  /** Half of the last digit that was typed: what differs by less is written the same. */
  readonly half: number;
}

interface Units {
  readonly sizes: ReadonlyMap<string, number>;
  /** What the sum is divided by, because 0.07 is 7 / 100 and not 7 * 0.01. */
  readonly divisor?: number;
  readonly expected: string;
}

const UNITS: Readonly<Record<Exclude<FieldKind, 'text'>, Units>> = {
  percent: {
    sizes: sizes({ '': 1, '%': 1 }),
    divisor: 100,
    expected: 'a share is a number of percent, such as 5 or 0.5%',
  },
  bytes: {
    sizes: sizes({ '': 1, b: 1, ...prefixed(1_024, ['', 'b', 'ib']) }),
    expected: 'a size is a number with K, M, G or T, such as 64M',
  },
  seconds: {
    sizes: sizes({ '': 1, s: 1, m: 60, h: 3_600, d: 86_400, ms: 0.001 }),
    expected: 'a time is a number with s, m, h or d, such as 90 or 1h30m',
  },
  count: { sizes: sizes({ '': 1, ...prefixed(1_000, ['']) }), expected: 'a count is a number, such as 10 or 2k' },
};

/** Reads a number with the units of its kind, in any case. What is wrong is told at the place in the filter, where `at` is the text's. */
export function parseQuantity(text: string, kind: Exclude<FieldKind, 'text'>, at: number): Quantity | FilterProblem {
  const { divisor = 1, expected, ...units } = UNITS[kind];
  const wrong = (from: number, to: number) => ({ at: at + from, end: at + to, text: expected });
  const sign = kind === 'count' && /^[-+]/.test(text) ? 1 : 0;
  let [value, half, from] = [0, 0, sign];
  while (from === sign || from < text.length) {
    const [whole = '', digits = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(text.slice(from)) ?? [];
    const size = units.sizes.get(unit.toLowerCase());
    const isExtra = from > sign && (kind !== 'seconds' || unit === '');
    if (whole === '' || isExtra) return wrong(from === sign ? 0 : from, text.length);
    if (size === undefined) return wrong(from + digits.length, from + whole.length);
    value += Number(digits) * size;
    half = (size * 10 ** -(digits.split('.')[1]?.length ?? 0)) / 2;
    from += whole.length;
  }
  return { value: (text.startsWith('-') ? -value : value) / divisor, half: half / divisor };
}

function sizes(units: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(units));
}

function prefixed(base: number, endings: readonly string[]): Record<string, number> {
  const pairs = [...'kmgt'].flatMap((letter, i) =>
    endings.map((ending) => [letter + ending, base ** (i + 1)] as const),
  );
  return Object.fromEntries(pairs);
}
