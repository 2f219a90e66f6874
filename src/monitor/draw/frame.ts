import { isSameRow } from '../data/row.ts';
import type { MonitorSource } from '../data/source.ts';
import { keyText } from '../input/key-map.ts';
import { headerViewOf } from '../state/header-view-of.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from '../state/layout.ts';
import { lookOf } from '../state/look-of.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { LookSettings } from '../state/settings.ts';
import { scaleOf } from '../state/table/ordered.ts';
import { tableOf } from '../state/table/table-state.ts';
import type { View } from '../state/view.ts';
import type { Look } from '../table/column.ts';
import { columnsFor, type PlacedColumn, placed } from '../table/columns.ts';
import type { PlacedBox } from './box.ts';
import { type DetailsPaneLines, detailsPane } from './details-pane.ts';
import { emptyText } from './empty-text.ts';
import { footerLine } from './footer-line.ts';
import { headerLines } from './header-lines.ts';
import { layerLines } from './layer-lines.ts';
import { logPane } from './log/log-pane.ts';
import { Memo } from './memo.ts';
import { type PaintedRows, tableLines } from './table-lines.ts';
import { tabsLine } from './tabs-line.ts';
import { DOT, fitTo } from './text.ts';
import type { Theme } from './theme.ts';

/** The screen as lines, part by part. A part that did not change is the same array. */
export interface Frame {
  readonly columns: number;
  /** What all of it looks like where it says nothing else: an escape sequence, or `''`. */
  readonly base: string;
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
  readonly #themeOf: (state: ScreenState) => Theme;
  readonly #headerLines = new Memo<readonly string[]>();
  readonly #tableLines = new Memo<readonly string[]>();
  readonly #columns = new Memo<readonly PlacedColumn[]>();
  readonly #rowLines = new Memo<PaintedRows>();

  /** @param themeOf gives the same object for the same look, since what is drawn is kept as long as that is the same */
  constructor(source: MonitorSource, themeOf: (look: LookSettings) => Theme) {
    this.#source = source;
    this.#themeOf = (state) => themeOf(lookOf(state));
  }

  paint(state: ScreenState, view: View): Frame {
    const { columns, rows, settings, tab, frozen } = state;
    const { layout, snapshot } = view;
    const theme = this.#themeOf(state);
    const frame: Frame = {
      columns,
      base: theme.base,
      header: this.#headerLines.get([snapshot, columns, rows, settings, tab, frozen === undefined, theme], () =>
        headerLines(headerViewOf(state, view), columns, rows, theme),
      ),
      tabs: layout.tabs === 0 ? [] : [tabsLine(state, view, theme)],
      table: layout.table === 0 ? [] : this.#table(state, view, theme),
      log: layout.log === 0 ? [] : this.#log(state, view, theme),
      details: layout.details === 0 ? [] : this.details(state, view).lines,
      footer: footerLine(state, view.live, theme),
      layer: layerLines(state, view, theme),
    };
    return theme.unicode ? frame : inAscii(frame);
  }

  #table(state: ScreenState, view: View, theme: Theme): readonly string[] {
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
      theme,
    ];
    return this.#tableLines.get(inputs, () => {
      const needs = columns.map(({ column }) => column.need);
      const seen = rows.slice(top, top + layout.table - 1);
      const asked = { shared: needs.includes('shared'), io: needs.includes('io') };
      // A picture that stands still has nothing of now.
      const shown = state.frozen === undefined ? this.#source.completed(seen, asked) : seen;
      const look: Look = {
        ...scaleOf(settings, snapshot),
        unicode: theme.unicode,
        recent: this.#recentOf(state, view),
      };
      const places = branches?.slice(top, top + shown.length);
      const { memoryTotal } = snapshot.machine;
      const painted = this.#rowLines.get([left, columns, settings, memoryTotal, theme], () => new WeakMap());
      const table = { columns, rows: shown, branches: places, selected, sort, left, focused, tags, look, empty };
      return tableLines(table, width, layout.table, theme, painted);
    });
  }

  /** CPU of the last seconds for the bars in the table; in the past, of the seconds before. */
  #recentOf({ cursor }: ScreenState, { snapshot }: View): Look['recent'] {
    const end = cursor ?? snapshot.time;
    return (row, count) => this.#source.history(row)?.cpuBefore(end, count) ?? NOTHING;
  }

  /** The details, and how far they can be scrolled. */
  details(state: ScreenState, view: View): DetailsPaneLines {
    return detailsPane(this.#source, state, view, this.#themeOf(state));
  }

  #log(state: ScreenState, view: View, theme: Theme): readonly string[] {
    const { log, layout } = view;
    if (log === undefined) return [];
    const { columns, focus, settings } = state;
    const shown = log.empty === '' ? { ...log, empty: noLogText(state, view) } : log;
    const followKey = keyText(settings.keys, 'resumeLog', 'log');
    return logPane(state.log, shown, focus === 'log', columns, layout.log, theme, followKey);
  }
}

/** Why there is no log to show. */
function noLogText(state: ScreenState, { rows, liveRows, snapshot }: View): string {
  if (state.log.choice.kind === 'tagged')
    return `No task is tagged. ${keyText(state.settings.keys, 'tag')} in the table tags one.`;
  const { selected: wanted } = tableOf(state);
  if (wanted !== undefined && liveRows.some((row) => isSameRow(row, wanted)))
    return 'The selected task does not match the filter.';
  if (rows.length === 0 || snapshot.tasks.length === 0) return '';
  return 'The selected task is gone. Choose another one with the arrow keys.';
}

const NOTHING: readonly number[] = [];

/** With a dot of ASCII in the place of what was harmful in a text. */
function inAscii(frame: Frame): Frame {
  const { header, tabs, table, log, details, footer, layer } = frame;
  return {
    ...frame,
    header: dotted(header),
    tabs: dotted(tabs),
    table: dotted(table),
    log: dotted(log),
    details: dotted(details),
    footer: footer.replaceAll(DOT, '.'),
    layer: layer && { ...layer, lines: dotted(layer.lines) },
  };
}

function dotted(lines: readonly string[]): readonly string[] {
  return lines.some((line) => line.includes(DOT)) ? lines.map((line) => line.replaceAll(DOT, '.')) : lines;
}

/** What stands on a screen that has no room for anything; undefined where there is room. */
export function tooSmall({ columns, rows }: ScreenState): Frame | undefined {
  if (columns >= LEAST_COLUMNS && rows >= LEAST_ROWS) return undefined;
  return {
    columns,
    base: '',
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
    a.base === b.base &&
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
