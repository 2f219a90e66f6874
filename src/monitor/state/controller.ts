import type { TaskRow } from '../data/snapshot.ts';
import type { Dispatch, MonitorSource } from '../data/source.ts';
import { type Frame, FramePainter, isSameFrame, tooSmall } from '../draw/frame.ts';
import { loadChart } from '../draw/graph/line-graph.ts';
import { Memo } from '../draw/memo.ts';
import { clean } from '../draw/text.ts';
import type { Theme } from '../draw/theme.ts';
import type { Token } from '../input/key-tokens.ts';
import { withPaths } from './command-layer.ts';
import { type Effect, firstState, INIT, type Message, type ScreenState } from './screen-state.ts';
import { keptInSight, settled } from './selection.ts';
import { tagsLeft } from './tags.ts';
import { labelOf } from './task-actions.ts';
import { update } from './update.ts';
import { orderedRows, type View, viewOf } from './view.ts';

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

/** Whose log is watched: a task's, that of all, or none. */
type LogSource = number | 'all' | undefined;

/** Holds the screen's state between keys and ticks, carries out what keys ask for, and publishes a frame after each change. */
export class MonitorController {
  readonly #source: MonitorSource;
  readonly #dispatch: Dispatch;
  readonly #host: TerminalHost;
  readonly #painter: FramePainter;
  readonly #listeners = new Set<() => void>();
  readonly #rows = new Memo<readonly TaskRow[]>();
  #state: ScreenState;
  #frame: Frame;
  /** Something changed since the frame was painted, and whether the listeners are yet to hear of it. */
  #stale = false;
  #announced = false;
  #watched: { readonly source: LogSource; readonly end: () => void } | undefined;
  #chart: Promise<void> | undefined;
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
    this.#painter = new FramePainter(source, theme);
    this.#state = firstState(columns, rows);
    this.#settle();
    this.#frame = this.#paint();
    this.#endSubscription = source.subscribe(() => this.#onTick());
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Painted only when it is asked for; the same object as long as it would look the same. */
  readonly getFrame = (): Frame => {
    if (!this.#stale) return this.#frame;
    this.#stale = false;
    const frame = this.#paint();
    if (!isSameFrame(frame, this.#frame)) this.#frame = frame;
    return this.#frame;
  };

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
    const { message, tags } = this.#state;
    const snapshot = this.#source.getSnapshot();
    this.#state = { ...this.#state, tags: tagsLeft(tags, snapshot) };
    if (message !== this.#said?.message) this.#said = message && { message, time: snapshot.time };
    else if (this.#said !== undefined && snapshot.time - this.#said.time >= lifeOf(this.#said.message))
      this.#state = { ...this.#state, message: undefined };
    this.#changed();
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'control':
        return void this.#control(effect);
      case 'paths':
        return void this.#lookForPaths(effect.prefix, effect.pid);
      default:
        return this.#host[effect.kind]();
    }
  }

  /** Writes to the control files of those targets that are still the same tasks, and says how it went. */
  async #control({ targets, file, text, done }: Extract<Effect, { kind: 'control' }>): Promise<void> {
    const { tasks } = this.#source.getSnapshot();
    const there = targets.filter(
      ({ pid, startedAt }) =>
        pid === INIT.pid || tasks.some((task) => task.pid === pid && task.startedAt === startedAt),
    );
    const gone = targets.filter((target) => !there.includes(target));
    if (there.length === 0) {
      const are = gone.length === 1 ? 'is' : 'are';
      return this.say({ text: `${labelOf(gone)} ${are} gone: nothing was sent`, bad: true });
    }
    const results = await Promise.allSettled(there.map(({ pid }) => this.#dispatch({ pid, file, text })));
    const failed = results.filter((result) => result.status === 'rejected');
    if (failed.length > 0) return this.say({ text: failureText(failed, there.length), bad: true });
    const answers = results.map((result) => (result.status === 'fulfilled' ? result.value : ''));
    const note = gone.length > 0 ? `; ${labelOf(gone)} gone meanwhile` : '';
    this.say({ text: `${clean(answers.find((answer) => answer !== '') ?? done)}${note}`, bad: false });
  }

  async #lookForPaths(prefix: string, pid: number | undefined): Promise<void> {
    const paths = await this.#source.paths(prefix, pid);
    this.#become(withPaths(this.#state, this.#view(), prefix, paths));
  }

  #view(): View {
    const live = this.#source.getSnapshot();
    const { filter, sort, frozen, logOfAll } = this.#state;
    const { tasks } = frozen ?? live;
    const ordered = this.#rows.get([tasks, filter, sort], () => orderedRows(tasks, filter, sort));
    return viewOf(this.#state, live, ordered, (pid) =>
      logOfAll ? this.#source.logOfAll() : pid === undefined ? [] : this.#source.log(pid),
    );
  }

  /** Listeners hear of it once, however many keys came together. */
  #changed(): void {
    this.#settle();
    this.#stale = true;
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      for (const changed of this.#listeners) changed();
    });
  }

  #settle(): void {
    if (tooSmall(this.#state) !== undefined) return;
    const view = this.#view();
    this.#state = settled(this.#state, view);
    if (this.#state.focus === 'details') this.#settleDetails(view);
    this.#watchLog(this.#state.logOfAll ? 'all' : view.selected?.pid);
  }

  #paint(): Frame {
    return tooSmall(this.#state) ?? this.#painter.paint(this.#state, this.#view());
  }

  /** Details are not scrolled past their end. The chart is loaded when the first ones are drawn. */
  #settleDetails(view: View): void {
    this.#chart ??= loadChart().then(() => this.#changed());
    const { columns, detailsTop } = this.#state;
    if (detailsTop === 0) return;
    const bottom = this.#painter.detailsBottom(view, columns);
    if (detailsTop > bottom) this.#state = { ...this.#state, detailsTop: bottom };
  }

  #watchLog(source: LogSource): void {
    if (this.#watched?.source === source) return;
    this.#watched?.end();
    const grew = () => this.#logGrew();
    if (source === undefined) this.#watched = undefined;
    else if (source === 'all') this.#watched = { source, end: this.#source.subscribeLogs(grew) };
    else this.#watched = { source, end: this.#source.subscribeLog(source, grew) };
  }

  #logGrew(): void {
    this.#logTimer ??= setTimeout(() => {
      this.#logTimer = undefined;
      this.#changed();
    }, LOG_FRAME_MS);
  }
}

function failureText([first]: readonly PromiseRejectedResult[], of: number): string {
  const reason: unknown = first?.reason;
  const text = clean(reason instanceof Error ? reason.message : String(reason));
  return of === 1 ? text : `not all of ${of} tasks: ${text}`;
}

function lifeOf({ bad }: Message): number {
  return bad ? BAD_MESSAGE_MS : GOOD_MESSAGE_MS;
}
