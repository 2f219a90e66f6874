import type { SignalName } from '../base/signals.ts';
import type { Pane } from './actions.ts';
import type { ColumnId, Sort } from './columns.ts';
import type { Snapshot, TaskRow } from './snapshot.ts';

/** A task that a question or menu is about, as it was when that was opened: PID and start are checked again before anything is sent. */
export interface Target {
  readonly pid: number;
  readonly startedAt: number;
  readonly name: string;
}

/** What lies over the panes and takes the keys. */
export type Layer =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'signals'; readonly target: Target; readonly choice: number }
  | { readonly kind: 'sort'; readonly choice: number }
  /** A question. What cannot be undone has Cancel preset. */
  | { readonly kind: 'confirm'; readonly question: string; readonly effect: Effect; readonly yes: boolean }
  | { readonly kind: 'input'; readonly purpose: 'search' | 'filter'; readonly text: string; readonly before: string };

/** What the outside is to do. */
export type Effect =
  | { readonly kind: 'command'; readonly target: Target; readonly line: string; readonly done: string }
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
  readonly layer: Layer | undefined;
  /** The log's first line on the screen, by its number; undefined while it follows. */
  readonly logTop: number | undefined;
  readonly logLeft: number;
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
    layer: undefined,
    logTop: undefined,
    logLeft: 0,
    message: undefined,
  };
}

export function targetOf({ pid, startedAt, name }: TaskRow): Target {
  return { pid, startedAt, name };
}
