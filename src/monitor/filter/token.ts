/** A piece of a filter. A `name` is always followed by an `operator` or by `in`, what is compared with is a `value` or a `regex`. */
export interface Token {
  readonly kind:
    | 'text'
    | 'regex'
    | 'name'
    | 'operator'
    | 'in'
    | 'value'
    | 'comma'
    | 'open'
    | 'close'
    | 'and'
    | 'or'
    | 'not';
  /** Where it stands in the filter, from `at` up to `end`, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
  /** Without quotes; of a regular expression what stands between the slashes. */
  readonly text: string;
  readonly quote?: 'closed' | 'open';
  /** The regular expression ends in `/i`. */
  readonly anyCase?: boolean;
}

const KEYWORD = String.raw`(?:and|or|not)(?![\w.%-])`;
const NAME = String.raw`(?!${KEYWORD})([a-z_](?:[\w.-]*\w)?%?)`;
const COMPARED = new RegExp(String.raw`${NAME}(\s*)(?=[=~<>]|!=|!~)`, 'iy');
const LISTED = new RegExp(String.raw`${NAME}\s+(?:not\s+)?in\s*\(`, 'iy');
const OPERATOR = /==|!=|!~|>=|<=|[=~<>]/y;
const IN = /(?:not\s+)?in(?=\s*\()/iy;
const MARK = /&&|\|\||[()!]/y;
const QUOTED = /(["'])((?:\\[\s\S]|(?!\1)[^\\])*\\?)(\1?)/y;
const REGEX = /\/((?:\\[\s\S]|[^/\\])+)\/(i?)(?=$|[\s)]|&&|\|\|)/y;
const WORD = /(?:(?!&&|\|\|)[^\s()])+/y;
const LIST_WORD = /[^\s(),]+/y;
const MARKS: ReadonlyMap<string, Token['kind']> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['(', 'open'],
  [')', 'close'],
  ['!', 'not'],
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
]);

/**
 * Cuts a filter into tokens; never fails. What a letter means depends on where it stands, so that most words need no quotes:
 *
 * - A word goes on to the next blank, parenthesis, `&&` or `||`. Quotes count at its beginning alone.
 * - A word is compared only if all that stands before the operator is a name: `cpu>5` is a comparison, `--color=auto` and `a->b` are words. With
 *   a blank before `~` it has to be a field: `vim ~/notes` are two words.
 * - `/` begins a regular expression if the next unescaped `/` ends a word there, with nothing behind it but `i`: `/fire.*x/` is one, blanks
 *   may stand in it. `/usr/bin`, `/usr/bin/` and `//` are words, but `/usr/` is a regular expression: quote it for the slashes.
 */
export function tokensOf(text: string, isField: (name: string) => boolean): Token[] {
  const scan = new Scan(text, isField);
  while (scan.next());
  return scan.tokens;
}

class Scan {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #isField: (name: string) => boolean;
  #at = 0;

  constructor(text: string, isField: (name: string) => boolean) {
    this.#text = text;
    this.#isField = isField;
  }

  /** Takes the next term, with all of its comparison. @returns whether there was one. */
  next(): boolean {
    this.#blanks();
    if (this.#at >= this.#text.length) return false;
    if (this.#list() || this.#comparison()) return true;
    if (this.#look(/!=|[=<>]/y) !== null) return this.#operand();
    const mark = this.#look(MARK)?.[0];
    if (mark !== undefined) return this.#take(MARKS.get(mark) ?? 'text', mark);
    return this.#quoted('text') || this.#regex() || this.#word();
  }

  #comparison(): boolean {
    const [, name = '', blanks] = this.#look(COMPARED) ?? [];
    const tilde = /\s*!?~/y;
    tilde.lastIndex = this.#at + name.length;
    if (name === '' || (blanks !== '' && tilde.test(this.#text) && !this.#isField(name))) return false;
    this.#take('name', name);
    this.#blanks();
    return this.#operand();
  }

  /** An operator and what follows it. `and`, `or` and `not` behind a blank are no values: the value is missing. */
  #operand(): boolean {
    const operator = this.#look(OPERATOR)?.[0] ?? '';
    this.#take('operator', operator);
    const glued = this.#at;
    this.#blanks();
    if (this.#quoted('value') || (operator.endsWith('~') && this.#regex())) return true;
    const word = this.#look(WORD)?.[0];
    if (word !== undefined && (this.#at === glued || !MARKS.has(word.toLowerCase()))) this.#take('value', word);
    return true;
  }

  /** `user in (root, bob)`, up to the closing parenthesis or the end. */
  #list(): boolean {
    const name = this.#look(LISTED)?.[1];
    if (name === undefined) return false;
    this.#take('name', name);
    this.#blanks();
    this.#take('in', this.#look(IN)?.[0] ?? '');
    for (this.#blanks(); this.#at < this.#text.length; this.#blanks()) {
      const mark = this.#look(/[(),]/y)?.[0];
      if (mark !== undefined) this.#take(mark === ',' ? 'comma' : (MARKS.get(mark) ?? 'text'), mark);
      else if (!this.#quoted('value')) this.#take('value', this.#look(LIST_WORD)?.[0] ?? '');
      if (mark === ')') break;
    }
    return true;
  }

  #word(): boolean {
    const word = this.#look(WORD)?.[0] ?? '';
    return this.#take(MARKS.get(word.toLowerCase()) ?? 'text', word);
  }

  #quoted(kind: 'text' | 'value'): boolean {
    const [whole, , inner = '', closed] = this.#look(QUOTED) ?? [];
    if (whole === undefined) return false;
    const text = inner.replace(/\\(["'\\])/g, '$1');
    return this.#take(kind, whole, { text, quote: closed === '' ? 'open' : 'closed' });
  }

  #regex(): boolean {
    const [whole, text = '', flag] = this.#look(REGEX) ?? [];
    return whole !== undefined && this.#take('regex', whole, { text, anyCase: flag === 'i' });
  }

  #take(kind: Token['kind'], typed: string, more: Partial<Token> = {}): true {
    const at = this.#at;
    this.#at += typed.length;
    this.tokens.push({ kind, at, end: this.#at, text: typed, ...more });
    return true;
  }

  #blanks(): void {
    this.#at += this.#look(/\s*/y)?.[0].length ?? 0;
  }

  #look(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }
}
