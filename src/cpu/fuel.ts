import { FUEL_QUANTUM } from '../base/limits.ts';
import type { CpuTask } from './cpu-task.ts';

/** Moves what was burnt of the granted fuel to the account. What a frame holds back in its local is not counted yet. */
export function settleFuel(task: CpuTask): void {
  const left: number = task.gauges.fuel.value;
  task.fuelUsed += task.fuelGranted - left;
  task.fuelGranted = left;
}

/** Grants a quantum, or what the limit leaves of it; and brings the limit of memory up to date. */
export function grantFuel(task: CpuTask): void {
  settleFuel(task);
  const limit = task.slot.get('fuelLimit');
  const granted = limit > 0 ? Math.max(0, Math.min(FUEL_QUANTUM, limit - task.fuelUsed)) : FUEL_QUANTUM;
  task.gauges.fuel.value = granted;
  task.fuelGranted = granted;
  const memoryLimit = task.slot.get('memoryLimit');
  if (memoryLimit === task.memoryLimit) return;
  task.memoryLimit = memoryLimit;
  task.gauges.memoryLimit.value = BigInt(memoryLimit);
}
