import type { Row } from '../../data/row.ts';
import type { MonitorSource } from '../../data/source.ts';
import { columnsFor } from '../../table/columns.ts';
import type { ScreenState } from '../screen-state.ts';
import type { View } from '../view.ts';
import { tableOf } from './table-state.ts';

/** All that the completed rows depend on: as long as none of it changes, nothing is read again. */
export function completionInputs(state: ScreenState, { rows, top, layout }: View): readonly unknown[] {
  const { columns, widths } = tableOf(state);
  return [rows, top, layout.table, state.frozen === undefined, columns, widths, state.columns];
}

/** The rows on the screen, with the figures that are read for those alone. A picture that stands still has nothing of now. */
export function completedRows(source: MonitorSource, state: ScreenState, view: View): readonly Row[] {
  const { top, layout } = view;
  if (layout.table === 0) return [];
  const seen = view.rows.slice(top, top + layout.table - 1);
  if (state.frozen !== undefined) return seen;
  const { columns, widths } = tableOf(state);
  const needs = columnsFor(state.tab, columns, widths, state.columns).map(({ need }) => need);
  return source.completed(seen, { shared: needs.includes('shared'), io: needs.includes('io') });
}
