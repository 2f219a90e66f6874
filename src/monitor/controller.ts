import { footerLine } from './footer-line.ts';
import { headerLines } from './header-lines.ts';
import type { Token } from './key-tokens.ts';
import { layerLines } from './layer-lines.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from './layout.ts';
import { logLines } from './log-lines.ts';
import { type Effect, firstState, type Message, type ScreenState } from './screen-state.ts';
import type { Dispatch, MonitorSource } from './source.ts';
import { tableLines } from './table-lines.ts';
import { clean, fitTo } from './text.ts';
import type { Theme } from './theme.ts';
import { update } from './update.ts';
import { type View, viewOf } from './view.ts';

/** The screen as lines, part by part. A part that did not change is the same array. */
export interface Frame {
  readonly columns: number;
  readonly header: readonly string[];
  readonly table: readonly string[];
  readonly log: readonly string[];
  readonly footer: string;
  /** The box that lies over them, if any. */
  readonly layer: readonly string[];
}

/** What the controller asks of whoever owns the terminal. */
export interface TerminalHost {
  quit(): void;
  redraw(): void;
  suspend(): void;
}

/** Holds the screen's state between keys and ticks, carries out what keys ask for, and publishes a frame after each change. */
export class MonitorController {
  readonly #source: MonitorSource;
  readonly #dispatch: Dispatch;
  readonly #host: TerminalHost;
  readonly #theme: Theme;
  readonly #listeners = new Set<() => void>();
  #state: ScreenState;
  #frame: Frame;
  #watched: { readonly pid: number; readonly end: () => void } | undefined;
  readonly #endSubscription: () => void;

  constructor(
    source: MonitorSource,
    dispatch: Dispatch,
    host: TerminalHost,
    theme: Theme,
    columns: number,
    rows: number,
  ) {
    this.#source = source;
    this.#dispatch = dispatch;
    this.#host = host;
    this.#theme = theme;
    this.#state = firstState(columns, rows);
    this.#frame = this.#draw();
    this.#endSubscription = source.subscribe(() => this.#changed());
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly getFrame = (): Frame => this.#frame;

  resize(columns: number, rows: number): void {
    this.#state = { ...this.#state, columns, rows };
    this.#changed();
  }

  press(token: Token): void {
    const { state, effect } = update(this.#state, this.#view(), token);
    this.#state = state;
    this.#changed();
    if (effect !== undefined) this.#carryOut(effect);
  }

  /** Says something in the footer. */
  say(message: Message): void {
    this.#state = { ...this.#state, message };
    this.#changed();
  }

  close(): void {
    this.#endSubscription();
    this.#watched?.end();
  }

  #carryOut(effect: Effect): void {
    if (effect.kind !== 'command') return this.#host[effect.kind]();
    const { target, line, done } = effect;
    const now = this.#source.getSnapshot().tasks.find(({ pid }) => pid === target.pid);
    if (now === undefined || now.startedAt !== target.startedAt) {
      return this.say({ text: `${target.pid} ${clean(target.name)} is gone: nothing was sent`, bad: true });
    }
    this.#dispatch({ pid: target.pid, line }).then(
      () => this.say({ text: done, bad: false }),
      (error: unknown) => this.say({ text: clean(error instanceof Error ? error.message : String(error)), bad: true }),
    );
  }

  #view(): View {
    return viewOf(this.#state, this.#source.getSnapshot(), (pid) => this.#source.log(pid));
  }

  #changed(): void {
    const frame = this.#draw();
    if (isSame(frame, this.#frame)) return;
    this.#frame = frame;
    for (const changed of this.#listeners) changed();
  }

  #draw(): Frame {
    const { columns, rows } = this.#state;
    if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return tooSmall(columns, rows);
    const view = this.#view();
    // From the first picture on the selection is a task, not a place in the table.
    if (this.#state.selectedPid === undefined) this.#state = { ...this.#state, selectedPid: view.selected?.pid };
    this.#watchLog(view.selected?.pid);
    const { layout, snapshot } = view;
    return {
      columns,
      header: headerLines(snapshot, columns, layout.header, this.#theme, this.#state.frozen !== undefined),
      table: layout.table === 0 ? [] : this.#table(view, columns, layout.table),
      log: layout.log === 0 ? [] : this.#log(view, columns, layout.log),
      footer: footerLine(this.#state, this.#theme),
      layer: layerLines(this.#state.layer, columns, rows, this.#theme),
    };
  }

  #table(view: View, columns: number, height: number): string[] {
    const { filter, sort, focus } = this.#state;
    const empty =
      filter === ''
        ? 'No tasks. Start the monitor with modules: wasitop FILE.wasm ...'
        : 'No task matches the filter. Esc clears it.';
    const table = {
      rows: view.rows,
      top: view.top,
      selectedPid: view.selected?.pid,
      sort,
      focused: focus === 'table',
      empty,
    };
    return tableLines(table, columns, height, this.#theme);
  }

  #log(view: View, columns: number, height: number): string[] {
    const { selected, log, logTop } = view;
    const title = selected === undefined ? 'Log' : `Log: ${selected.pid} ${clean(selected.name)}`;
    const { logTop: paused, logLeft: left, focus } = this.#state;
    const dropped = selected === undefined ? 0 : this.#source.dropped(selected.pid);
    const empty = selected === undefined ? 'Select a task to read its log.' : 'It has not written anything yet.';
    return logLines(
      {
        title,
        lines: log,
        dropped,
        top: logTop,
        following: paused === undefined,
        left,
        focused: focus === 'log',
        empty,
      },
      columns,
      height,
      this.#theme,
    );
  }

  #watchLog(pid: number | undefined): void {
    if (this.#watched?.pid === pid) return;
    this.#watched?.end();
    this.#watched = pid === undefined ? undefined : { pid, end: this.#source.subscribeLog(pid, () => this.#changed()) };
  }
}

function tooSmall(columns: number, rows: number): Frame {
  const text = fitTo(`too small: ${LEAST_COLUMNS}x${LEAST_ROWS} at least`, columns);
  return {
    columns,
    header: [],
    table: Array.from({ length: rows - 1 }, () => ' '.repeat(columns)),
    log: [],
    footer: text,
    layer: [],
  };
}

function isSame(a: Frame, b: Frame): boolean {
  const same = (first: readonly string[], second: readonly string[]) =>
    first.length === second.length && first.every((line, index) => line === second[index]);
  return (
    a.columns === b.columns &&
    a.footer === b.footer &&
    same(a.table, b.table) &&
    same(a.log, b.log) &&
    same(a.header, b.header) &&
    same(a.layer, b.layer)
  );
}
