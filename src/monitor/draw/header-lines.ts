import { formatBytes, formatPercent } from './format.ts';
import { type HeaderLayout, layOutHeader, type Placed } from './header-layout.ts';
import type { HeaderView } from './header-view.ts';
import { averageOf, usableCores } from './meters/core-parts.ts';
import { METERS } from './meters/registry.ts';
import { unitText } from './meters/self.ts';
import { paintSpans, type Span, span } from './spans.ts';
import type { Theme } from './theme.ts';

/** Lines that the header takes on a screen of this size. */
export function headerHeight(view: HeaderView, width: number, screen: number): number {
  return layOutHeader(view, width, screen).height;
}

/** The header, each line exactly as wide as the screen. */
export function headerLines(view: HeaderView, width: number, screen: number, theme: Theme): string[] {
  const layout = layOutHeader(view, width, screen);
  if (layout.height === 0) return [];
  if (layout.placed.length === 0) return [paintSpans(summary(view, width), width, theme)];
  const lines = Array.from({ length: layout.height }, () => '');
  const ends = lines.map(() => 0);
  const notice = view.frozen ? noticeOf(layout) : undefined;
  for (const at of layout.placed) {
    const drawn = at === notice ? frozenLines(at, view.freezeKey, theme) : METERS[at.meter].lines(view, at, theme);
    for (const [index, line] of drawn.entries()) {
      const row = at.top + index;
      lines[row] += ' '.repeat(at.left - (ends[row] ?? 0)) + line;
      ends[row] = at.left + at.width;
    }
  }
  return lines.map((line, row) => line + ' '.repeat(width - (ends[row] ?? 0)));
}

/** A picture that stands still says so in the place of what wasitop costs, or in that of the last meter. */
function noticeOf({ placed }: HeaderLayout): Placed | undefined {
  return placed.find(({ meter }) => meter === 'self') ?? placed.at(-1);
}

function frozenLines({ width, height }: Placed, key: string, theme: Theme): string[] {
  const notice = paintSpans([span(`FROZEN   this picture stands still: ${key} goes on`, 'warn')], width, theme);
  return [notice, ...Array.from({ length: height - 1 }, () => ' '.repeat(width))];
}

/** All that a short screen has room for. */
function summary({ snapshot, frozen, cpuOf, tab }: HeaderView, width: number): Span[] {
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
