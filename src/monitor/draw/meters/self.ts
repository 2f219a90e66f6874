import { formatBytes, formatPercent } from '../format.ts';
import type { CpuOf } from '../header-view.ts';
import { span } from '../spans.ts';
import { usableCores } from './core-parts.ts';
import { factLine, factRoom, type Meter } from './meter.ts';

/** What wasitop itself costs. It says what CPU percentages are of, here and in the table. */
export const SELF: Meter = {
  title: 'What wasitop costs',
  modes: ['text'],
  lines: (view, place, theme) => {
    const { self, machine } = view.snapshot;
    const share = view.cpuOf === 'core' ? self.cpu : self.cpu / usableCores(machine);
    const room = factRoom(place, 'wasitop');
    const note = room >= 56 ? ' resident with all tasks' : room >= 40 ? ' with tasks' : ' in all';
    const facts = [
      span(`${room >= 40 || view.cpuOf === 'machine' ? 'CPU ' : ''}${formatPercent(share)}`),
      span(unitText(view.cpuOf), 'label'),
      span(`, ${formatBytes(self.rss)}${note}`),
    ];
    return [factLine('wasitop', facts, place, theme)];
  },
};

/** What 100 % of CPU is. */
export function unitText(cpuOf: CpuOf): string {
  return cpuOf === 'core' ? '% of a core' : '% of all';
}
