import type { Snapshot } from '../data/snapshot.ts';

export type MeterId =
  | 'cpus'
  | 'cpus-left'
  | 'cpus-right'
  | 'cpu'
  | 'memory'
  | 'swap'
  | 'load'
  | 'tasks'
  | 'uptime'
  | 'pressure'
  | 'network'
  | 'disk'
  | 'clock'
  | 'hostname'
  | 'self';

/** How a meter is drawn: as it is now, as it has been, or in words. */
export type MeterMode = 'bar' | 'graph' | 'text';

export interface MeterSetup {
  readonly meter: MeterId;
  readonly mode: MeterMode;
}

/** Meters from the top down, in two columns; where there is no room for two, the left ones come first. */
export interface HeaderSetup {
  readonly left: readonly MeterSetup[];
  readonly right: readonly MeterSetup[];
}

export const DEFAULT_HEADER: HeaderSetup = {
  left: [
    { meter: 'cpus', mode: 'bar' },
    { meter: 'memory', mode: 'bar' },
    { meter: 'swap', mode: 'bar' },
  ],
  right: [
    { meter: 'tasks', mode: 'text' },
    { meter: 'load', mode: 'text' },
    { meter: 'uptime', mode: 'text' },
    { meter: 'pressure', mode: 'text' },
    { meter: 'network', mode: 'text' },
    { meter: 'disk', mode: 'text' },
    { meter: 'self', mode: 'text' },
  ],
};

/** What 100 % of CPU stands for: one core, or all that may be used. */
export type CpuOf = 'core' | 'machine';

/** All that the header is made of. */
export interface HeaderView {
  readonly snapshot: Snapshot;
  readonly setup: HeaderSetup;
  /** The machine at earlier ticks, the oldest first; the snapshot's own may be the last. */
  readonly past: readonly Snapshot['machine'][];
  /** The picture stands still. */
  readonly frozen: boolean;
  /** The key that lets it go on, as it is written. */
  readonly freezeKey: string;
  readonly cpuOf: CpuOf;
  /** Whose tasks are counted. */
  readonly tab: 'tasks' | 'host';
}
