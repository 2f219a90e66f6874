import { FUEL_QUANTUM } from '../base/limits.ts';
import { LANE } from '../base/stat-page.ts';
import { LEAST_FUEL, REFUSED_FUEL } from '../wasm/hidden.ts';
import type { CpuTask } from './cpu-task.ts';

/**
 * Moves what was burnt of the granted fuel to the account. What a frame holds back in its local is not counted yet.
 * @param fuel what the gauge shows
 * @returns whether a growth was refused since, which counts as all that was granted
 */
export function settleFuel(task: CpuTask, fuel: number = task.gauges.fuel.value): boolean {
  const refused = fuel < LEAST_FUEL;
  const left = refused ? fuel - REFUSED_FUEL : fuel;
  task.fuelUsed += task.fuelGranted - left;
  task.fuelGranted = left;
  return refused;
}

/** Grants a quantum, or what the limit leaves of it, to a task that is settled; and brings the limit of memory up to date. */
export function grantFuel(task: CpuTask): void {
  task.gauges.fuel.value = grantOf(task);
}

/** What is granted, for a safepoint to put into the gauge: access from JavaScript costs more than all the rest of it. */
export function grantOf(task: CpuTask): number {
  const { lanes } = task.slot;
  const limit = lanes[LANE.fuelLimit] as number;
  const granted = limit > 0 ? Math.max(0, Math.min(FUEL_QUANTUM, limit - task.fuelUsed)) : FUEL_QUANTUM;
  task.fuelGranted = granted;
  const memoryLimit = lanes[LANE.memoryLimit] as number;
  if (memoryLimit !== task.memoryLimit) {
    task.memoryLimit = memoryLimit;
    task.gauges.memoryLimit.value = BigInt(memoryLimit);
  }
  return granted;
}
