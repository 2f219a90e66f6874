import { formatTable } from '../batch/table.ts';
import { isSameRow } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Dispatch, MonitorSource } from '../data/source.ts';
import { type Frame, FramePainter, isSameFrame, tooSmall } from '../draw/frame.ts';
import { loadChart } from '../draw/graph/line-graph.ts';
import { Memo } from '../draw/memo.ts';
import { clean } from '../draw/text.ts';
import type { Theme } from '../draw/theme.ts';
import type { Token } from '../input/key-tokens.ts';
import { overOther } from '../log/log-state.ts';
import { findColumn } from '../table/columns.ts';
import type { OpenedText } from '../terminal/open-text.ts';
import { withPaths } from './command-layer.ts';
import { cursorInSight } from './copy-sight.ts';
import { notCopying } from './copy-state.ts';
import { followed, type Kept } from './kept.ts';
import { LogDesk } from './log-desk.ts';
import { found } from './log-places.ts';
import { type Ordered, orderedRows, orderInputs } from './ordered.ts';
import { labelOf } from './row-actions.ts';
import {
  type Effect,
  type FirstState,
  firstState,
  INIT,
  type Message,
  type ScreenState,
  type Target,
} from './screen-state.ts';
import { keptInSight, settled } from './selection.ts';
import type { LookSettings, Settings } from './settings.ts';
import { withTagsLeft } from './tags.ts';
import { update } from './update.ts';
import { type View, type ViewSources, viewOf } from './view.ts';
import { wantedOf } from './wanted.ts';

/** What the controller asks of whoever owns the terminal. */
export interface TerminalHost {
  quit(): void;
  redraw(): void;
  suspend(): void;
  /** Asks the terminal for reports of the mouse, or no more. */
  mouse(on: boolean): void;
  copy(text: string): void;
  /**
   * Leaves the screen to a command of a shell, with the terminal or a text as its input, and comes back when it has ended.
   * @returns what there is to say of it: `''` where it went well
   */
  run(command: string, input: string | Iterable<string> | undefined): Promise<string>;
  /** Does so with the program of a person's choice for texts. */
  open(opened: OpenedText): Promise<string>;
  /** Something was chosen, here or in the configuration, that counts beyond the screen: how often to look, how long to keep. */
  chosen(settings: Settings): void;
}

/** What the controller asks of whoever owns the files. */
export interface Keeper {
  /** Keeps what the setup screen changed. @returns what there is to say of it. @throws SysError */
  save(kept: Kept): Promise<string>;
  export(path: string, text: string | Iterable<string>): Promise<string>;
}

/** A log that grows is drawn so many milliseconds later at most, however fast it grows. */
const LOG_FRAME_MS = 100;

