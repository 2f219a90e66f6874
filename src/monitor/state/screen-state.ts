import type { BatchFormat, BatchTable } from '../batch/batch-table.ts';
import type { Row, RowKey, Tab } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Pane } from '../input/actions/action.ts';
import type { LineEdit } from '../input/line-edit.ts';
import type { CopyMode } from '../log/copy-mode.ts';
import { FIRST_LOG, type LogState } from '../log/log-state.ts';
import type { OpenedText } from '../terminal/open-text.ts';
import type { Kept } from './kept.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { firstTables, type Tables } from './table-state.ts';

/** A task or process that a question or menu is about, as it was when that was opened: PID and start are checked again before anything is sent. */
export interface Target extends RowKey {
  readonly tab: Tab;
  readonly name: string;
  /** The process of a thread. */
  readonly threadOf?: number;
}

/** What lies over the panes and takes the keys. */
export type Layer =
  | HelpLayer
  | MenuLayer
  /** Something to read. */
  | { readonly kind: 'notice'; readonly title: string; readonly text: string; readonly top: number }
  /** A question. What cannot be undone has Cancel preset. */
  | { readonly kind: 'confirm'; readonly question: string; readonly effect: Effect; readonly yes: boolean }
  | InputLayer
  /** What is typed goes to the standard input of one task. */
  | { readonly kind: 'stdin'; readonly target: Target; readonly line: LineEdit }
  | CommandLayer
  | CopyLayer
  | SetupLayer;

/** The help: a page of it, or what was searched for in all of them. */
export interface HelpLayer {
  readonly kind: 'help';
  readonly page: number;
  readonly top: number;
  readonly line: LineEdit;
  /** Keys go to the line. */
  readonly typing: boolean;
}

/** A list out of which one is chosen. */
export interface MenuLayer {
  readonly kind: 'menu';
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly choice: number;
  readonly purpose: MenuPurpose;
}

export interface MenuItem {
  readonly text: string;
  /** What the purpose makes something of: a signal's name, a column's id, a user. */
  readonly value: string;
}

export type MenuPurpose =
  | { readonly kind: 'signal'; readonly targets: readonly Target[] }
  | { readonly kind: 'sort' }
  | { readonly kind: 'log' }
  | { readonly kind: 'user' };

/** The setup screen: which page, and which line of it. What it changes is seen at once, and kept when it is closed. */
export interface SetupLayer {
  readonly kind: 'setup';
  readonly page: number;
  readonly item: number;
  /** Something was changed since it was opened. */
  readonly changed: boolean;
  /** The next key is for an action. */
  readonly asking?: { readonly name: string; readonly adds: boolean };
}

/** A text that is asked for in the last line. */
export interface InputLayer {
  readonly kind: 'input';
  readonly purpose: 'search' | 'filter' | 'export' | LogPurpose;
  readonly line: LineEdit;
  readonly before: string;
}

/** What is asked for of the log pane. */
export type LogPurpose = 'logSearch' | 'logIn' | 'logOut' | 'logExport' | 'pipe';

/** Keys move a cursor through the log, and select. */
export interface CopyLayer extends CopyMode {
  readonly kind: 'copy';
}

/** The command line. */
export interface CommandLayer {
  readonly kind: 'command';
  readonly line: LineEdit;
  /** Which line of the history it shows, counted from the last one: 0 is what is being typed. */
  readonly recalled: number;
  /** What was being typed when the history was asked. */
  readonly draft: string;
  /** What is wrong with it, once Enter was pressed. */
  readonly problem?: Problem;
  /** What Tab goes through, and where it is. */
  readonly cycle?: Cycle;
  /** A line of the history is looked for. */
  readonly search?: HistorySearch;
}

/** What is looked for in the history. */
export interface HistorySearch {
  readonly query: string;
  /** Index of the line that was found. */
  readonly at: number;
  /** There is no line, or no older one, that has it. */
  readonly failed: boolean;
  /** The line as it was before. */
  readonly before: LineEdit;
}

/** What is wrong, from one place in a line to another, in UTF-16 units. */
export interface Problem {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** Completions of the word at the cursor, and which of them stands in the line; -1 for none yet. */
export interface Cycle {
  /** The line as it was typed. */
  readonly line: LineEdit;
  readonly at: number;
  readonly candidates: readonly Candidate[];
  readonly choice: number;
}

/** A word that may stand in a place, and what it is. */
export interface Candidate {
  readonly text: string;
  readonly note: string;
}

/** A control file of a task, as `/task/<pid>/...` has it; a process of the host has `ctl` alone. */
export type ControlFile = 'ctl' | 'ns/ctl' | 'fd/0' | 'fd/0/ctl';

/** What the outside is to do. */
export type Effect =
  | {
      readonly kind: 'control';
      readonly targets: readonly Target[];
      readonly file: ControlFile;
      readonly text: string;
      /** What to say when it is done, if the answer says nothing. */
      readonly done: string;
    }
  /** Look for paths that begin so: on the host, or as a task sees them. The answer goes to the command line. */
  | { readonly kind: 'paths'; readonly prefix: string; readonly pid: number | undefined }
  /** Keep what the setup screen changed. */
  | { readonly kind: 'save'; readonly kept: Kept }
  /** Write a table into a file. */
  | { readonly kind: 'export'; readonly path: string; readonly format: BatchFormat; readonly table: BatchTable }
  /** Write what a log shows into a file. */
  | { readonly kind: 'exportLog'; readonly path: string; readonly text: () => Iterable<string> }
  /** Put a text into the terminal's clipboard. */
  | { readonly kind: 'copy'; readonly text: string }
  /** Give the terminal to a command of a shell until it has ended. A text goes into its standard input. */
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly input?: () => Iterable<string> /** What to say where it went well. */;
      readonly done?: string;
    }
  /** Give a text to the pager or the editor. */
  | ({ readonly kind: 'open' } & OpenedText)
  | { readonly kind: 'quit' }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'suspend' };

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

export function targetOf(row: Row): Target {
  const { kind, pid, startedAt, name, parent } = row;
  const target = { tab: kind === 'task' ? 'tasks' : 'host', pid, startedAt, name } as const;
  return row.kind === 'process' && row.thread ? { ...target, threadOf: parent } : target;
}

/** The kernel itself: what concerns no task alone is asked of it. */
export const INIT: Target = { tab: 'tasks', pid: 1, startedAt: 0, name: 'init' };

/** An empty command line. */
export const COMMAND_LINE: CommandLayer = { kind: 'command', line: { text: '', cursor: 0 }, recalled: 0, draft: '' };

/** The help as it opens. */
export const FIRST_HELP: HelpLayer = {
  kind: 'help',
  page: 0,
  top: 0,
  line: { text: '', cursor: 0 },
  typing: false,
};
