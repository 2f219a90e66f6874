import type { SignalName } from '../../base/signals.ts';
import type { Snapshot, TaskRow } from '../data/snapshot.ts';
import type { ColumnId, Sort } from '../draw/columns.ts';
import type { Pane } from '../input/actions.ts';
import type { LineEdit } from '../input/line-edit.ts';

/** A task that a question or menu is about, as it was when that was opened: PID and start are checked again before anything is sent. */
export interface Target {
  readonly pid: number;
  readonly startedAt: number;
  readonly name: string;
}

/** What lies over the panes and takes the keys. */
export type Layer =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'signals'; readonly targets: readonly Target[]; readonly choice: number }
  | { readonly kind: 'sort'; readonly choice: number }
  /** Something to read. */
  | { readonly kind: 'notice'; readonly title: string; readonly text: string }
  /** A question. What cannot be undone has Cancel preset. */
  | { readonly kind: 'confirm'; readonly question: string; readonly effect: Effect; readonly yes: boolean }
  | { readonly kind: 'input'; readonly purpose: 'search' | 'filter'; readonly line: LineEdit; readonly before: string }
  /** What is typed goes to the standard input of one task. */
  | { readonly kind: 'stdin'; readonly target: Target; readonly line: LineEdit }
  | CommandLayer;

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

/** A control file of a task, as `/task/<pid>/...` has it. */
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
  readonly focus: Pane;
  readonly zoomed: boolean;
  readonly selectedPid: number | undefined;
  /** Where the selection was in the last picture: from there the arrow keys go on when its task is gone. */
  readonly selectedAt: number;
  readonly top: number;
  /** Columns that commands are scrolled to the right. */
  readonly tableLeft: number;
  readonly follow: boolean;
  readonly sort: Sort;
  readonly filter: string;
  readonly search: string;
  readonly frozen: Snapshot | undefined;
  /** From the bottom up: the last one takes the keys. */
  readonly layers: readonly Layer[];
  /** The tasks that are tagged: their starts, by PID. */
  readonly tags: ReadonlyMap<number, number>;
  /** Lines of the command line, the oldest first. */
  readonly history: readonly string[];
  /** The log pane shows the lines of all tasks. */
  readonly logOfAll: boolean;
  /** The log's first line on the screen, by its number; undefined while it follows. */
  readonly logTop: number | undefined;
  readonly logLeft: number;
  /** Lines that the details are scrolled down. */
  readonly detailsTop: number;
  readonly message: Message | undefined;
}

export interface Message {
  readonly text: string;
  readonly bad: boolean;
}

export const SIGNAL_MENU: readonly SignalName[] = [
  'TERM',
  'INT',
  'HUP',
  'QUIT',
  'USR1',
  'USR2',
  'STOP',
  'CONT',
  'KILL',
];

export function firstState(columns: number, rows: number): ScreenState {
  return {
    columns,
    rows,
    focus: 'table',
    zoomed: false,
    selectedPid: undefined,
    selectedAt: 0,
    top: 0,
    tableLeft: 0,
    follow: false,
    sort: { column: 'cpu' satisfies ColumnId, descending: true },
    filter: '',
    search: '',
    frozen: undefined,
    layers: [],
    tags: new Map(),
    history: [],
    logOfAll: false,
    logTop: undefined,
    logLeft: 0,
    detailsTop: 0,
    message: undefined,
  };
}

export function targetOf({ pid, startedAt, name }: TaskRow): Target {
  return { pid, startedAt, name };
}

/** The kernel itself: what concerns no task alone is asked of it. */
export const INIT: Target = { pid: 1, startedAt: 0, name: 'init' };

/** An empty command line. */
export const COMMAND_LINE: CommandLayer = { kind: 'command', line: { text: '', cursor: 0 }, recalled: 0, draft: '' };
