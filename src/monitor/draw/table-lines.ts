import type { TaskRow } from '../data/snapshot.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { isTagged } from '../state/tags.ts';
import { type Column, columnsFor, commandSpans, type Recent, type Sort } from './columns.ts';
import { paintSpans } from './spans.ts';
import { fitTo, from } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** What the table shows. */
export interface TableView {
  readonly rows: readonly TaskRow[];
  /** Index of the first row on the screen. */
  readonly top: number;
  readonly selectedPid: number | undefined;
  readonly sort: Sort;
  /** Columns that commands are scrolled to the right. */
  readonly left: number;
  readonly focused: boolean;
  readonly tags: ScreenState['tags'];
  readonly recent: Recent;
  /** What to say where there are no rows. */
  readonly empty: string;
}

/**
 * The table as `height` lines of `width` columns: titles, then rows.
 * @param painted lines of rows that were on the screen before, for the same rows, width and scrolling to the right
 */
export function tableLines(
  view: TableView,
  width: number,
  height: number,
  theme: Theme,
  painted: Map<TaskRow, string> = new Map(),
): string[] {
  const columns = columnsFor(width);
  const lines = [titleLine(columns, view.sort, width, theme)];
  for (const row of view.rows.slice(view.top, view.top + height - 1)) {
    const tag = isTagged(view.tags, row);
    if (row.pid === view.selectedPid) {
      const role = tag ? 'selectedTag' : view.focused ? 'selected' : 'selectedIdle';
      lines.push(evenLine(columns, row, width, view, theme, role));
    } else if (tag) lines.push(evenLine(columns, row, width, view, theme, 'tag'));
    else lines.push(painted.getOrInsertComputed(row, () => rowLine(columns, row, width, view, theme)));
  }
  if (view.rows.length === 0 && height > 1) lines.push(paint(theme, 'dim', fitTo(` ${view.empty}`, width)));
  while (lines.length < height) lines.push(' '.repeat(width));
  return lines.slice(0, height);
}

function titleLine(columns: readonly Column[], sort: Sort, width: number, theme: Theme): string {
  return cells(
    columns,
    width,
    (column, columnWidth) => {
      const sorted = column.id === sort.column;
      const arrow = theme.unicode ? (sort.descending ? '▼' : '▲') : sort.descending ? 'v' : '^';
      const title = sorted && column.title.length < columnWidth ? `${column.title}${arrow}` : column.title;
      return paint(theme, sorted ? 'sorted' : 'header', fitTo(title, columnWidth, column.align));
    },
    (gap) => paint(theme, 'header', gap),
  );
}

function rowLine(columns: readonly Column[], row: TaskRow, width: number, view: TableView, theme: Theme): string {
  return cells(
    columns,
    width,
    (column, columnWidth) =>
      column.id === 'command' && view.left === 0
        ? paintSpans(commandSpans(row), columnWidth, theme)
        : paint(theme, column.role(row), fitTo(textOf(column, row, view, theme), columnWidth, column.align)),
    (gap) => gap,
  );
}

/** One colour over the whole line, so that it is seen as one. */
function evenLine(
  columns: readonly Column[],
  row: TaskRow,
  width: number,
  view: TableView,
  theme: Theme,
  role: Role,
): string {
  const text = cells(
    columns,
    width,
    (column, columnWidth) => fitTo(textOf(column, row, view, theme), columnWidth, column.align),
    (gap) => gap,
  );
  return paint(theme, role, text);
}

function textOf(column: Column, row: TaskRow, { left, recent }: TableView, theme: Theme): string {
  const text = column.text(row, recent, theme.unicode);
  return column.id === 'command' ? from(text, left) : text;
}

/** Joins cells with a space between; the last one takes the rest of the width. */
function cells(
  columns: readonly Column[],
  width: number,
  cell: (column: Column, width: number) => string,
  gap: (text: string) => string,
): string {
  let used = 0;
  const parts: string[] = [];
  for (const column of columns) {
    const columnWidth = column.width === 0 ? width - used : Math.min(column.width, width - used);
    if (columnWidth <= 0) break;
    parts.push(cell(column, columnWidth));
    used += columnWidth;
    if (used < width) {
      parts.push(gap(' '));
      used++;
    }
  }
  return parts.join('') + ' '.repeat(Math.max(0, width - used));
}
