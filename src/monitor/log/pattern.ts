import type { LogText } from '../../logs/log-source.ts';
import { placesOf, withoutSequences } from '../draw/sequences.ts';
import { type FilterProblem, isProblem } from '../filter/problem.ts';
import { Automaton } from '../filter/regex/automaton.ts';
import { literalOf } from '../filter/regex/literal.ts';
import { hasUpperCase, readRegex } from '../filter/regex/regex.ts';
import { type Span, SpanFinder } from '../filter/regex/spans.ts';
import { linesWhere } from './piece-lines.ts';
import { TextFinder } from './text-finder.ts';

/** What is looked for in the lines of a log. Lines are seen as they are shown: escape sequences do not count. */
export interface LogPattern {
  readonly source: string;
  /** Whether a line's text has it. */
  test(text: string): boolean;
  /** Where it stands in a line, for marking: pairs of UTF-16 units of this text, without overlaps, in order. */
  spans(text: string): readonly Span[];
  /** The numbers of the lines of a piece that have it, in order. */
  linesIn(piece: LogText): number[];
}

/** Shorter ones stand in too many lines to be worth a look of their own. */
const LEAST_LITERAL = 2;

const SPECIAL = /[\\^$.*+?()[\]{}|]/;

/**
 * Understands what was typed: a regular expression, or plain text where nothing in it has a meaning there; in any case unless it has
 * an upper-case letter. The time that it takes is bounded by the text, whatever the expression: see `compileRegex`.
 */
export function compilePattern(source: string): LogPattern | FilterProblem {
  if (source !== '' && !SPECIAL.test(source)) return new PlainPattern(source);
  const read = readRegex(source, 0);
  if (isProblem(read)) return read;
  const anyCase = !hasUpperCase(source);
  const literal = literalOf(read.tree);
  const finder = literal.length < LEAST_LITERAL ? undefined : new TextFinder(literal, anyCase);
  return new RegexPattern(source, new Automaton(read.program, anyCase), new SpanFinder(read, anyCase), finder);
}

class PlainPattern implements LogPattern {
  readonly source: string;
  readonly #finder: TextFinder;

  constructor(source: string) {
    this.source = source;
    this.#finder = new TextFinder(source, !hasUpperCase(source));
  }

  test(text: string): boolean {
    return this.#finder.next(withoutSequences(text), 0) >= 0;
  }

  spans(text: string): readonly Span[] {
    return shownSpans(text, (shown) => {
      const spans: Span[] = [];
      const { length } = this.#finder;
      for (let at = this.#finder.next(shown, 0); at >= 0; at = this.#finder.next(shown, at + length))
        spans.push([at, at + length]);
      return spans;
    });
  }

  linesIn(piece: LogText): number[] {
    return linesWhere(piece, this.#finder, () => true);
  }
}

class RegexPattern implements LogPattern {
  readonly source: string;
  readonly #automaton: Automaton;
  readonly #spans: SpanFinder;
  /** What every match has, where there is such. */
  readonly #finder: TextFinder | undefined;
  readonly #matches = (text: string, from: number, to: number): boolean => this.#automaton.test(text, from, to);

  constructor(source: string, automaton: Automaton, spans: SpanFinder, finder: TextFinder | undefined) {
    this.source = source;
    this.#automaton = automaton;
    this.#spans = spans;
    this.#finder = finder;
  }

  test(text: string): boolean {
    return this.#automaton.test(withoutSequences(text));
  }

  spans(text: string): readonly Span[] {
    return shownSpans(text, (shown) => (this.#automaton.test(shown) ? this.#spans.spansIn(shown) : []));
  }

  linesIn(piece: LogText): number[] {
    return linesWhere(piece, this.#finder, this.#matches);
  }
}

/** Finds spans in a text as it is shown, and says where they stand in the text itself. */
function shownSpans(text: string, find: (shown: string) => Span[]): readonly Span[] {
  const shown = withoutSequences(text);
  if (shown.length === text.length) return find(text);
  const places = placesOf(text);
  return find(shown).map(([start, end]): Span => [places[start] ?? start, (places[end - 1] ?? end - 1) + 1]);
}
