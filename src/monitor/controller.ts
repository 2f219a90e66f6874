import { footerLine } from './footer-line.ts';
import { headerLines } from './header-lines.ts';
import type { Token } from './key-tokens.ts';
import { layerLines } from './layer-lines.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from './layout.ts';
import { logLines } from './log-lines.ts';
import { Memo } from './memo.ts';
import { type Effect, firstState, type Message, type ScreenState } from './screen-state.ts';
import { keptInSight, settled } from './selection.ts';
import type { TaskRow } from './snapshot.ts';
import type { Dispatch, MonitorSource } from './source.ts';
import { tableLines } from './table-lines.ts';
import { clean, fitTo } from './text.ts';
import type { Theme } from './theme.ts';
import { update } from './update.ts';
import { orderedRows, type View, viewOf } from './view.ts';

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

/** A log that grows is drawn so many milliseconds later at most, however fast it grows. */
const LOG_FRAME_MS = 100;

/** How many milliseconds a message stays, if no key takes it away before. */
const GOOD_MESSAGE_MS = 3_000;
const BAD_MESSAGE_MS = 10_000;

/** Holds the screen's state between keys and ticks, carries out what keys ask for, and publishes a frame after each change. */
export class MonitorController {
  readonly #source: MonitorSource;
  readonly #dispatch: Dispatch;
  readonly #host: TerminalHost;
  readonly #theme: Theme;
  readonly #listeners = new Set<() => void>();
  readonly #rows = new Memo<readonly TaskRow[]>();
  readonly #headerLines = new Memo<readonly string[]>();
  readonly #tableLines = new Memo<readonly string[]>();
  #state: ScreenState;
  #frame: Frame;
  #watched: { readonly pid: number; readonly end: () => void } | undefined;
  #logTimer: NodeJS.Timeout | undefined;
  /** When the message that is on the screen appeared there, in the source's time. */
  #said: { readonly message: Message; readonly time: number } | undefined;
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
    this.#endSubscription = source.subscribe(() => this.#onTick());
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly getFrame = (): Frame => this.#frame;

  resize(columns: number, rows: number): void {
    if (columns === this.#state.columns && rows === this.#state.rows) return;
    this.#become({ ...this.#state, columns, rows });
  }

  press(token: Token): void {
    const { state, effect } = update(this.#state, this.#view(), token);
    this.#become(state);
    if (effect !== undefined) this.#carryOut(effect);
  }

  /** Says something in the footer. */
  say(message: Message): void {
    this.#become({ ...this.#state, message });
  }

  close(): void {
    clearTimeout(this.#logTimer);
    this.#endSubscription();
    this.#watched?.end();
    this.#watched = undefined;
  }

  /** Takes a new state over. A selection that was on the screen stays there when the panes get other heights. */
  #become(state: ScreenState): void {
    const before = this.#view();
    this.#state = state;
    const after = this.#view();
    if (after.layout.table !== before.layout.table) this.#state = keptInSight(before, state, after);
    this.#changed();
  }

  #onTick(): void {
    const { message } = this.#state;
    const { time } = this.#source.getSnapshot();
    if (message !== this.#said?.message) this.#said = message && { message, time };
    else if (this.#said !== undefined && time - this.#said.time >= lifeOf(this.#said.message))
      this.#state = { ...this.#state, message: undefined };
    this.#changed();
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
    const live = this.#source.getSnapshot();
    const { filter, sort, frozen } = this.#state;
    const { tasks } = frozen ?? live;
    const ordered = this.#rows.get([tasks, filter, sort], () => orderedRows(tasks, filter, sort));
    return viewOf(this.#state, live, ordered, (pid) => this.#source.log(pid));
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
    this.#state = settled(this.#state, view);
    this.#watchLog(view.selected?.pid);
    const { layout, snapshot } = view;
    const past = this.#state.frozen !== undefined;
    return {
      columns,
      header: this.#headerLines.get([snapshot, columns, rows, past], () =>
        headerLines(snapshot, columns, rows, this.#theme, past),
      ),
      table: layout.table === 0 ? [] : this.#table(view, columns, layout.table),
      log: layout.log === 0 ? [] : this.#log(view, columns, layout.log),
      footer: footerLine(this.#state, this.#theme),
      layer: layerLines(this.#state.layer, columns, rows, this.#theme),
    };
  }

  #table({ rows, top, selected }: View, columns: number, height: number): readonly string[] {
    const { filter, sort, focus, tableLeft: left } = this.#state;
    const empty =
      filter === ''
        ? 'No tasks. Start the monitor with modules: wasitop FILE.wasm ...'
        : 'No task matches the filter. Esc clears it.';
    const focused = focus === 'table';
    return this.#tableLines.get([rows, top, selected?.pid, sort, left, focused, empty, columns, height], () =>
      tableLines({ rows, top, selectedPid: selected?.pid, sort, left, focused, empty }, columns, height, this.#theme),
    );
  }

  #log({ rows, selected, log, logTop }: View, columns: number, height: number): readonly string[] {
    const { logTop: paused, logLeft: left, focus, search } = this.#state;
    const gone = rows.length === 0 ? '' : 'The selected task is gone. Choose another one with the arrow keys.';
    const view = {
      title: selected === undefined ? 'Log' : `Log: ${selected.pid} ${clean(selected.name)}`,
      lines: log,
      dropped: selected === undefined ? 0 : this.#source.dropped(selected.pid),
      top: logTop,
      following: paused === undefined,
      left,
      search: focus === 'log' ? search : '',
      focused: focus === 'log',
      empty: selected === undefined ? gone : 'It has not written anything yet.',
    };
    return logLines(view, columns, height, this.#theme);
  }

  #watchLog(pid: number | undefined): void {
    if (this.#watched?.pid === pid) return;
    this.#watched?.end();
    this.#watched = pid === undefined ? undefined : { pid, end: this.#source.subscribeLog(pid, () => this.#logGrew()) };
  }

  #logGrew(): void {
    this.#logTimer ??= setTimeout(() => {
      this.#logTimer = undefined;
      this.#changed();
    }, LOG_FRAME_MS);
  }
}

function lifeOf({ bad }: Message): number {
  return bad ? BAD_MESSAGE_MS : GOOD_MESSAGE_MS;
}

function tooSmall(columns: number, rows: number): Frame {
  const text = `too small: ${LEAST_COLUMNS}x${LEAST_ROWS} at least`;
  return {
    columns,
    header: [],
    table: Array.from({ length: Math.max(0, rows - 1) }, () => ' '.repeat(columns)),
    log: [],
    footer: fitTo(text, columns),
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
