import { formatBytes, formatPercent } from '../draw/format.ts';
import { fitTo } from '../draw/text.ts';
import { DEFAULT_SETTINGS } from '../state/settings.ts';
import { scaleOf } from '../state/table/ordered.ts';
import type { Column, Look } from '../table/column.ts';
import { columnsFor, DEFAULT_COLUMNS } from '../table/columns.ts';
import type { BatchTable } from './batch-table.ts';

/** Every column has room; one picture has no history. */
const WIDTH = Number.POSITIVE_INFINITY;

/** A line on the machine, the titles, a line for each row. */
export function textTable({ snapshot, tab, rows, columns: ids, cpuOf }: BatchTable): string {
  const { machine, self } = snapshot;
  const load = machine.load.map((value) => value.toFixed(2)).join(' ');
  const memory = `${formatBytes(machine.memoryUsed)}/${formatBytes(machine.memoryTotal)}`;
  const [one, several] = tab === 'tasks' ? ['task', 'tasks'] : ['process', 'processes'];
  const noun = rows.length === 1 ? one : several;
  const summary = `wasitop: ${rows.length} ${noun}, load ${load}, memory ${memory}, own CPU ${formatPercent(self.cpu)}%`;
  const columns = columnsFor(tab, ids ?? DEFAULT_COLUMNS[tab], {}, WIDTH).filter(({ id }) => id !== 'graph');
  const scale = scaleOf({ ...DEFAULT_SETTINGS, cpuOf }, snapshot);
  const look: Look = { ...scale, unicode: false, recent: () => [] };
  const titles = columns.map((column) => fitTo(column.title, widthOf(column), column.align)).join(' ');
  const lines = rows.map((row) => columns.map((column) => cell(column, column.text(row, look))).join(' '));
  return `${[summary, titles, ...lines].map((line) => line.trimEnd()).join('\n')}\n`;
}

function widthOf({ width, title }: Column): number {
  return Math.max(width, title.length);
}

function cell(column: Column, text: string): string {
  return column.width === 0 ? text : fitTo(text, widthOf(column), column.align);
}
