import type { ScreenState, Update } from '../screen-state.ts';
import type { View } from '../view.ts';
import { tableOf } from './table-state.ts';

/** Writes the table as it is shown to a file; what its name ends in says how. */
export function exportOf(state: ScreenState, { rows, snapshot }: View, path: string): Update {
  const format = /\.json$/i.test(path) ? 'json' : /\.csv$/i.test(path) ? 'csv' : 'text';
  const { columns } = tableOf(state);
  const { cpuOf } = state.settings;
  const table = { snapshot, tab: state.tab, rows, columns, cpuOf, isFirst: true };
  return { state, effect: { kind: 'export', path, format, table } };
}
