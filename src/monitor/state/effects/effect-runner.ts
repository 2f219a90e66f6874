import { formatTable } from '../../batch/table.ts';
import type { Dispatch, MonitorSource } from '../../data/source.ts';
import { clean } from '../../draw/text.ts';
import { findColumn } from '../../table/columns.ts';
import type { Message, ScreenState } from '../screen-state.ts';
import { writeControls } from './control-writes.ts';
import type { Effect } from './effect.ts';
import { failureText } from './failure-text.ts';
import type { Keeper } from './keeper.ts';
import type { TerminalHost } from './terminal-host.ts';

/** One kind of effect. */
type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** Whom effects concern. */
export interface EffectRunnerOptions {
  readonly source: MonitorSource;
  readonly dispatch: Dispatch;
  readonly host: TerminalHost;
  readonly keeper: Keeper;
  readonly state: () => ScreenState;
  /** Gets what there is to say of an effect, once that is known. */
  readonly say: (message: Message) => void;
  /** Gets the paths that were looked for. */
  readonly found: (prefix: string, paths: readonly string[]) => void;
}

/** Milliseconds after which it is said that something is waited for. */
const PATIENCE_MS = 1_000;

/** Does outside of the screen what keys asked for, and says how it went. */
export class EffectRunner {
  readonly #options: EffectRunnerOptions;

  constructor(options: EffectRunnerOptions) {
    this.#options = options;
  }

  run(effect: Effect): void {
    const { host, keeper } = this.#options;
    switch (effect.kind) {
      case 'control':
        return this.#control(effect);
      case 'paths':
        return void this.#lookForPaths(effect);
      case 'save':
        return void this.#tell(keeper.save(effect.kept));
      case 'export':
        return void this.#tell(keeper.export(effect.path, this.#tableText(effect)));
      case 'exportLog':
        return void this.#tell(keeper.export(effect.path, effect.text()));
      case 'copy':
        return host.copy(effect.text);
      case 'run':
        return void this.#ran(host.run(effect.command, effect.input?.()), effect.done);
      case 'open':
        return void this.#open(effect);
      default:
        return host[effect.kind]();
    }
  }

  #control(effect: Of<'control'>): void {
    const { source, dispatch, state, say } = this.#options;
    if (state().readOnly) return say({ text: 'read-only: nothing was sent; start without --readonly', bad: true });
    void this.#awaited(writeControls(effect, source.getSnapshot(), dispatch, say), 'an answer');
  }

  async #lookForPaths({ prefix, pid }: Of<'paths'>): Promise<void> {
    const { source, found } = this.#options;
    try {
      found(prefix, await this.#awaited(source.paths(prefix, pid), 'the disk of these paths'));
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Says that something is waited for, where it takes longer than a person expects. */
  async #awaited<T>(done: Promise<T>, what: string): Promise<T> {
    const timer = setTimeout(() => this.#options.say({ text: `waiting for ${what} ...`, bad: false }), PATIENCE_MS);
    return await done.finally(() => clearTimeout(timer));
  }

  /** All columns are written, of rows too that nobody sees. */
  #tableText({ table, format }: Of<'export'>): string {
    const { source, state } = this.#options;
    const needs = table.columns?.map((id) => findColumn(table.tab, id)?.need) ?? [];
    const wanted = { shared: needs.includes('shared'), io: needs.includes('io') };
    const rows = state().frozen === undefined ? source.completed(table.rows, wanted) : table.rows;
    return formatTable({ ...table, rows, format });
  }

  async #open(effect: Of<'open'>): Promise<void> {
    try {
      await this.#ran(this.#options.host.open(effect));
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Says what came of a program that had the terminal. */
  async #ran(ended: Promise<string>, done = ''): Promise<void> {
    const failure = await ended;
    if (failure !== '') this.#options.say({ text: clean(failure), bad: true });
    else if (done !== '') this.#options.say({ text: clean(done), bad: false });
  }

  /** Says how something went. */
  async #tell(done: Promise<string>): Promise<void> {
    try {
      this.#options.say({ text: clean(await this.#awaited(done, 'the disk')), bad: false });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.#options.say({ text: failureText([error], 1), bad: true });
  }
}
