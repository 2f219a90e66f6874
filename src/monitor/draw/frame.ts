import { isSameRow } from '../data/row.ts';
import type { MonitorSource } from '../data/source.ts';
import { headerViewOf } from '../state/header-view-of.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from '../state/layout.ts';
import { scaleOf } from '../state/ordered.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { tableOf } from '../state/table-state.ts';
import type { View } from '../state/view.ts';
import type { Look } from '../table/column.ts';
import { columnsFor, type PlacedColumn, placed } from '../table/columns.ts';
import type { PlacedBox } from './box.ts';
import { type DetailsPaneLines, detailsPane } from './details-pane.ts';
import { emptyText } from './empty-text.ts';
import { footerLine } from './footer-line.ts';
import { headerLines } from './header-lines.ts';
import { layerLines } from './layer-lines.ts';
import { logLines } from './log-lines.ts';
import { Memo } from './memo.ts';
import { type PaintedRows, tableLines } from './table-lines.ts';
import { tabsLine } from './tabs-line.ts';
import { clean, fitTo } from './text.ts';
import type { Theme } from './theme.ts';

/** The screen as lines, part by part. A part that did not change is the same array. */
export interface Frame {
  readonly columns: number;
  readonly header: readonly string[];
  readonly tabs: readonly string[];
  readonly table: readonly string[];
  readonly log: readonly string[];
  readonly details: readonly string[];
  readonly footer: string;
  /** The box that lies over them, if any. */
  readonly layer: PlacedBox | undefined;
}

/** Turns state and view into frames; parts whose inputs are the same are not made again. */
export class FramePainter {
  readonly #source: MonitorSource;
  readonly #theme: Theme;
  readonly #headerLines = new Memo<readonly string[]>();
  readonly #tableLines = new Memo<readonly string[]>();
  readonly #columns = new Memo<readonly PlacedColumn[]>();
  readonly #rowLines = new Memo<PaintedRows>();

  constructor(source: MonitorSource, theme: Theme) {
    this.#source = source;
    this.#theme = theme;
  }

  paint(state: ScreenState, view: View): Frame {
    const { columns, rows, settings, tab, frozen } = state;
    const { layout, snapshot } = view;
    return {
      columns,
      header: this.#headerLines.get([snapshot, columns, rows, settings, tab, frozen === undefined], () =>
        headerLines(headerViewOf(state, view), columns, rows, this.#theme),
      ),
      tabs: layout.tabs === 0 ? [] : [tabsLine(state, view, this.#theme)],
      table: layout.table === 0 ? [] : this.#table(state, view),
      log: layout.log === 0 ? [] : this.#log(state, view),
      details: layout.details === 0 ? [] : this.details(state, view).lines,
      footer: footerLine(state, view.live, this.#theme),
      layer: layerLines(state, view, this.#theme),
    };
  }

  #table(state: ScreenState, view: View): readonly string[] {
    const { columns: width, focus, tab, settings } = state;
    const { rows, branches, top, selected, layout, snapshot } = view;
    const { sort, left, tags, columns: ids, widths } = tableOf(state);
    const columns = this.#columns.get([tab, ids, widths, width], () =>
      placed(columnsFor(tab, ids, widths, width), width),
    );
    const empty = emptyText(state, view);
    const focused = focus === 'table';
    const key = selected?.startedAt;
    const inputs = [
      rows,
      branches,
      top,
      selected?.pid,
      key,
      sort,
      left,
      focused,
      empty,
      tags,
      columns,
      layout.table,
      settings,
    ];
    return this.#tableLines.get(inputs, () => {
      const needs = columns.map(({ column }) => column.need);
      const seen = rows.slice(top, top + layout.table - 1);
      const asked = { shared: needs.includes('shared'), io: needs.includes('io') };
      // A picture that stands still has nothing of now.
      const shown = state.frozen === undefined ? this.#source.completed(seen, asked) : seen;
      const look: Look = {
        ...scaleOf(settings, snapshot),
        unicode: this.#theme.unicode,
        recent: this.#recentOf(state, view),
      };
      const places = branches?.slice(top, top + shown.length);
      const { memoryTotal } = snapshot.machine;
      const painted = this.#rowLines.get([left, columns, settings, memoryTotal], () => new WeakMap());
      const table = { columns, rows: shown, branches: places, selected, sort, left, focused, tags, look, empty };
      return tableLines(table, width, layout.table, this.#theme, painted);
    });
  }

  /** CPU of the last seconds for the bars in the table; in the past, of the seconds before. */
  #recentOf({ cursor }: ScreenState, { snapshot }: View): Look['recent'] {
    const end = cursor ?? snapshot.time;
    return (row, count) => this.#source.history(row)?.cpuBefore(end, count) ?? NOTHING;
  }

  /** The details, and how far they can be scrolled. */
  details(state: ScreenState, view: View): DetailsPaneLines {
    return detailsPane(this.#source, state, view, this.#theme);
  }

  #log(state: ScreenState, { rows, selected, log, logTop, layout, live, liveRows }: View): readonly string[] {
    const { selected: wanted } = tableOf(state);
    const { columns, logTop: paused, logLeft: left, logOfAll, focus, search } = state;
    const hidden = wanted !== undefined && liveRows.some((row) => isSameRow(row, wanted));
    const lost = hidden
      ? 'The selected task does not match the filter.'
      : 'The selected task is gone. Choose another one with the arrow keys.';
    const gone = rows.length === 0 && !hidden ? '' : lost;
    const title = selected === undefined ? 'Log' : `Log: ${selected.pid} ${clean(selected.name)}`;
    const view = {
      title: logOfAll ? 'Log of all tasks' : title,
      lines: log,
      dropped: logOfAll || selected === undefined ? 0 : this.#source.dropped(selected.pid),
      top: logTop,
      following: paused === undefined,
      left,
      search: focus === 'log' ? search : '',
      focused: focus === 'log',
      names: logOfAll ? new Map(live.tasks.map(({ pid, name }) => [pid, name])) : NO_NAMES,
      empty: logOfAll || selected !== undefined ? 'Nothing has been written yet.' : gone,
    };
    return logLines(view, columns, layout.log, this.#theme);
  }
}

const NOTHING: readonly number[] = [];
const NO_NAMES: ReadonlyMap<number, string> = new Map();

/** What stands on a screen that has no room for anything; undefined where there is room. */
export function tooSmall({ columns, rows }: ScreenState): Frame | undefined {
  if (columns >= LEAST_COLUMNS && rows >= LEAST_ROWS) return undefined;
  return {
    columns,
    header: [],
    tabs: [],
    table: Array.from({ length: Math.max(0, rows - 1) }, () => ' '.repeat(columns)),
    log: [],
    details: [],
    footer: fitTo(`too small: ${LEAST_COLUMNS}x${LEAST_ROWS} at least`, columns),
    layer: undefined,
  };
}

export function isSameFrame(a: Frame, b: Frame): boolean {
  const same = (first: readonly string[], second: readonly string[]) =>
    first === second || (first.length === second.length && first.every((line, index) => line === second[index]));
  return (
    a.columns === b.columns &&
    a.footer === b.footer &&
    same(a.tabs, b.tabs) &&
    same(a.table, b.table) &&
    same(a.log, b.log) &&
    same(a.details, b.details) &&
    same(a.header, b.header) &&
    same(a.layer?.lines ?? [], b.layer?.lines ?? []) &&
    a.layer?.place.top === b.layer?.place.top &&
    a.layer?.place.left === b.layer?.place.left
  );
}
