import type { LogLine } from '../../../logs/log-line.ts';
import { NO_LOG } from '../../../logs/no-log.ts';
import type { MonitorSource } from '../../data/source.ts';
import type { LogFormat } from '../../draw/log/line-rows.ts';
import { Memo } from '../../draw/memo.ts';
import { isProblem } from '../../filter/problem.ts';
import { Failing, Matching } from '../../log/finding.ts';
import { LineIndex } from '../../log/line-index.ts';
import { LogLook } from '../../log/log-look.ts';
import { type ChoosingFrom, type ChosenLog, chosenLog } from '../../log/log-sources.ts';
import type { LogView } from '../../log/log-view.ts';
import { ownTimes } from '../../log/own-times.ts';
import { Passing } from '../../log/passing.ts';
import { compilePattern, type LogPattern } from '../../log/pattern.ts';
import { lastPlace, moved } from '../../log/scrolling.ts';
import { windowStart } from '../../log/window-start.ts';
import { copyOf } from '../copy/copy-state.ts';
import type { ScreenState } from '../screen-state.ts';

/** Milliseconds for which a log is looked through at a time: before a frame, and between two. */
const AT_ONCE_MS = 4;
const REST_MS = 30;
const BETWEEN_MS = 4;

/** Lines that are looked at in less than a millisecond or two. */
const FEW_LINES = 2_000;

/** Expressions that are kept compiled: what is searched and filtered now, and some of before. */
const MOST_PATTERNS = 16;

/** Who wrote a line takes a fourth of it at most; on fewer columns than these, so many. */
const WIDEST_LABEL = 4;
const NARROW = 60;
const NARROW_LABEL = 8;

/** Finds the log that the screen shows, and the lines in it that pass, match, or tell of errors. */
export class LogDesk {
  readonly #source: MonitorSource;
  readonly #changed: () => void;
  readonly #passing = new Memo<LineIndex | undefined>();
  readonly #matches = new Memo<LineIndex | undefined>();
  readonly #errors = new Memo<LineIndex | undefined>();
  readonly #patterns = new Map<string, LogPattern | undefined>();
  #chosen: ChosenLog | undefined;
  #watched: { readonly source: object; readonly end: () => void } | undefined;
  #wantsErrors = false;
  #indexes: readonly LineIndex[] = [];
  #working: NodeJS.Immediate | undefined;
  #stamp = 0;
  #restsUntil = 0;

  /** @param changed called when there is more to see */
  constructor(source: MonitorSource, changed: () => void) {
    this.#source = source;
    this.#changed = changed;
  }

  /** The key of the log that was looked at last. */
  get key(): string {
    return this.#chosen?.key ?? '';
  }

  /** Another number when there is more to see of the log that was looked at last. */
  get stamp(): number {
    return this.#stamp + (this.#chosen?.source.version ?? 0);
  }

