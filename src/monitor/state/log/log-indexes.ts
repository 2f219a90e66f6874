import type { Level } from '../../../logs/line-level.ts';
import type { LogSource } from '../../../logs/log-source.ts';
import { isProblem } from '../../filter/problem.ts';
import { Failing, Matching } from '../../log/finding.ts';
import { LineIndex } from '../../log/line-index.ts';
import { Passing } from '../../log/passing.ts';
import { compilePattern, type LogPattern } from '../../log/pattern.ts';
import { Memo } from '../memo.ts';
import type { ScreenState } from '../screen-state.ts';

/** Milliseconds for which a log is looked through at a time: before a frame, which comes not sooner again than after a rest, and between two. */
const AT_ONCE_MS = 4;
const REST_MS = 30;
const BETWEEN_MS = 4;

/** Lines that are looked at in less than a millisecond or two. */
const FEW_LINES = 2_000;

/** Expressions that are kept compiled: what is searched and filtered now, and some of before. */
const MOST_PATTERNS = 16;

/** Which lines of a log pass, match, or tell of errors; undefined for what nobody asked for. */
export interface FoundLines {
  readonly pattern: LogPattern | undefined;
  readonly passing: LineIndex | undefined;
  readonly matches: LineIndex | undefined;
  readonly errors: LineIndex | undefined;
}

/** Looks through the log that is shown: a part of it whenever somebody asks, and the rest between keys and frames. */
export class LogIndexes {
  readonly #changed: () => void;
  readonly #passing = new Memo<LineIndex | undefined>();
  readonly #matches = new Memo<LineIndex | undefined>();
  readonly #errors = new Memo<LineIndex | undefined>();
  readonly #patterns = new Map<string, LogPattern | undefined>();
  #all: readonly LineIndex[] = [];
  #errorsOf: LogSource | undefined;
  #working: NodeJS.Immediate | undefined;
  #restsUntil = 0;
  #stamp = 0;

  /** @param changed called when more was looked through */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Another number when more was looked through. */
  get stamp(): number {
    return this.#stamp;
  }

  /** Nobody looks any more. */
  close(): void {
    clearImmediate(this.#working);
    this.#working = undefined;
  }

  /** What a state wants to know of a log. */
  of(source: LogSource, { log, settings }: ScreenState): FoundLines {
    const { in: wanted, out, on } = log.filters;
    const pattern = this.#pattern(log.search);
    if (log.seeking?.kind === 'error') this.#errorsOf = source;
    const found = {
      pattern,
      passing: this.#passingOf(source, on ? wanted : '', on ? out : '', log.level, settings.log.context),
      matches: this.#matches.get([source, pattern], () => pattern && new LineIndex(source, new Matching(pattern))),
      errors: this.#errors.get([source, this.#errorsOf], () =>
        this.#errorsOf === source ? new LineIndex(source, new Failing()) : undefined,
      ),
    };
    this.#all = [found.passing, found.matches, found.errors].filter((index) => index !== undefined);
    this.#workAtOnce();
    return found;
  }

  #passingOf(source: LogSource, wanted: string, unwanted: string, level: Level | undefined, context: number) {
    const [inward, outward] = [this.#pattern(wanted), this.#pattern(unwanted)];
    return this.#passing.get([source, inward, outward, level, context], () =>
      inward === undefined && outward === undefined && level === undefined
        ? undefined
        : new LineIndex(source, new Passing({ in: inward, out: outward, level, context })),
    );
  }

  /** What is typed is compiled once. What is wrong passes for nothing: the line in which it is typed says so. */
  #pattern(text: string): LogPattern | undefined {
    if (text === '') return undefined;
    if (!this.#patterns.has(text)) {
      if (this.#patterns.size >= MOST_PATTERNS) this.#patterns.clear();
      const compiled = compilePattern(text);
      this.#patterns.set(text, isProblem(compiled) ? undefined : compiled);
    }
    return this.#patterns.get(text);
  }

  /** A few lines are looked at whenever somebody asks; of many a part now and then, as each of many keys in a burst asks several times. */
  #workAtOnce(): void {
    const isLittle = this.#all.every(({ left }) => left <= FEW_LINES);
    if (!isLittle && performance.now() < this.#restsUntil) return this.#workLater();
    this.#work(AT_ONCE_MS);
    this.#restsUntil = performance.now() + REST_MS;
  }

  #work(ms: number): void {
    if (this.#all.every(({ complete }) => complete)) return;
    this.#stamp++;
    const until = performance.now() + ms;
    for (const index of this.#all) index.work(until);
    if (!this.#all.every(({ complete }) => complete)) this.#workLater();
  }

  #workLater(): void {
    this.#working ??= setImmediate(() => {
      this.#working = undefined;
      this.#work(BETWEEN_MS);
      // How far it is is seen, and what was found so far.
      this.#changed();
    });
  }
}
