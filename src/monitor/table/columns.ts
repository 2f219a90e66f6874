import type { Tab } from '../data/row.ts';
import type { Column } from './column.ts';
import { HOST_COLUMNS } from './host-columns.ts';
import { TASK_COLUMNS } from './task-columns.ts';

/** All columns of each table, in the order of menus. */
export const COLUMNS: Readonly<Record<Tab, readonly Column[]>> = { tasks: TASK_COLUMNS, host: HOST_COLUMNS };

const SHOWN: Readonly<Record<Tab, string>> = {
  tasks: 'pid level state cpu mem time read write calls wait graph command',
  host: 'pid user priority nice virt mem shared state cpu mem% time threads graph command',
};

/** What is shown as long as nobody chose, by the columns' ids. */
export const DEFAULT_COLUMNS: Readonly<Record<Tab, readonly string[]>> = {
  tasks: SHOWN.tasks.split(' '),
  host: SHOWN.host.split(' '),
};

/** Widths of columns that are not as wide as they are by themselves, by their ids. */
export type Widths = Readonly<Record<string, number>>;

export function findColumn(tab: Tab, id: string): Column | undefined {
  return COLUMNS[tab].find((column) => column.id === id);
}

/** What the column that takes the rest should have at least. */
const LEAST_REST = 12;

/**
 * The columns that a width has room for, each as wide as it was chosen. Those that nobody chose go by the width that they are meant for; of
 * chosen ones only as many as have to, the least important first.
 */
export function columnsFor(tab: Tab, ids: readonly string[], widths: Widths, width: number): Column[] {
  const all = ids.flatMap((id) => {
    const column = findColumn(tab, id);
    return column === undefined ? [] : [{ ...column, width: widths[id] ?? column.width }];
  });
  if (ids === DEFAULT_COLUMNS[tab]) return all.filter(({ from }) => width >= from);
  const shown = [...all];
  while (shown.length > 1 && leastWidth(shown) > width) {
    const most = Math.max(...shown.map(({ from }) => from));
    shown.splice(
      shown.findLastIndex(({ from }) => from === most),
      1,
    );
  }
  return shown;
}

function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + (column.width || LEAST_REST), columns.length - 1);
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
