import type { MeterId, MeterMode } from '../header-view.ts';
import { CPU, CPUS, CPUS_LEFT, CPUS_RIGHT } from './cpus.ts';
import { LOAD } from './load.ts';
import { MEMORY, SWAP } from './memory.ts';
import type { Meter } from './meter.ts';
import { CLOCK, HOSTNAME, UPTIME } from './plain-facts.ts';
import { PRESSURE } from './pressure.ts';
import { SELF } from './self.ts';
import { TASKS } from './tasks.ts';
import { DISK, NETWORK } from './traffic.ts';

/** All meters; those that stand first stay longest where room gets scarce. */
export const METERS: Readonly<Record<MeterId, Meter>> = {
  cpus: CPUS,
  'cpus-left': CPUS_LEFT,
  'cpus-right': CPUS_RIGHT,
  cpu: CPU,
  memory: MEMORY,
  tasks: TASKS,
  load: LOAD,
  swap: SWAP,
  self: SELF,
  pressure: PRESSURE,
  network: NETWORK,
  disk: DISK,
  uptime: UPTIME,
  hostname: HOSTNAME,
  clock: CLOCK,
};

/** The mode that follows, and after the last one the first; a mode that the meter has not counts as the last. */
export function nextMode(meter: MeterId, mode: MeterMode): MeterMode {
  const { modes } = METERS[meter];
  return modes[modes.indexOf(mode) + 1] ?? modes[0];
}