/** How many milliseconds a message stays, if no key takes it away before. */
const GOOD_MESSAGE_MS = 3_000;
const BAD_MESSAGE_MS = 10_000;

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
  readonly #dispatch: Dispatch;
  readonly #host: TerminalHost;
  readonly #keeper: Keeper;
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
  readonly #logDesk: LogDesk;
  /** The log that was on the screen last. */
  #logKey = '';
  #logIsShown = false;
  #chart: Promise<void> | undefined;
  #logTimer: NodeJS.Timeout | undefined;
  /** When the message that is on the screen appeared there, in the source's time. */
  #said: { readonly message: Message; readonly time: number } | undefined;
  readonly #endSubscription: () => void;

  constructor({ source, dispatch, host, keeper, theme, columns, rows, details, first }: ControllerOptions) {
    this.#source = source;
    this.#dispatch = dispatch;
    this.#host = host;
    this.#keeper = keeper;
    this.#painter = new FramePainter(source, theme);
    this.#details = details;
    this.#state = firstState(columns, rows, first);
    this.#logDesk = new LogDesk(source, () => this.#logGrew());
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
    if (effect !== undefined) this.#carryOut(effect);
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
    clearTimeout(this.#logTimer);
    this.#endSubscription();
    this.#logDesk.close();
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
    const snapshot = this.#source.getSnapshot();
    this.#state = withTagsLeft(this.#state, snapshot);
    if (message !== this.#said?.message) this.#said = message && { message, time: snapshot.time };
    else if (this.#said !== undefined && snapshot.time - this.#said.time >= lifeOf(this.#said.message))
      this.#state = { ...this.#state, message: undefined, digits: '' };
    this.#changed();
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'control':
        return void this.#control(effect);
      case 'paths':
        return void this.#lookForPaths(effect.prefix, effect.pid);
      case 'save':
        return void this.#tell(this.#keeper.save(effect.kept));
      case 'export':
        return void this.#tell(this.#keeper.export(effect.path, this.#tableText(effect)));
      case 'exportLog':
        return void this.#tell(this.#keeper.export(effect.path, effect.text()));
      case 'copy':
        return this.#host.copy(effect.text);
      case 'run':
        return void this.#ran(this.#host.run(effect.command, effect.input?.()), effect.done);
      case 'open':
        return void this.#open(effect);
      default:
        return this.#host[effect.kind]();
    }
  }

  /** Says what came of a program that had the terminal. */
  async #ran(ended: Promise<string>, done = ''): Promise<void> {
    const failure = await ended;
    if (failure !== '') this.say({ text: clean(failure), bad: true });
    else if (done !== '') this.say({ text: clean(done), bad: false });
  }

  async #open(effect: Extract<Effect, { kind: 'open' }>): Promise<void> {
    try {
      await this.#ran(this.#host.open(effect));
    } catch (error) {
      this.say({ text: failureText([error], 1), bad: true });
    }
  }

  /** All columns are written, of rows too that nobody sees. */
  #tableText({ table, format }: Extract<Effect, { kind: 'export' }>): string {
    const needs = table.columns?.map((id) => findColumn(table.tab, id)?.need) ?? [];
    const wanted = { shared: needs.includes('shared'), io: needs.includes('io') };
    const rows = this.#state.frozen === undefined ? this.#source.completed(table.rows, wanted) : table.rows;
    return formatTable({ ...table, rows, format });
  }

  /** Says how something went. */
  async #tell(done: Promise<string>): Promise<void> {
    try {
      this.say({ text: clean(await done), bad: false });
    } catch (error) {
      this.say({ text: failureText([error], 1), bad: true });
    }
  }

  /** Writes to the control files of those targets that are still the same, and says how it went. */
  async #control({ targets, file, text, done }: Extract<Effect, { kind: 'control' }>): Promise<void> {
    const { readOnly } = this.#state;
    if (readOnly) return this.say({ text: 'read-only: nothing was sent; start without --readonly', bad: true });
    const snapshot = this.#source.getSnapshot();
    const there = targets.filter((target) => isThere(target, snapshot));
    const gone = targets.filter((target) => !there.includes(target));
    if (there.length === 0) {
      const are = gone.length === 1 ? 'is' : 'are';
      return this.say({ text: `${labelOf(gone)} ${are} gone: nothing was sent`, bad: true });
    }
    const results = await Promise.allSettled(there.map((target) => this.#dispatch({ target, file, text })));
    const failed = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
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
    const { frozen } = this.#state;
    const shown = frozen ?? live;
    const ordered = this.#ordered.get(orderInputs(this.#state, shown), () => orderedRows(this.#state, shown));
    const log: ViewSources['log'] = (from, height) => this.#logDesk.look(this.#state, from, height, live.time);
    const { past } = this.#source;
    const make = () => viewOf(this.#state, { live, past, ordered, log });
    // A log grows between pictures.
    const grown = this.#logIsShown ? this.#logDesk.stamp : 0;
    return this.#lastView.get([this.#state, live, ordered, grown], make);
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
    this.#settleLog(view);
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

  /** Of another log nothing is remembered that was said of single lines. */
  #settleLog(view: View): void {
    this.#logIsShown = view.log !== undefined;
    if (!this.#logIsShown) return this.#logDesk.close();
    const { key } = this.#logDesk;
    if (this.#logKey !== '' && key !== this.#logKey) {
      const { layers } = notCopying(this.#state);
      this.#state = { ...this.#state, layers, log: overOther(this.#state.log) };
    }
    this.#logKey = key;
    this.#state = cursorInSight(found(this.#state, view), view);
  }

  #logGrew(): void {
    this.#logTimer ??= setTimeout(() => {
      this.#logTimer = undefined;
      this.#changed();
    }, LOG_FRAME_MS);
  }
}

/** Whether a task is in the table; the host is asked when it comes to it, and not before. */
function isThere(target: Target, { tasks }: Snapshot): boolean {
  return target.tab === 'host' || target.pid === INIT.pid || tasks.some((task) => isSameRow(task, target));
}

function failureText(reasons: readonly unknown[], of: number): string {
  const [first] = reasons;
  const text = clean(first instanceof Error ? first.message : String(first));
  return of === 1 ? text : `${reasons.length} of ${of} failed: ${text}`;
}

function lifeOf({ bad }: Message): number {
  return bad ? BAD_MESSAGE_MS : GOOD_MESSAGE_MS;
}
