import type { Tab } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Pane } from '../input/actions/action.ts';
import { FIRST_LOG, type LogState } from '../log/log-state.ts';
import type { Candidate } from './candidate.ts';
import type { Effect } from './effects/effect.ts';
import type { Layer } from './layers/layer.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { firstTables, type Tables } from './table/table-state.ts';

/** What a key led to. */
export interface Update {
  readonly state: ScreenState;
  readonly effect?: Effect;
}

/** Everything that keys change. */
export interface ScreenState {
  readonly columns: number;
  readonly rows: number;
  /** It is read line by line, and not drawn: panes are as long as one listens to, whatever the size of the terminal. */
  readonly linear: boolean;
  readonly focus: Pane;
  /** The pane with which it was opened: from there `q` quits. */
  readonly home: 'table' | 'log';
  readonly zoomed: boolean;
  readonly tab: Tab;
  readonly tables: Tables;
  readonly search: string;
  readonly settings: Settings;
  /** Those that can be chosen. */
  readonly themes: readonly Candidate[];
  /** Nothing outside of the screen may be changed. */
  readonly readOnly: boolean;
  /** A picture that stands still; while the time cursor is in the past, one made from what is remembered. */
  readonly frozen: Snapshot | undefined;
  /** Where the time cursor is, in milliseconds since 1970; undefined for now. */
  readonly cursor: number | undefined;
  /** From the bottom up: the last one takes the keys. */
  readonly layers: readonly Layer[];
  /** Lines of the command line, the oldest first. */
  readonly history: readonly string[];
  readonly log: LogState;
  /** Lines that the details are scrolled down, or the section at which they begin. */
  readonly detailsTop: number | string;
  /** Digits of a PID that were typed one after the other. */
  readonly digits: string;
  readonly message: Message | undefined;
}

export interface Message {
  readonly text: string;
  readonly bad: boolean;
}

/** What is not as it is by default from the start on. */
export type FirstState = Partial<
  Pick<
    ScreenState,
    | 'tab'
    | 'tables'
    | 'settings'
    | 'themes'
    | 'readOnly'
    | 'message'
    | 'history'
    | 'focus'
    | 'home'
    | 'zoomed'
    | 'log'
    | 'linear'
  >
>;

export function firstState(columns: number, rows: number, first: FirstState = {}): ScreenState {
  return {
    columns,
    rows,
    linear: false,
    focus: 'table',
    home: 'table',
    zoomed: false,
    tab: 'tasks',
    tables: firstTables(),
    search: '',
    settings: DEFAULT_SETTINGS,
    themes: [],
    readOnly: false,
    frozen: undefined,
    cursor: undefined,
    layers: [],
    history: [],
    log: FIRST_LOG,
    detailsTop: 0,
    digits: '',
    message: undefined,
    ...first,
  };
}
