import type { Snapshot } from '../data/snapshot.ts';
import { averageOf, usableCores } from '../draw/meters/core-parts.ts';
import { percentInWords } from './unit-words.ts';

/** Something of the machine that is told when it becomes high, and when it is low again. Between the two nothing is said. */
interface Gauge {
  readonly name: string;
  readonly high: number;
  readonly low: number;
  of(snapshot: Snapshot): number;
  words(value: number): string;
}

const GAUGES: readonly Gauge[] = [
  { name: 'CPU', high: 0.9, low: 0.7, of: ({ machine }) => averageOf(machine.cores), words: percentInWords },
  {
    name: 'Memory',
    high: 0.9,
    low: 0.8,
    of: ({ machine }) => machine.memoryUsed / Math.max(1, machine.memoryTotal),
    words: percentInWords,
  },
  {
    name: 'Swap',
    high: 0.5,
    low: 0.3,
    of: ({ machine }) => machine.swapUsed / Math.max(1, machine.swapTotal),
    words: percentInWords,
  },
  {
    name: 'Load',
    high: 2,
    low: 1,
    of: ({ machine }) => machine.load[0] / usableCores(machine),
    words: (value) => `${value.toFixed(1)} for each core`,
  },
];

/** Pictures in a row that have to agree: a moment is no news. */
const AGREED = 3;

/** For each gauge whether it was told to be high, and how many pictures in a row said otherwise. */
export type Alarms = readonly { readonly high: boolean; readonly against: number }[];

export const CALM: Alarms = GAUGES.map(() => ({ high: false, against: 0 }));

/** What a new picture makes of the alarms, and what there is to tell: `CPU is high: 95 percent`. */
export function alarmed(
  alarms: Alarms,
  snapshot: Snapshot,
): { readonly alarms: Alarms; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const next = GAUGES.map((gauge, index) => {
    const { high = false, against = 0 } = alarms[index] ?? {};
    const value = gauge.of(snapshot);
    if (high ? value > gauge.low : value < gauge.high) return { high, against: 0 };
    if (against + 1 < AGREED) return { high, against: against + 1 };
    lines.push(`${gauge.name} is ${high ? 'normal again' : 'high'}: ${gauge.words(value)}`);
    return { high: !high, against: 0 };
  });
  return { alarms: next, lines };
}
