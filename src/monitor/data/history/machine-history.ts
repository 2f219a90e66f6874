import type { MachineStats } from '../../../host/machine.ts';
import { COARSE, FINE, type Grain, stepOf } from './row-history.ts';

/** The machine at one moment, and CPU of all of it as a fraction. */
export interface MachineMoment {
  readonly time: number;
  readonly machine: MachineStats;
  readonly cpu: number;
}

/** The machine's figures of ten minutes at every second, and of an hour at every tenth. */
export class MachineHistory {
  readonly #fine: MachineMoment[] = [];
  readonly #coarse: MachineMoment[] = [];

  record(time: number, machine: MachineStats): void {
    const { cores } = machine;
    const cpu = cores.reduce((sum, core) => sum + core, 0) / Math.max(1, cores.length);
    const moment = { time, machine, cpu };
    kept(this.#fine, moment, FINE);
    const before = this.#coarse.at(-1);
    if (before === undefined || stepOf(before.time, COARSE) !== stepOf(time, COARSE)) kept(this.#coarse, moment, COARSE);
  }

  get first(): number | undefined {
    return this.#coarse[0]?.time;
  }

  get last(): number | undefined {
    return this.#fine.at(-1)?.time;
  }

  /** How finely a moment is remembered. */
  grainAt(time: number): Grain {
    return time >= (this.#fine[0]?.time ?? 0) ? FINE : COARSE;
  }

  /** The last moment that is not after a time. */
  at(time: number): MachineMoment | undefined {
    const moments = this.all();
    return moments.findLast((moment) => moment.time <= time) ?? moments[0];
  }

  /** All moments, the oldest first. */
  all(): readonly MachineMoment[] {
    const begin = this.#fine[0]?.time ?? 0;
    return [...this.#coarse.filter(({ time }) => time < begin), ...this.#fine];
  }
}

function kept(moments: MachineMoment[], moment: MachineMoment, { span, ms }: Grain): void {
  moments.push(moment);
  const horizon = moment.time - span * ms;
  while ((moments[0]?.time ?? horizon) < horizon) moments.shift();
}