  /** Nobody looks any more. */
  close(): void {
    this.#watched?.end();
    this.#watched = undefined;
    clearImmediate(this.#working);
    this.#working = undefined;
  }

  /** The log as a state wants it. @param height lines of the pane without its title */
  look(state: ScreenState, from: ChoosingFrom, height: number, now: number): LogView {
    const { log, settings } = state;
    const chosen = chosenLog(this.#source, log.choice, from);
    this.#chosen = chosen;
    const source = chosen?.source ?? NO_LOG;
    this.#watch(source);
    const pattern = this.#pattern(log.search);
    const { in: wanted, out, on } = log.filters;
    const [inward, outward] = on ? [this.#pattern(wanted), this.#pattern(out)] : [];
    const { context } = settings.log;
    const passing = this.#passing.get([source, inward, outward, log.level, context], () =>
      inward === undefined && outward === undefined && log.level === undefined
        ? undefined
        : new LineIndex(source, new Passing({ in: inward, out: outward, level: log.level, context })),
    );
    const matches = this.#matches.get([source, pattern], () => pattern && new LineIndex(source, new Matching(pattern)));
    if (log.seeking?.kind === 'error') this.#wantsErrors = true;
    const errors = this.#errors.get([source, this.#wantsErrors], () =>
      this.#wantsErrors ? new LineIndex(source, new Failing()) : undefined,
    );
    this.#indexes = [passing, matches, errors].filter((index) => index !== undefined);
    this.#workAtOnce();
    const timeOf = chosen?.isFile === true ? ownTimes(source, now) : ({ time }: LogLine) => time;
    // Lines of several files stand in the order in which they were read, and not of what they tell.
    const orderOf = chosen?.label === undefined ? timeOf : ({ time }: LogLine) => time;
    const begin = log.window === undefined ? 0 : windowStart(source, now - log.window, orderOf);
    const look = new LogLook(source, Math.max(begin, log.clearedTo ?? 0), passing?.taken);
    const format = this.#format(state, chosen, timeOf, now);
    const last = lastPlace(look, format, height);
    const isThrough = passing?.isThrough ?? true;
    return {
      look,
      format,
      height,
      // A place beyond what was looked through yet stays what it is.
      top: log.top === undefined ? last : isThrough ? moved(look, format, log.top, 0, height) : log.top,
      title: chosen?.title ?? 'Log',
      empty: chosen === undefined ? '' : 'Nothing has been written yet.',
      pattern,
      matches,
      errors,
      hidden: source.next - source.first - look.count,
      progress: passing?.progress ?? 1,
      isThrough,
      copy: copyOf(state),
    };
  }

  #format(
    { log, settings, columns, linear }: ScreenState,
    chosen: ChosenLog | undefined,
    timeOf: LogFormat['timeOf'],
    now: number,
  ): LogFormat {
    const { wrap, json, stamps, writers } = settings.log;
    const label = writers ? chosen?.label : undefined;
    const most = columns < NARROW ? NARROW_LABEL : columns / WIDEST_LABEL;
    const usualStamps = linear || chosen?.isFile === true ? 'off' : 'clock';
    return {
      // What is read line by line has one row for each.
      wrap: wrap && !linear,
      json: linear && json === 'fields' ? 'line' : json,
      columns,
      left: wrap || linear ? 0 : log.left,
      stamps: stamps === 'auto' ? usualStamps : stamps,
      usualStamps,
      now,
      timeOf,
      label: label ?? NOBODY,
      labelWidth: label === undefined ? 0 : Math.floor(Math.min(most, chosen?.labelWidth ?? 0)),
      marks: linear ? NO_MARKS : log.marks,
    };
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

  /** A few lines are looked at whenever somebody looks; of many a part now and then, as each of many keys in a burst looks several times. */
  #workAtOnce(): void {
    const isLittle = this.#indexes.every(({ left }) => left <= FEW_LINES);
    if (!isLittle && performance.now() < this.#restsUntil) return this.#workLater();
    this.#work(AT_ONCE_MS);
    this.#restsUntil = performance.now() + REST_MS;
  }

  /** Looks through the log for a time; what is left is done later, between keys and frames. */
  #work(ms: number): void {
    if (this.#indexes.every(({ complete }) => complete)) return;
    this.#stamp++;
    const until = performance.now() + ms;
    for (const index of this.#indexes) index.work(until);
    if (!this.#indexes.every(({ complete }) => complete)) this.#workLater();
  }

  #workLater(): void {
    this.#working ??= setImmediate(() => {
      this.#working = undefined;
      this.#work(BETWEEN_MS);
      // How far it is is seen, and what was found so far.
      this.#changed();
    });
  }

  #watch(source: ChosenLog['source']): void {
    if (this.#watched?.source === source) return;
    this.#watched?.end();
    this.#wantsErrors = false;
    const grew = () => {
      this.#stamp++;
      this.#changed();
    };
    this.#watched = { source, end: source.subscribe(grew) };
  }
}

const NO_MARKS: LogFormat['marks'] = new Map();

const NOBODY = (): undefined => undefined;
