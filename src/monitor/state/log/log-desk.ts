import type { LogLine } from '../../../logs/log-line.ts';
import type { LogSource } from '../../../logs/log-source.ts';
import { NO_LOG } from '../../../logs/no-log.ts';
import type { MonitorSource } from '../../data/source.ts';
import { logFormatOf } from '../../log/log-format-of.ts';
import { LogLook } from '../../log/log-look.ts';
import { type ChoosingFrom, type ChosenLog, chosenLog } from '../../log/log-sources.ts';
import type { LogView } from '../../log/log-view.ts';
import { ownTimes } from '../../log/own-times.ts';
import { lastPlace, moved } from '../../log/scrolling.ts';
import { windowStart } from '../../log/window-start.ts';
import { copyOf } from '../copy/copy-state.ts';
import { Memo } from '../memo.ts';
import type { ScreenState } from '../screen-state.ts';
import { LogIndexes } from './log-indexes.ts';

const MINUTE_MS = 60_000;

/** Finds the log that the screen shows, and the lines of it that are shown. */
export class LogDesk {
  readonly #source: MonitorSource;
  readonly #changed: () => void;
  readonly #indexes: LogIndexes;
  readonly #view = new Memo<LogView>();
  #chosen: ChosenLog | undefined;
  #watched: { readonly source: LogSource; readonly end: () => void } | undefined;
  #wakes = 0;

  /** @param changed called when there is more to see */
  constructor(source: MonitorSource, changed: () => void) {
    this.#source = source;
    this.#changed = changed;
    this.#indexes = new LogIndexes(changed);
  }

  /** The key of the log that was looked at last. */
  get key(): string {
    return this.#chosen?.key ?? '';
  }

  /** Another number when there is more to see of the log that was looked at last. */
  get stamp(): number {
    return this.#wakes + this.#indexes.stamp + (this.#chosen?.source.version ?? 0);
  }

  /** Nobody looks any more. */
  close(): void {
    this.#watched?.end();
    this.#watched = undefined;
    this.#indexes.close();
  }

  /** The log as a state wants it; the same object as long as it would show the same. @param height lines of the pane without its title */
  look(state: ScreenState, from: ChoosingFrom, height: number, now: number): LogView {
    const { log } = state;
    const chosen = chosenLog(this.#source, log.choice, from);
    this.#chosen = chosen;
    const source = chosen?.source ?? NO_LOG;
    this.#watch(source);
    const indexes = this.#indexes.of(source, state);
    const copy = copyOf(state);
    const { title, missing, key } = chosen ?? {};
    const inputs = [source, title, missing, key, this.stamp, log, copy, height, state.columns, state.settings, now];
    return this.#view.get(inputs, () => this.#viewOf(state, indexes, height, now));
  }

  #viewOf(state: ScreenState, indexes: ReturnType<LogIndexes['of']>, height: number, now: number): LogView {
    const { log } = state;
    const chosen = this.#chosen;
    const source = chosen?.source ?? NO_LOG;
    const { pattern, passing, matches, errors } = indexes;
    const timeOf = chosen?.isFile === true ? ownTimes(source, now) : writtenAt;
    // Lines of several files stand in the order in which they were read, and not of what they tell.
    const orderOf = chosen?.label === undefined ? timeOf : writtenAt;
    const begin = log.window === undefined ? 0 : windowStart(source, now - log.window * MINUTE_MS, orderOf);
    const look = new LogLook(source, Math.max(begin, log.clearedTo ?? 0), passing?.taken);
    const format = logFormatOf(state, chosen, timeOf, now);
    const isThrough = passing?.isThrough ?? true;
    // A place beyond what was looked through yet stays what it is.
    const paused = log.top && (isThrough ? moved(look, format, log.top, 0, height) : log.top);
    return {
      look,
      format,
      height,
      top: paused ?? lastPlace(look, format, height),
      title: chosen?.title ?? 'Log',
      missing: chosen?.missing ?? '',
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

  #watch(source: LogSource): void {
    if (this.#watched?.source === source) return;
    this.#watched?.end();
    const grew = () => {
      this.#wakes++;
      this.#changed();
    };
    this.#watched = { source, end: source.subscribe(grew) };
  }
}

function writtenAt({ time }: LogLine): number {
  return time;
}
