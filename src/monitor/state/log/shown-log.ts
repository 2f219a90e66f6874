import type { MonitorSource } from '../../data/source.ts';
import { overOther } from '../../log/log-state.ts';
import { cursorInSight } from '../copy/copy-sight.ts';
import { notCopying } from '../copy/copy-state.ts';
import type { ScreenState } from '../screen-state.ts';
import type { View, ViewSources } from '../view.ts';
import { LogDesk } from './log-desk.ts';
import { found } from './log-places.ts';

/** A log that grows is drawn so many milliseconds later at most, however fast it grows. */
const FRAME_MS = 100;

/** The log while it is on the screen. */
export class ShownLog {
  readonly #desk: LogDesk;
  readonly #changed: () => void;
  /** The log that was on the screen last. */
  #key = '';
  #isShown = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param changed called when there is more to see, now and then */
  constructor(source: MonitorSource, changed: () => void) {
    this.#changed = changed;
    this.#desk = new LogDesk(source, () => this.#grew());
  }

  /** Another number when there is more to see; a log grows between pictures. */
  get stamp(): number {
    return this.#isShown ? this.#desk.stamp : 0;
  }

  /** The log as a state wants it, at one time. */
  lookedAt(state: ScreenState, now: number): ViewSources['log'] {
    return (from, height) => this.#desk.look(state, from, height, now);
  }

  /** The state after the log was drawn. Of another log nothing is remembered that was said of single lines. */
  settled(state: ScreenState, view: View): ScreenState {
    this.#isShown = view.log !== undefined;
    if (!this.#isShown) {
      this.#desk.close();
      return state;
    }
    const { key } = this.#desk;
    const isOther = this.#key !== '' && key !== this.#key;
    this.#key = key;
    const own = isOther ? { ...state, layers: notCopying(state).layers, log: overOther(state.log) } : state;
    return cursorInSight(found(own, view), view);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#desk.close();
  }

  #grew(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed();
    }, FRAME_MS);
  }
}
