import { isSameRow, type Row, type RowKey } from '../data/row.ts';
import type { TableState } from '../state/table/table-state.ts';
import { isTagged } from '../state/table/tags.ts';
import type { Look } from '../table/column.ts';
import type { PlacedColumn } from '../table/columns.ts';
import { commandSpans } from '../table/command-text.ts';
import type { Sort } from '../table/sort.ts';
import type { Branch } from '../table/tree.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { fitTo, from, widthOf } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** Lines of rows, and what of each may change while its row does not. */
export type PaintedRows = WeakMap<Row, { readonly live: string; readonly until: number; readonly line: string }>;

/** What the table shows. */
export interface TableView {
  readonly columns: readonly PlacedColumn[];
  /** Those on the screen. */
  readonly rows: readonly Row[];
  /** Their places in the tree. */
  readonly branches: readonly Branch[] | undefined;
  readonly selected: RowKey | undefined;
  readonly sort: Sort;
  /** Columns that commands are scrolled to the right. */
  readonly left: number;
  readonly focused: boolean;
  readonly tags: TableState['tags'];
  readonly look: Look;
  /** Until when what is remembered of the rows is shown: nothing in a row changes without it. */
  readonly until: number;
  /** What to say where there are no rows. */
  readonly empty: string;
}

/**
 * The table as `height` lines of `width` columns: titles, then rows.
 * @param painted lines of rows that were on the screen before, with the same columns and scrolling to the right
 */
export function tableLines(
  view: TableView,
  width: number,
  height: number,
  theme: Theme,
  painted: PaintedRows = new WeakMap(),
): string[] {
  const lines = [titleLine(view, width, theme)];
  for (const [index, row] of view.rows.slice(0, height - 1).entries())
    lines.push(rowLine(row, view.branches?.[index], view, width, theme, painted));
  if (view.rows.length === 0 && height > 1) lines.push(paint(theme, 'dim', fitTo(` ${view.empty}`, width)));
  while (lines.length < height) lines.push(' '.repeat(width));
  return lines.slice(0, height);
}

function titleLine({ columns, sort }: TableView, width: number, theme: Theme): string {
  const arrow = theme.unicode ? (sort.descending ? '▼' : '▲') : sort.descending ? 'v' : '^';
  const cell = ({ column, width: room }: PlacedColumn): Span => {
    const sorted = column.id === sort.column;
    const title = sorted && column.title.length < room ? `${column.title}${arrow}` : column.title;
    return span(fitTo(title, room, column.align), sorted ? 'sorted' : 'header');
  };
  return paintSpans(
    spaced(
      columns.map((column) => [cell(column)]),
      span(' ', 'header'),
    ),
    width,
    theme,
    span(' ', 'header'),
  );
}

/** A line that is selected or tagged has one colour, so that it is seen as one. */
function rowLine(
  row: Row,
  branch: Branch | undefined,
  view: TableView,
  width: number,
  theme: Theme,
  painted: PaintedRows,
): string {
  const cells = () =>
    spaced(
      view.columns.map((column) => cellSpans(column, row, branch, view, theme)),
      span(' '),
    );
  const role = roleOf(row, view);
  if (role === undefined) {
    const { until } = view;
    const known = painted.get(row);
    if (known?.until === until && branch === undefined) return known.line;
    const live = liveText(row, branch, view, theme);
    const line = known?.live === live ? known.line : paintSpans(cells(), width, theme);
    painted.set(row, { live, until, line });
    return line;
  }
  const text = cells().map((part) => part.text);
  return paint(theme, role, fitTo(text.join(''), width));
}

/** What a row's line has that may change while the row does not. */
function liveText(row: Row, branch: Branch | undefined, { columns, look }: TableView, theme: Theme): string {
  const texts = columns.filter(({ column }) => column.live).map(({ column }) => column.text(row, look));
  return [...texts, ...treeSpans(branch, theme).map(({ text }) => text)].join('');
}

function roleOf(row: Row, { tags, selected, focused }: TableView): Role | undefined {
  const tag = isTagged(tags, row);
  if (isSameRow(row, selected)) return tag ? 'selectedTag' : focused ? 'selected' : 'selectedIdle';
  return tag ? 'tag' : undefined;
}

function cellSpans(
  { column, width }: PlacedColumn,
  row: Row,
  branch: Branch | undefined,
  view: TableView,
  theme: Theme,
): Span[] {
  if (column.id === 'command') return cutSpans([...treeSpans(branch, theme), ...commandSpans(row)], view.left, width);
  return [span(fitTo(column.text(row, view.look), width, column.align), column.role(row))];
}

/** Steps into the tree that are drawn. */
const MOST_STEPS = 40;

/** `│  ├─ `, and a sign where something is folded: how many lines are. */
function treeSpans(branch: Branch | undefined, { unicode }: Theme): Span[] {
  if (branch === undefined) return [];
  const [rail, tee, corner] = unicode ? ['│  ', '├─ ', '└─ '] : ['|  ', '|- ', '`- '];
  const own = branch.from === undefined ? '' : branch.more ? tee : corner;
  // Roots stand at the edge: a rail that joins them all says nothing. Farther in than this nobody sees.
  const steps: string[] = [];
  for (let at = branch.from; at?.from !== undefined && steps.length < MOST_STEPS; at = at.from)
    steps.unshift(at.more ? rail : '   ');
  const sign = branch.folded ? `+${branch.below} ` : '';
  return [span(`${steps.join('')}${own}`, 'dim'), span(sign, 'warn')];
}

/** The part of the spans that begins at a column, on exactly `width` columns. */
function cutSpans(spans: readonly Span[], left: number, width: number): Span[] {
  if (left > 0) return [span(fitTo(from(spans.map(({ text }) => text).join(''), left), width))];
  let room = width;
  const cut: Span[] = [];
  for (const { text, role } of spans) {
    if (room <= 0) break;
    const shown = widthOf(text) <= room ? text : fitTo(text, room);
    cut.push(span(shown, role));
    room -= widthOf(shown);
  }
  return [...cut, span(' '.repeat(Math.max(0, room)))];
}

function spaced(cells: readonly (readonly Span[])[], gap: Span): Span[] {
  return cells.flatMap((cell, index) => (index === 0 ? cell : [gap, ...cell]));
}
