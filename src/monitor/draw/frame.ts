import { contextOf } from '../commands/execute.ts';
import type { TaskRow } from '../data/snapshot.ts';
import type { MonitorSource } from '../data/source.ts';
import { topLayer } from '../state/layer-stack.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from '../state/layout.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';
import { type DetailsView, detailsBottom, detailsLines } from './details-lines.ts';
import { footerLine } from './footer-line.ts';
import { headerLines } from './header-lines.ts';
import { layerLines } from './layer-lines.ts';
import { logLines } from './log-lines.ts';
import { Memo } from './memo.ts';
import { tableLines } from './table-lines.ts';
import { clean, fitTo } from './text.ts';
import type { Theme } from './theme.ts';

/** The screen as lines, part by part. A part that did not change is the same array. */
export interface Frame {
  readonly columns: number;
  readonly header: readonly string[];
  readonly table: readonly string[];
  readonly log: readonly string[];
  readonly details: readonly string[];
  readonly footer: string;
  /** The box that lies over them, if any. */
  readonly layer: readonly string[];
  /** Where it lies. */
  readonly layerAt: 'middle' | 'bottom';
}

/** Turns state and view into frames; parts whose inputs are the same are not made again. */
export class FramePainter {
  readonly #source: MonitorSource;
  readonly #theme: Theme;
  readonly #headerLines = new Memo<readonly string[]>();
  readonly #tableLines = new Memo<readonly string[]>();
  readonly #rowLines = new Memo<Map<TaskRow, string>>();

  constructor(source: MonitorSource, theme: Theme) {
    this.#source = source;
    this.#theme = theme;
  }

  paint(state: ScreenState, view: View): Frame {
    const { columns, rows, frozen } = state;
    const { layout, snapshot } = view;
    const past = frozen !== undefined;
    const layer = topLayer(state);
    return {
      columns,
      header: this.#headerLines.get([snapshot, columns, rows, past], () =>
        headerLines(snapshot, columns, rows, this.#theme, past),
      ),
      table: layout.table === 0 ? [] : this.#table(state, view),
      log: layout.log === 0 ? [] : this.#log(state, view),
      details: layout.details === 0 ? [] : this.#details(state, view),
      footer: footerLine(state, view.live, this.#theme),
      layer: layerLines(layer, contextOf(view), columns, rows, this.#theme),
      layerAt: layer?.kind === 'command' || layer?.kind === 'stdin' ? 'bottom' : 'middle',
    };
  }

  /** CPU of the last seconds, for the bars in the table. */
  readonly #recent = (pid: number, count: number): readonly number[] =>
    this.#source.history(pid)?.cpu.last(count) ?? NOTHING;

  #table(state: ScreenState, { rows, top, selected, layout }: View): readonly string[] {
    const { columns, filter, sort, focus, tags, tableLeft: left } = state;
    const empty =
      filter === ''
        ? 'No tasks. :spawn FILE.wasm starts one; or start the monitor with modules: wasitop FILE.wasm ...'
        : 'No task matches the filter. Esc clears it.';
    const focused = focus === 'table';
    const painted = this.#rowLines.get([rows, left, columns], () => new Map());
    const inputs = [rows, top, selected?.pid, sort, left, focused, empty, tags, columns, layout.table];
    return this.#tableLines.get(inputs, () =>
      tableLines(
        { rows, top, selectedPid: selected?.pid, sort, left, focused, empty, tags, recent: this.#recent },
        columns,
        layout.table,
        this.#theme,
        painted,
      ),
    );
  }

  /** How far the details can be scrolled. */
  detailsBottom(view: View, columns: number): number {
    return detailsBottom(detailsView(this.#source, view, 0), columns, view.layout.details, this.#theme);
  }

  #details(state: ScreenState, view: View): readonly string[] {
    const { columns, detailsTop } = state;
    return detailsLines(detailsView(this.#source, view, detailsTop), columns, view.layout.details, this.#theme);
  }

  #log(state: ScreenState, { rows, selected, log, logTop, layout, live }: View): readonly string[] {
    const { columns, logTop: paused, logLeft: left, logOfAll, focus, search } = state;
    const gone = rows.length === 0 ? '' : 'The selected task is gone. Choose another one with the arrow keys.';
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

/** What the details of the selected task are made of. */
function detailsView(source: MonitorSource, { selected, live }: View, top: number): DetailsView {
  const pid = selected?.pid ?? 0;
  const details = source.details(pid);
  return {
    row: selected,
    details: details?.pid === pid && details.startedAt === selected?.startedAt ? details : undefined,
    history: source.history(pid),
    top,
    now: live.time,
  };
}

const NOTHING: readonly number[] = [];
const NO_NAMES: ReadonlyMap<number, string> = new Map();

/** What stands on a screen that has no room for anything; undefined where there is room. */
export function tooSmall({ columns, rows }: ScreenState): Frame | undefined {
  if (columns >= LEAST_COLUMNS && rows >= LEAST_ROWS) return undefined;
  return {
    columns,
    header: [],
    table: Array.from({ length: Math.max(0, rows - 1) }, () => ' '.repeat(columns)),
    log: [],
    details: [],
    footer: fitTo(`too small: ${LEAST_COLUMNS}x${LEAST_ROWS} at least`, columns),
    layer: [],
    layerAt: 'middle',
  };
}

export function isSameFrame(a: Frame, b: Frame): boolean {
  const same = (first: readonly string[], second: readonly string[]) =>
    first === second || (first.length === second.length && first.every((line, index) => line === second[index]));
  return (
    a.columns === b.columns &&
    a.footer === b.footer &&
    same(a.table, b.table) &&
    same(a.log, b.log) &&
    same(a.details, b.details) &&
    same(a.header, b.header) &&
    same(a.layer, b.layer)
  );
}
