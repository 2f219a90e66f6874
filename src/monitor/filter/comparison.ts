import type { FieldKind, FieldSpec } from './field.ts';
import { type FilterProblem, isProblem } from './problem.ts';
import { parseQuantity, type Quantity } from './quantity.ts';
import { compileRegex } from './regex/regex.ts';
import type { RowTest } from './row.ts';
import { containing, equalTo, type TextTest } from './text-test.ts';
import type { Token } from './token.ts';

type Order = '<' | '<=' | '>' | '>=';

/** The operators of a kind, with what they mean. `==` is `=`. */
export function operatorsOf(kind: FieldKind): readonly { readonly text: string; readonly note: string }[] {
  return kind === 'text' ? TEXT_OPERATORS : NUMBER_OPERATORS;
}

const EQUALITY = [
  { text: '=', note: 'is' },
  { text: '!=', note: 'is not' },
];
const TEXT_OPERATORS = [
  ...EQUALITY,
  { text: '~', note: 'has in it, a word or /regex/' },
  { text: '!~', note: 'does not have in it' },
];
const NUMBER_OPERATORS = [
  { text: '>', note: 'is more than' },
  { text: '<', note: 'is less than' },
  { text: '>=', note: 'is at least' },
  { text: '<=', note: 'is at most' },
  ...EQUALITY,
];

/**
 * Compiles the comparison of a field with a value. Equality of texts ignores case, and `*` stands for any letters outside quotes. Numbers
 * are equal if they are the same at the digits that were typed: `cpu=5` is 4.5 up to 5.5 %. Order is exact.
 */
export function compileComparison(field: FieldSpec, operator: Token, value: Token): RowTest | FilterProblem {
  const { name, kind } = field;
  const known = operatorsOf(kind).map(({ text }) => text);
  if (!known.includes(operator.text === '==' ? '=' : operator.text)) {
    const text = `${name} is a ${kind === 'text' ? 'text' : 'number'}, which has ${known.join(' ')}`;
    return { at: operator.at, end: operator.end, text };
  }
  const negated = operator.text.startsWith('!');
  if (kind === 'text') {
    const test = operator.text.endsWith('~') ? within(value) : equalTo(value.text, value.quote === undefined);
    return isProblem(test) ? test : testOfText(name, test, negated);
  }
  const quantity = parseQuantity(value.text, kind, value.at + (value.quote === undefined ? 0 : 1));
  if (isProblem(quantity)) return value.quote === undefined ? quantity : { ...quantity, at: value.at, end: value.end };
  return isOrder(operator.text)
    ? testOfOrder(name, operator.text, quantity.value)
    : testOfEquality(name, quantity, negated);
}

/** Whether a text has in it what a token says. */
export function within(token: Token): TextTest | FilterProblem {
  if (token.kind !== 'regex') return containing(token.text);
  const regex = compileRegex(token.text, token.anyCase === true, token.at + 1);
  return isProblem(regex) ? regex : (text) => regex.test(text);
}

function testOfText(name: string, test: TextTest, negated: boolean): RowTest {
  return (row) => {
    const value = row.value(name);
    return value !== undefined && test(typeof value === 'string' ? value : String(value)) !== negated;
  };
}

function testOfOrder(name: string, order: Order, wanted: number): RowTest {
  const test = {
    '<': (value: number) => value < wanted,
    '<=': (value: number) => value <= wanted,
    '>': (value: number) => value > wanted,
    '>=': (value: number) => value >= wanted,
  }[order];
  return (row) => {
    const value = row.value(name);
    return typeof value === 'number' && test(value);
  };
}

function testOfEquality(name: string, { value: wanted, half }: Quantity, negated: boolean): RowTest {
  return (row) => {
    const value = row.value(name);
    if (typeof value !== 'number' || Number.isNaN(value)) return false;
    return (value >= wanted - half && value < wanted + half) !== negated;
  };
}

function isOrder(operator: string): operator is Order {
  return /^[<>]/.test(operator);
}
