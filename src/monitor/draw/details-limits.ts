import type { TaskDetails } from '../data/details.ts';
import { type DetailsLine, LABEL } from './details-page.ts';
import { formatBytes, formatCount, formatTime, formatUptime, formatWhole } from './format.ts';
import { meterLine } from './meter.ts';
import { paintSpans, span } from './spans.ts';

const MOST_METER = 62;

/** A meter for each limit that there is, the figure alone for what is not limited. */
export function limitLines({ limits, used }: TaskDetails, width: number): DetailsLine[] {
  const figures: readonly (readonly [name: string, used: number, limit: number, format: (value: number) => string])[] =
    [
      ['memory', used.memory, limits.memory, formatBytes],
      ['cpu time', used.cpuMs, limits.cpuMs, (ms) => formatTime(ms / 1_000)],
      ['wall time', used.wallMs, limits.wallMs, (ms) => formatUptime(ms / 1_000)],
      ['fuel', used.fuel, limits.fuel, formatCount],
      ['files', used.files, limits.files, formatWhole],
      ['children', used.children, limits.children, formatWhole],
    ];
  const size = Math.min(MOST_METER, width - LABEL - 1);
  const lines = figures.map(([name, value, limit, format]): DetailsLine => {
    const label = span(` ${name.padEnd(LABEL)}`, 'label');
    if (limit === 0) return (theme) => paintSpans([label, span(`${format(value)}, no limit`)], width, theme);
    return (theme) => {
      const meter = meterLine('', value / limit, `${format(value)} of ${format(limit)}`, size, theme);
      return paintSpans([label], LABEL + 1, theme) + meter + ' '.repeat(width - LABEL - 1 - size);
    };
  });
  const rate = limits.logRate === 0 ? 'no limit' : `${formatBytes(limits.logRate)} a second`;
  return [...lines, (theme) => paintSpans([span(` ${'log'.padEnd(LABEL)}`, 'label'), span(rate)], width, theme)];
}
