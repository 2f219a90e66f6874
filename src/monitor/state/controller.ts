import type { Dispatch, MonitorSource } from '../data/source.ts';
import { type Frame, FramePainter, isSameFrame, tooSmall } from '../draw/frame.ts';
import { loadChart } from '../draw/graph/line-graph.ts';
import { Memo } from '../draw/memo.ts';
import type { Theme } from '../draw/theme.ts';
import type { Token } from '../input/key-tokens.ts';
import { EffectRunner } from './effects/effect-runner.ts';
import type { Keeper } from './effects/keeper.ts';
import type { TerminalHost } from './effects/terminal-host.ts';
import { followed, type Kept } from './kept.ts';
import { withPaths } from './layers/command-layer.ts';
import { ShownLog } from './log/shown-log.ts';
import { MessageLife } from './message-life.ts';
import { type FirstState, firstState, type Message, type ScreenState } from './screen-state.ts';
import type { LookSettings, Settings } from './settings.ts';
import { type Ordered, orderedRows, orderInputs } from './table/ordered.ts';
import { keptInSight, settled } from './table/selection.ts';
import { withTagsLeft } from './table/tags.ts';
import { update } from './update.ts';
import { type View, viewOf } from './view.ts';
import { wantedOf } from './wanted.ts';

/** The first line of the details that is in sight, by its number. */
type DetailsPlace = (state: ScreenState, view: View) => { readonly top: number };

export interface ControllerOptions {
  readonly source: MonitorSource;
  readonly dispatch: Dispatch;
  readonly host: TerminalHost;
  readonly keeper: Keeper;
  /** How all looks: the same object for the same look. */
  readonly theme: (look: LookSettings) => Theme;
  readonly columns: number;
  readonly rows: number;
  /** How far details can be scrolled, where they are not drawn. */
  readonly details?: DetailsPlace;
  /** What is not as it is by default. */
  readonly first?: FirstState;
}

/** Holds the screen's state between keys and ticks, carries out what keys ask for, and publishes a frame after each change. */
export class MonitorController {
  readonly #source: MonitorSource;
  readonly #host: TerminalHost;
  readonly #effects: EffectRunner;
  readonly #painter: FramePainter;
  readonly #details: DetailsPlace | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #ordered = new Memo<Ordered>();
  readonly #lastView = new Memo<View>();
  #state: ScreenState;
  #frame: Frame;
  /** Something changed since the frame was painted, and whether the listeners are yet to hear of it. */
  #stale = false;
  #announced = false;
  readonly #log: ShownLog;
  readonly #messageLife = new MessageLife();
  #chart: Promise<void> | undefined;
  readonly #endSubscription: () => void;

  constructor({ source, dispatch, host, keeper, theme, columns, rows, details, first }: ControllerOptions) {
    this.#source = source;
    this.#host = host;
    this.#effects = new EffectRunner({
      source,
      dispatch,
      host,
      keeper,
      state: () => this.#state,
      say: (message) => this.say(message),
      found: (prefix, paths) => this.#become(withPaths(this.#state, this.#view(), prefix, paths)),
    });
    this.#painter = new FramePainter(source, theme);
    this.#details = details;
    this.#state = firstState(columns, rows, first);
    this.#log = new ShownLog(source, () => this.#changed());
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

  /** The state, and what is to be seen in it, for whoever does not draw. */
  get moment(): { readonly state: ScreenState; readonly view: View } {
    return { state: this.#state, view: this.#view() };
  }

  resize(columns: number, rows: number): void {
    if (columns === this.#state.columns && rows === this.#state.rows) return;
    this.#become({ ...this.#state, columns, rows });
  }

  press(token: Token): void {
    const { settings } = this.#state;
    const { state, effect } = update(this.#state, this.#view(), token);
    this.#become(state);
    this.#tellChosen(settings);
    if (effect !== undefined) this.#effects.run(effect);
  }

  /** Says something in the footer. */
  say(message: Message): void {
    this.#become({ ...this.#state, message });
  }

  get wantsMouse(): boolean {
    return this.#state.settings.mouse;
  }

  /** What is to be kept of the screen. */
  get kept(): Kept {
    const { settings, tables } = this.#state;
    return { settings, tables };
  }

  /** There are others, or some look otherwise. */
  restyle(themes: ScreenState['themes']): void {
    this.#become({ ...this.#state, themes });
  }

  /** Lines of the command line, the oldest first. */
  get history(): readonly string[] {
    return this.#state.history;
  }

  /** Takes over what was changed elsewhere; all else stays as it is here. */
  follow(before: Kept, after: Kept): void {
    const { settings } = this.#state;
    this.#become({ ...this.#state, ...followed(this.kept, before, after) });
    this.#tellChosen(settings);
  }

  #tellChosen(before: Settings): void {
    const { settings } = this.#state;
    if (settings.mouse !== before.mouse) this.#host.mouse(settings.mouse);
    if (settings.refresh !== before.refresh || settings.linger !== before.linger) this.#host.chosen(settings);
  }

  close(): void {
    this.#endSubscription();
    this.#log.close();
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
    const snapshot = this.#source.getSnapshot();
    this.#state = withTagsLeft(this.#state, snapshot);
    if (this.#messageLife.isOver(this.#state.message, snapshot.time))
      this.#state = { ...this.#state, message: undefined, digits: '' };
    this.#changed();
  }

  #view(): View {
    const live = this.#source.getSnapshot();
    const { frozen } = this.#state;
    const shown = frozen ?? live;
    const ordered = this.#ordered.get(orderInputs(this.#state, shown), () => orderedRows(this.#state, shown));
    const { past } = this.#source;
    const log = this.#log.lookedAt(this.#state, live.time);
    const make = () => viewOf(this.#state, { live, past, ordered, log });
    return this.#lastView.get([this.#state, live, ordered, this.#log.stamp], make);
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
    this.#source.want(wantedOf(this.#state));
    if (tooSmall(this.#state) !== undefined) return;
    const view = this.#view();
    this.#state = settled(this.#state, view);
    if (this.#state.focus === 'details') this.#settleDetails(view);
    this.#state = this.#log.settled(this.#state, view);
  }

  #paint(): Frame {
    return tooSmall(this.#state) ?? this.#painter.paint(this.#state, this.#view());
  }

  /** Details are not scrolled past their end. The chart is loaded when the first ones are drawn. */
  #settleDetails(view: View): void {
    if (this.#details === undefined) this.#chart ??= loadChart().then(() => this.#changed());
    const { detailsTop } = this.#state;
    if (detailsTop === 0) return;
    const { top } = this.#details?.(this.#state, view) ?? this.#painter.details(this.#state, view);
    // A section is looked for until its lines are there.
    if (typeof detailsTop === 'number' || top > 0) this.#state = { ...this.#state, detailsTop: top };
  }
}
