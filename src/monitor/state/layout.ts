import type { Snapshot } from '../data/snapshot.ts';
import { SHORT_SCREEN } from '../draw/header-layout.ts';
import type { ScreenState } from './screen-state.ts';
import { rowsOf } from './table/table-state.ts';

/** Heights of the parts of the screen, from the top; they add up to its rows. 0 leaves a part out. */
export interface Layout {
  readonly header: number;
  /** The line with the tabs. */
  readonly tabs: number;
  readonly table: number;
  readonly log: number;
  /** They take the place of table and log. */
  readonly details: number;
  readonly footer: number;
}

/** The least that a screen needs for anything to be read on it. */
export const LEAST_COLUMNS = 30;
export const LEAST_ROWS = 6;

export function isTooSmall({ columns, rows }: ScreenState): boolean {
  return columns < LEAST_COLUMNS || rows < LEAST_ROWS;
}

/** The share of the table where there are many tasks, its least height, and the steps in which it grows with them. */
const TABLE_SHARE = 0.6;
const LEAST_TABLE = 7;
const TABLE_STEP = 4;

/** Whether there is a log beside the table: tasks have one, processes of the host have not. */
export function hasLog({ tab, log }: ScreenState): boolean {
  return tab === 'tasks' || log.choice.kind === 'files' || log.choice.kind === 'kernel';
}

/** Divides the screen. Few tasks leave their room to the log; the border moves in steps, so that it rests while tasks come and go. @param header lines of the header */
export function layoutOf(state: ScreenState, snapshot: Snapshot, header: number): Layout {
  const { rows, zoomed, focus, tab } = state;
  if (state.linear) return linearLayout(state);
  const tabs = rows < SHORT_SCREEN ? 0 : 1;
  const rest = rows - header - tabs - 1;
  const bars = { header, tabs, footer: 1 };
  if (focus === 'details') return { ...bars, table: 0, log: 0, details: rest };
  if (!hasLog(state)) return { ...bars, table: rest, log: 0, details: 0 };
  if (zoomed || rows < SHORT_SCREEN)
    return { ...bars, details: 0, table: focus === 'table' ? rest : 0, log: focus === 'log' ? rest : 0 };
  const count = rowsOf(tab, snapshot).length;
  const wanted = Math.ceil((count + 2) / TABLE_STEP) * TABLE_STEP;
  const table = Math.min(Math.floor(rest * TABLE_SHARE), Math.max(LEAST_TABLE, wanted));
  return { ...bars, table, log: rest - table, details: 0 };
}

/** Lines of a page that is read, with the one for a title: a page of rows or details, and of a log. */
const LINEAR_PAGE = 11;
const LINEAR_LOG = 6;

function linearLayout(state: ScreenState): Layout {
  const { focus } = state;
  const bars = { header: 0, tabs: 0, footer: 1 };
  if (focus === 'details') return { ...bars, table: 0, log: 0, details: LINEAR_PAGE };
  return { ...bars, table: LINEAR_PAGE, log: hasLog(state) ? LINEAR_LOG : 0, details: 0 };
}
