import { useCallback, useMemo } from 'react';
import type { RowHistory } from '../src/monitor/data/history/row-history.ts';
import type { Row } from '../src/monitor/data/row.ts';
import { emptyText } from '../src/monitor/draw/empty-text.ts';
import { type PaintedRows, tableLines } from '../src/monitor/draw/table-lines.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseOnTable } from '../src/monitor/state/mouse.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import { scaleOf } from '../src/monitor/state/table/ordered.ts';
import { tableOf } from '../src/monitor/state/table/table-state.ts';
import type { View } from '../src/monitor/state/view.ts';
import { columnsFor, placed } from '../src/monitor/table/columns.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';
import type { Point } from './point.ts';

export interface ProcessTableProps {
  readonly state: ScreenState;
  readonly view: View;
  /** Those on the screen. */
  readonly rows: readonly Row[];
  /** What is remembered of a row. */
  readonly history: (row: Row) => RowHistory | undefined;
  readonly theme: Theme;
  readonly point: Point;
}

const NOTHING: readonly number[] = [];

/** Tasks, or processes of the host: titles, then a row in a line each. */
export function ProcessTable({ state, view, rows, history, theme, point }: ProcessTableProps) {
  const { columns: width, tab, settings } = state;
  const { branches, top, selected, layout } = view;
  const { sort, left, tags, columns: ids, widths } = tableOf(state);
  const { cores, memory } = scaleOf(settings, view.snapshot);
  const focused = state.focus === 'table';
  const empty = rows.length === 0 ? emptyText(state, view) : '';
  const until = state.cursor ?? view.snapshot.time;
  const columns = useMemo(() => placed(columnsFor(tab, ids, widths, width), width), [tab, ids, widths, width]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of rows are kept as long as none of these changes
  const painted: PaintedRows = useMemo(() => new WeakMap(), [left, columns, settings, memory, theme]);
  const draw = useCallback(
    (size: Size) => {
      const recent = (row: Row, count: number) => history(row)?.cpuBefore(until, count) ?? NOTHING;
      const look = { cores, memory, unicode: theme.unicode, recent };
      const places = branches?.slice(top, top + rows.length);
      const table = { columns, rows, branches: places, selected, sort, left, focused, tags, look, until, empty };
      return tableLines(table, size.width, size.height, theme, painted);
    },
    [
      columns,
      rows,
      branches,
      top,
      selected,
      sort,
      left,
      focused,
      tags,
      cores,
      memory,
      empty,
      until,
      history,
      theme,
      painted,
    ],
  );
  return (
    <Lines
      height={layout.table}
      draw={draw}
      onMouse={(line, column, report) => point(mouseOnTable(line, column, report))}
    />
  );
}
