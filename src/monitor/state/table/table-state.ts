import { type Row, type RowKey, TABS, type Tab } from '../../data/row.ts';
import type { Snapshot } from '../../data/snapshot.ts';
import { DEFAULT_COLUMNS, type Widths } from '../../table/columns.ts';
import { firstOrder, type Sort } from '../../table/sort.ts';
import type { Folds } from '../../table/tree.ts';

/** What keys change of one table. */
export interface TableState {
  /** The selection is a row, not a place. */
  readonly selected: RowKey | undefined;
  /** Where it was in the last picture: from there the arrow keys go on when it is gone. */
  readonly selectedAt: number;
  readonly top: number;
  /** Columns that commands are scrolled to the right. */
  readonly left: number;
  readonly follow: boolean;
  /** Ids of those that are shown. */
  readonly columns: readonly string[];
  readonly widths: Widths;
  readonly sort: Sort;
  readonly tree: boolean;
  readonly folds: Folds;
  /** As it was typed. */
  readonly filter: string;
  /** The last one that could be understood: it counts while another one is typed. */
  readonly activeFilter: string;
  /** Whose processes alone are shown. */
  readonly user: string | undefined;
  /** What is tagged: starts, by PID. */
  readonly tags: ReadonlyMap<number, number>;
}

function firstTable(tab: Tab): TableState {
  return {
    selected: undefined,
    selectedAt: 0,
    top: 0,
    left: 0,
    follow: false,
    columns: DEFAULT_COLUMNS[tab],
    widths: {},
    sort: firstOrder(tab, 'cpu'),
    tree: false,
    folds: new Map(),
    filter: '',
    activeFilter: '',
    user: undefined,
    tags: new Map(),
  };
}

export type Tables = Readonly<Record<Tab, TableState>>;

export function firstTables(): Tables {
  const [tasks, host] = TABS.map(firstTable);
  return { tasks, host } as Tables;
}

/** A screen with its tables, and which of them is on it. */
interface Tabbed {
  readonly tab: Tab;
  readonly tables: Tables;
}

/** The table that is on the screen. */
export function tableOf({ tables, tab }: Tabbed): TableState {
  return tables[tab];
}

/** The same screen with something else in its table. */
export function withTable<S extends Tabbed>(state: S, change: Partial<TableState>): S {
  return { ...state, tables: { ...state.tables, [state.tab]: { ...tableOf(state), ...change } } };
}

/** All rows that a table could show. */
export function rowsOf(tab: Tab, { tasks, host }: Snapshot): readonly Row[] {
  return tab === 'tasks' ? tasks : host.rows;
}
