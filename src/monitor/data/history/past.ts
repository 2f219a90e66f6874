import type { MachineStats } from '../../../host/machine.ts';
import type { Snapshot } from '../snapshot.ts';

/** What was, as far as it is remembered. Times are milliseconds since 1970. */
export interface Past {
  /** The first and the last moment of which there is a picture; undefined where there is none. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** The picture of a moment. Of a row there are CPU, memory, time, rates, state, priority and threads as they were; the rest is as it was last. */
  at(time: number): Snapshot;
  /** The nearest moment before or after one at which the machine's CPU began to be busy; undefined where there is none. */
  spike(time: number, direction: 1 | -1): number | undefined;
  /** CPU of the whole machine, as fractions of it, in so many steps around a moment. */
  timeline(time: number, steps: number): readonly { readonly time: number; readonly cpu: number }[];
  /** The machine in the seconds up to a moment, the oldest first. */
  machines(time: number, count: number): readonly MachineStats[];
}
