import type { Row } from '../data/row.ts';
import type { Dispatch, MonitorSource } from '../data/source.ts';
import { type DetailsContent, detailsContent } from '../draw/details-content.ts';
import { loadChart } from '../draw/graph/line-graph.ts';
import type { HeaderLayout } from '../draw/header-layout.ts';
import type { Token } from '../input/key-tokens.ts';
import { EffectRunner } from './effects/effect-runner.ts';
import type { Keeper } from './effects/keeper.ts';
import type { TerminalHost } from './effects/terminal-host.ts';
import { headerInputs, headerLayoutOf } from './header-view-of.ts';
import { followed, type Kept } from './kept.ts';
import { withPaths } from './layers/command-layer.ts';
import { isTooSmall } from './layout.ts';
import { ShownLog } from './log/shown-log.ts';
import { Memo } from './memo.ts';
import { MessageLife } from './message-life.ts';
import { type FirstState, firstState, type Message, type ScreenState } from './screen-state.ts';
import type { Settings } from './settings.ts';
import { completedRows, completionInputs } from './table/completed-rows.ts';
import { type Ordered, orderedRows, orderInputs } from './table/ordered.ts';
import { keptInSight, settled } from './table/selection.ts';
import { withTagsLeft } from './table/tags.ts';
import { update } from './update.ts';
import { type Perform, type View, viewOf } from './view.ts';
import { wantedOf } from './wanted.ts';

/** The first line of the details that is in sight, by its number. */
type DetailsPlace = (state: ScreenState, view: View) => { readonly top: number };

export interface ControllerOptions {
  readonly source: MonitorSource;
  readonly dispatch: Dispatch;
  readonly host: TerminalHost;
  readonly keeper: Keeper;
  readonly columns: number;
  readonly rows: number;
  /** How far details can be scrolled, where they are not drawn. */
  readonly details?: DetailsPlace;
  /** What is not as it is by default. */
  readonly first?: FirstState;
}

/** All that is to be drawn at one moment. */
export interface Shown {
  readonly state: ScreenState;
  readonly view: View;
  /** The rows on the screen, with figures that are read for those alone. */
  readonly rows: readonly Row[];
  readonly history: MonitorSource['history'];
  /** Undefined while they are not open. */
  readonly details: DetailsContent | undefined;
}

/** Holds the screen's state between keys and ticks, carries out what keys ask for, and publishes what is to be seen after each change. */
export class MonitorController {
  readonly #source: MonitorSource;
  readonly #host: TerminalHost;
  readonly #effects: EffectRunner;
  readonly #details: DetailsPlace | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #ordered = new Memo<Ordered>();
  readonly #header = new Memo<HeaderLayout>();
  readonly #lastView = new Memo<View>();
  readonly #completed = new Memo<readonly Row[]>();
  readonly #history: MonitorSource['history'];
  #state: ScreenState;
  #shown: Shown | undefined;
  /** Listeners are yet to hear of a change. */
  #announced = false;
  readonly #log: ShownLog;
  readonly #messageLife = new MessageLife();
  #chart: Promise<void> | undefined;
  readonly #endSubscription: () => void;

  constructor({ source, dispatch, host, keeper, columns, rows, details, first }: ControllerOptions) {
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
    this.#history = (row) => source.history(row);
    this.#details = details;
    this.#state = firstState(columns, rows, first);
    this.#log = new ShownLog(source, () => this.#changed());
    this.#settle();
    this.#endSubscription = source.subscribe(() => this.#onTick());
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Worked out only when it is asked for; the same object until something changes. */
  readonly getShown = (): Shown => {
    this.#shown ??= this.#show();
    return this.#shown;
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
    if (token.kind !== 'mouse') this.#perform((state, view) => update(state, view, token));
  }

  /** Does what the mouse means, unless it is left to the terminal. */
  readonly point = (action: Perform): void => {
    if (this.wantsMouse) this.#perform(action);
  };

  #perform(action: Perform): void {
    const { settings } = this.#state;
    const { state, effect } = action(this.#state, this.#view());
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
    const header = this.#header.get(headerInputs(this.#state, shown), () => headerLayoutOf(this.#state, shown));
    const make = () => viewOf(this.#state, { live, past, ordered, header, log });
    return this.#lastView.get([this.#state, live, ordered, this.#log.stamp], make);
  }

  /** Listeners hear of it once, however many keys came together. */
  #changed(): void {
    this.#settle();
    this.#shown = undefined;
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      for (const changed of this.#listeners) changed();
    });
  }

  #settle(): void {
    this.#source.want(wantedOf(this.#state));
    if (isTooSmall(this.#state)) return;
    const view = this.#view();
    this.#state = settled(this.#state, view);
    if (this.#state.focus === 'details') this.#settleDetails(view);
    this.#state = this.#log.settled(this.#state, view);
  }

  #show(): Shown {
    const [state, view] = [this.#state, this.#view()];
    return {
      state,
      view,
      rows: this.#completed.get(completionInputs(state, view), () => completedRows(this.#source, state, view)),
      history: this.#history,
      details: state.focus === 'details' ? detailsContent(this.#source, state, view) : undefined,
    };
  }

  /** Details are not scrolled past their end. The chart is loaded when the first ones are drawn. */
  #settleDetails(view: View): void {
    if (this.#details === undefined) this.#chart ??= loadChart().then(() => this.#changed());
    const { detailsTop } = this.#state;
    if (detailsTop === 0) return;
    const { top } = this.#details?.(this.#state, view) ?? detailsContent(this.#source, this.#state, view);
    // A section is looked for until its lines are there.
    if (typeof detailsTop === 'number' || top > 0) this.#state = { ...this.#state, detailsTop: top };
  }
}
