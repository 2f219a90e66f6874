import type { LineEdit } from '../../input/line-edit.ts';
import type { CopyMode } from '../../log/copy-mode.ts';
import type { Candidate } from '../candidate.ts';
import type { Effect } from '../effects/effect.ts';
import type { Target } from '../target.ts';

/** What lies over the panes and takes the keys. */
export type Layer =
  | HelpLayer
  | MenuLayer
  | NoticeLayer
  | ConfirmLayer
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

/** Something to read. */
export interface NoticeLayer {
  readonly kind: 'notice';
  readonly title: string;
  readonly text: string;
  readonly top: number;
}

/** A question. What cannot be undone has Cancel preset. */
export interface ConfirmLayer {
  readonly kind: 'confirm';
  readonly question: string;
  readonly effect: Effect;
  readonly yes: boolean;
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
