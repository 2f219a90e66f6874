import type { Tab } from '../data/row.ts';
import type { Column } from './column.ts';
import { HOST_COLUMNS } from './host-columns.ts';
import { TASK_COLUMNS } from './task-columns.ts';

/** All columns of each table, in the order of menus. */
export const COLUMNS: Readonly<Record<Tab, readonly Column[]>> = { tasks: TASK_COLUMNS, host: HOST_COLUMNS };

/** A column on the screen: which one, and how wide where it is not as wide as it is by itself. */
export interface ColumnChoice {
  readonly id: string;
  readonly width?: number;
}

const SHOWN: Readonly<Record<Tab, string>> = {
  tasks: 'pid level state cpu mem time read write calls wait graph command',
  host: 'pid user priority nice virt mem shared state cpu mem% time threads graph command',
};

/** What is shown as long as nobody chose. */
export const DEFAULT_COLUMNS: Readonly<Record<Tab, readonly ColumnChoice[]>> = {
  tasks: SHOWN.tasks.split(' ').map((id) => ({ id })),
  host: SHOWN.host.split(' ').map((id) => ({ id })),
};

export function findColumn(tab: Tab, id: string): Column | undefined {
  return COLUMNS[tab].find((column) => column.id === id);
}

/** The chosen columns that a width has room for, each as wide as it was chosen. */
export function columnsFor(tab: Tab, choices: readonly ColumnChoice[], width: number): Column[] {
  return choices.flatMap(({ id, width: chosen }) => {
    const column = findColumn(tab, id);
    if (column === undefined || width < column.from) return [];
    return [chosen === undefined ? column : { ...column, width: chosen }];
  });
}

/** A column of some width, and where it begins on the line. */
export interface PlacedColumn {
  readonly column: Column;
  readonly at: number;
  readonly width: number;
}

/** Puts columns side by side with a blank between; the one without a width of its own takes what the others leave. */
export function placed(columns: readonly Column[], width: number): PlacedColumn[] {
  const fixed = columns.reduce((sum, column) => sum + column.width, 0) + Math.max(0, columns.length - 1);
  const rest = Math.max(0, width - fixed);
  const places: PlacedColumn[] = [];
  let at = 0;
  for (const column of columns) {
    const room = Math.min(column.width === 0 ? rest : column.width, width - at);
    if (room <= 0) continue;
    places.push({ column, at, width: room });
    at += room + 1;
  }
  return places;
}
