import type { Row } from '../row.ts';
import { ChangeSeries } from './change-series.ts';
import { FIGURES, type Figure, figureCount, figuresOf, rowOf } from './figures.ts';

/** Milliseconds of a step, and steps that are remembered: ten minutes at a second each, an hour at ten seconds each. */
export const FINE = { ms: 1_000, span: 600 } as const;
export const COARSE = { ms: 10_000, span: 360 } as const;

export type Grain = typeof FINE | typeof COARSE;

export function stepOf(time: number, { ms }: Grain): number {
  return Math.floor(time / ms);
}

/** What an object and its fields take beside what they hold, in bytes: about. */
const OVERHEAD = 600;

/** What is remembered of one row: at most 39 KB, for a row of which something changes every second. */
export class RowHistory {
  readonly #fine: ChangeSeries;
  readonly #coarse: ChangeSeries;
  /** As it was last. */
  row: Row;
  /** When it was first and last seen, in milliseconds since 1970. */
  readonly first: number;
  last: number;
  /** CPU time at the last coarse step, and when that was. */
  #used: number;
  #since: number;

  constructor(row: Row, time: number) {
    this.#fine = new ChangeSeries(figureCount(row), FINE.span);
    this.#coarse = new ChangeSeries(figureCount(row), COARSE.span);
    this.row = row;
    this.first = time;
    this.last = time;
    this.#used = row.time;
    this.#since = time;
  }

  get bytes(): number {
    const texts = this.row.args.reduce((sum, { length }) => sum + length, 0);
    return this.#fine.bytes + this.#coarse.bytes + OVERHEAD + texts;
  }

  /** Takes the figures of a moment, which is later than all before. */
  record(row: Row, time: number): void {
    const figures = figuresOf(row);
    this.row = row;
    this.last = time;
    this.#fine.add(stepOf(time, FINE), figures);
    const step = stepOf(time, COARSE);
    if (step === stepOf(this.#since, COARSE) && this.#coarse.first !== undefined) return;
    // CPU of all the ten seconds, not of the last one.
    const seconds = (time - this.#since) / 1_000;
    if (seconds > 0) figures[FIGURES.cpu] = Math.max(0, row.time - this.#used) / seconds;
    this.#coarse.add(step, figures);
    this.#used = row.time;
    this.#since = time;
  }

  /** The row as it was at a moment; undefined where it was not there. */
  at(time: number, grain: Grain): Row | undefined {
    if (time < this.first - grain.ms || time >= this.last + grain.ms) return undefined;
    const series = this.#seriesOf(grain);
    const step = Math.max(stepOf(time, grain), series.first ?? 0);
    if (series.first === undefined) return undefined;
    return rowOf(this.row, (name) => series.at(step, FIGURES[name]) ?? Number.NaN);
  }

  /** CPU of the last seconds up to a moment, as fractions of a core, the oldest first. */
  cpuBefore(time: number, count: number): readonly number[] {
    return this.figureBefore('cpu', time, count);
  }

  /** One figure at one-second steps up to a moment. */
  figureBefore(figure: Figure, time: number, count: number): number[] {
    const last = Math.min(stepOf(time, FINE), stepOf(this.last, FINE));
    return this.#fine.until(last, Math.min(count, FINE.span), FIGURES[figure]);
  }

  #seriesOf(grain: Grain): ChangeSeries {
    return grain === FINE ? this.#fine : this.#coarse;
  }
}
