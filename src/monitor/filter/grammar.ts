import { didYouMean } from '../../base/nearest.ts';
import { compileComparison, within } from './comparison.ts';
import { type FieldSpec, findField, namesOf } from './field.ts';
import { type FilterProblem, isProblem } from './problem.ts';
import type { RowTest } from './row.ts';
import type { Token } from './token.ts';

const NONE: RowTest = () => false;

/**
 * Compiles tokens, of which there is at least one, by descent:
 *
 *     either = both {'or' both}          both = single {['and'] single}          single = 'not' single | '(' either ')' | term
 *     term = text | regex | name operator (value | regex) | name 'in' '(' value {',' value} ')'
 *
 * The first problem is kept, and what follows it is read without being looked at.
 */
export class Grammar {
  /** The fields that are compared, by their own names. */
  readonly compared = new Set<string>();
  readonly #tokens: readonly Token[];
  readonly #fields: readonly FieldSpec[];
  readonly #length: number;
  #next = 0;
  #problem: FilterProblem | undefined;

  /** @param length that of the filter, where what is missing at its end stands */
  constructor(tokens: readonly Token[], fields: readonly FieldSpec[], length: number) {
    this.#tokens = tokens;
    this.#fields = fields;
    this.#length = length;
  }

  compile(): RowTest | FilterProblem {
    const test = this.#either();
    const rest = this.#peek();
    if (rest !== undefined)
      this.#wrong(rest, 'this parenthesis closes nothing; a text with parentheses goes in quotes');
    return this.#problem ?? test;
  }

  #either(): RowTest {
    let test = this.#both();
    while (this.#take('or') !== undefined) {
      const [left, right] = [test, this.#both()];
      test = (row) => left(row) || right(row);
    }
    return test;
  }

  #both(): RowTest {
    let test = this.#single();
    for (
      let next = this.#peek();
      next !== undefined && next.kind !== 'or' && next.kind !== 'close';
      next = this.#peek()
    ) {
      this.#take('and');
      const [left, right] = [test, this.#single()];
      test = (row) => left(row) && right(row);
    }
    return test;
  }

  #single(): RowTest {
    const token = this.#peek();
    if (token === undefined || token.kind === 'and' || token.kind === 'or' || token.kind === 'close')
      return this.#missing('a word or a comparison such as cpu>5');
    this.#next++;
    if (token.kind === 'not') {
      const test = this.#single();
      return (row) => !test(row);
    }
    if (token.kind === 'open') return this.#group(token);
    if (token.kind === 'name') return this.#comparison(token);
    if (token.kind === 'operator') return this.#wrong(token, `a field is missing before ${token.text}`);
    return this.#text(token);
  }

  #group(open: Token): RowTest {
    const test = this.#either();
    return this.#take('close') === undefined ? this.#wrong(open, 'this parenthesis is not closed') : test;
  }

  #text(token: Token): RowTest {
    if (token.quote === 'open') return this.#wrong(token, 'this quote is not closed');
    const test = within(token);
    if (isProblem(test)) return this.#wrong(test, test.text);
    return (row) => test(row.text());
  }

  #comparison(name: Token): RowTest {
    const field = findField(name.text, this.#fields);
    if (field === undefined) {
      const hint = didYouMean(name.text, this.#fields.flatMap(namesOf));
      this.#wrong(name, `there is no field ${name.text}${hint || '; a text goes in quotes'}`);
    } else this.compared.add(field.name);
    const operator = this.#tokens[this.#next++];
    if (operator === undefined) return NONE;
    return operator.kind === 'in' ? this.#list(field, operator) : this.#value(field, operator);
  }

  #value(field: FieldSpec | undefined, operator: Token, typed = operator.text): RowTest {
    const value = this.#take('value') ?? this.#take('regex');
    if (value === undefined) return this.#missing(`a value after ${typed}`);
    if (value.quote === 'open') return this.#wrong(value, 'this quote is not closed');
    const test = field === undefined ? NONE : compileComparison(field, operator, value);
    return isProblem(test) ? this.#wrong(test, test.text) : test;
  }

  /** `in` is any of several equalities, `not in` none of them. */
  #list(field: FieldSpec | undefined, operator: Token): RowTest {
    const negated = /^not/i.test(operator.text);
    const equals: Token = { ...operator, kind: 'operator', text: negated ? '!=' : '=' };
    const open = this.#take('open') ?? operator;
    const tests: RowTest[] = [];
    do tests.push(this.#value(field, equals, operator.text));
    while (this.#take('comma') !== undefined);
    if (this.#take('close') === undefined)
      this.#wrong(this.#peek() ?? open, 'a list has commas and an end, such as (a, b)');
    return negated ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #take(kind: Token['kind']): Token | undefined {
    const token = this.#peek();
    if (token?.kind !== kind) return undefined;
    this.#next++;
    return token;
  }

  #wrong({ at, end }: { readonly at: number; readonly end: number }, text: string): RowTest {
    this.#problem ??= { at, end, text };
    return NONE;
  }

  /** Something has to stand before the next token, or at the end. */
  #missing(expected: string): RowTest {
    const before = this.#peek();
    const place = before ?? { at: this.#length, end: this.#length };
    return this.#wrong(place, `expected ${expected}${before === undefined ? '' : ` before ${before.text}`}`);
  }
}
