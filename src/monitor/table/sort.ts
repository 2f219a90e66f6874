import type { Row, Tab } from '../data/row.ts';
import type { Scale } from './column.ts';
import { findColumn } from './columns.ts';

/** How a table is ordered. */
export interface Sort {
  /** The id of a column. */
  readonly column: string;
  readonly descending: boolean;
}

/** The order that a column has when it is chosen: figures from the largest, PIDs and text from the least. */
export function firstOrder(tab: Tab, column: string): Sort {
  return { column, descending: findColumn(tab, column)?.ascending !== true };
}

/** Sorts by a column; equal rows stay in the order in which they come, by PID, so that nothing jumps without a reason. */
export function sortRows<R extends Row>(tab: Tab, rows: readonly R[], { column: id, descending }: Sort, scale: Scale): R[] {
  const column = findColumn(tab, id);
  if (column === undefined) return [...rows];
  const sign = descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: column.value(row, scale) }));
  keyed.sort((a, b) => (a.key === b.key ? 0 : sign * compared(a.key, b.key)));
  return keyed.map(({ row }) => row);
}

/** What is not known is less than all that is. */
function compared(a: number | string | undefined, b: number | string | undefined): number {
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return a < b ? -1 : 1;
}
