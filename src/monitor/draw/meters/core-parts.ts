import type { HeaderView } from '../header-view.ts';
import type { Part } from './bar.ts';

type Machine = HeaderView['snapshot']['machine'];

/** The stretches of a core's bar, in htop's order. */
export function partsOfCore({ cores, coreParts }: Machine, core: number): readonly Part[] {
  const parts = coreParts?.[core];
  if (parts === undefined) return [{ fraction: cores[core] ?? 0, role: 'good' }];
  return [
    { fraction: parts.user, role: 'good' },
    { fraction: parts.nice, role: 'label' },
    { fraction: parts.system, role: 'bad' },
    { fraction: parts.steal, role: 'warn' },
    { fraction: parts.iowait, role: 'dim' },
  ];
}

/** The stretches of one bar for several cores. */
export function averageParts(machine: Machine, from: number, to: number): readonly Part[] {
  const first = partsOfCore(machine, from);
  const sums = first.map(() => 0);
  for (let core = from; core < to; core++) {
    for (const [index, { fraction }] of partsOfCore(machine, core).entries())
      sums[index] = (sums[index] ?? 0) + fraction;
  }
  return first.map(({ role }, index) => ({ role, fraction: (sums[index] ?? 0) / Math.max(1, to - from) }));
}

/** The busy fraction of several cores together. */
export function averageOf(cores: readonly number[], from = 0, to = cores.length): number {
  let sum = 0;
  for (let core = from; core < to; core++) sum += cores[core] ?? 0;
  return sum / Math.max(1, to - from);
}

/** How many cores' worth of time 100 % of the machine is: what we may use of it. */
export function usableCores({ cores, quota }: Machine): number {
  return quota ?? Math.max(1, cores.length);
}
