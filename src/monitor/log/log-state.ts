import type { Level } from '../../logs/line-level.ts';
import type { LogChoice } from './log-choice.ts';

/** A place in a log that is shown: a line, and how many rows of it are above. */
export interface LogPlace {
  readonly number: number;
  readonly row: number;
}

/** A regular expression by which lines are kept or left out, as it was typed; `''` for none. */
export interface LogFilters {
  readonly in: string;
  readonly out: string;
  /** Off, they are only remembered. */
  readonly on: boolean;
}

/** What keys change of the log pane. Numbers are those of lines. */
export interface LogState {
  readonly choice: LogChoice;
  /** The files that were followed last: they can be chosen again. */
  readonly files: readonly string[];
  /** What the screen begins with; undefined while it follows. */
  readonly top: LogPlace | undefined;
  /** The line that came next when it was paused: from there on lines are new. */
  readonly pausedAt: number;
  /** Columns scrolled to the right. */
  readonly left: number;
  readonly search: string;
  readonly filters: LogFilters;
  /** The least level that is shown. */
  readonly level: Level | undefined;
  /** Minutes from now back that are shown. */
  readonly window: number | undefined;
  /** Lines before it are cleared away; they come back when it is undefined. */
  readonly clearedTo: number | undefined;
  /** The line that was found or gone to last. */
  readonly current: number | undefined;
  /** Lines with a mark behind them, and when it was made. */
  readonly marks: ReadonlyMap<number, number>;
  /** The line on which a button of the mouse is held down. */
  readonly pressed: number | undefined;
  /** What is gone to as soon as the log is looked through. */
  readonly seeking: Seeking | undefined;
}

/** The next line with what is searched for, or with an error; 1 is down, -1 up. */
export interface Seeking {
  readonly kind: 'match' | 'error';
  readonly direction: 1 | -1;
}

export const FIRST_LOG: LogState = {
  choice: { kind: 'selected' },
  files: [],
  top: undefined,
  pausedAt: 0,
  left: 0,
  search: '',
  filters: { in: '', out: '', on: true },
  level: undefined,
  window: undefined,
  clearedTo: undefined,
  current: undefined,
  marks: new Map(),
  pressed: undefined,
  seeking: undefined,
};

/** The same pane over the lines of another log: what was said of single lines counts no more. */
export function overOther(log: LogState): LogState {
  const { top, pausedAt, left, clearedTo, current, marks, pressed, seeking } = FIRST_LOG;
  return { ...log, top, pausedAt, left, clearedTo, current, marks, pressed, seeking };
}

/** How lines are shown; it is kept. */
export interface LogSettings {
  readonly wrap: boolean;
  /** auto: the clock for tasks, none for files, whose lines have their own. */
  readonly stamps: 'auto' | 'off' | 'clock' | 'relative';
  /** Whose line it is, where several write. */
  readonly writers: boolean;
  /** Lines that are JSON: as they are, as one readable line, or as a list of their fields. */
  readonly json: 'off' | 'line' | 'fields';
  /** Lines that are shown around each that passes a filter. */
  readonly context: number;
}

export const DEFAULT_LOG_SETTINGS: LogSettings = {
  wrap: false,
  stamps: 'auto',
  writers: true,
  json: 'off',
  context: 0,
};
