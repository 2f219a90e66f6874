import type { HostProcess } from '../../../src/host/processes/host-process.ts';
import type { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';

/** A whole sweep, without letting anything through. */
export function sweep(sampler: ProcessSampler): readonly HostProcess[] {
  const slices = sampler.sweep();
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** The row of a process that lives, in a whole sweep. */
export function rowOf(sampler: ProcessSampler, pid: number | undefined): HostProcess | undefined {
  return sweep(sampler).find((row) => row.pid === pid && row.reason === undefined);
}
