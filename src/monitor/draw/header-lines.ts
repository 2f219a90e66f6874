import { formatBytes, formatPercent } from './format.ts';
import type { HeaderLayout, Placed } from './header-layout.ts';
import type { HeaderView } from './header-view.ts';
import { averageOf, usableCores } from './meters/core-parts.ts';
import { unitText } from './meters/self.ts';
import { paintSpans, type Span, span } from './spans.ts';
import type { Theme } from './theme.ts';

/** A picture that stands still says so in the place of what wasitop costs, or in that of the last meter. */
export function noticeOf({ placed }: HeaderLayout): Placed | undefined {
  return placed.find(({ meter }) => meter === 'self') ?? placed.at(-1);
}

export function frozenLines({ width, height }: Placed, key: string, theme: Theme): string[] {
  const notice = paintSpans([span(`FROZEN   this picture stands still: ${key} goes on`, 'warn')], width, theme);
  return [notice, ...Array.from({ length: height - 1 }, () => ' '.repeat(width))];
}

/** All that a short screen has room for. */
export function summarySpans({ snapshot, frozen, cpuOf, tab }: HeaderView, width: number): Span[] {
  const { machine, self, tasks, host } = snapshot;
  const count =
    tab === 'host' && host ? host.rows.filter((row) => !row.thread && !row.kernelThread).length : tasks.length;
  const own = cpuOf === 'core' ? self.cpu : self.cpu / usableCores(machine);
  return [
    ...(frozen ? [span('FROZEN ', 'warn')] : []),
    span('CPU ', 'label'),
    span(`${formatPercent(averageOf(machine.cores))}% `),
    span('Mem ', 'label'),
    span(`${formatBytes(machine.memoryUsed)}/${formatBytes(machine.memoryTotal)} `),
    span('Tasks ', 'label'),
    span(`${count} `),
    span('own ', 'label'),
    span(`${formatPercent(own)}`),
    span(width >= 60 ? unitText(cpuOf) : '%', 'label'),
  ];
}
