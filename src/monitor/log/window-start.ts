import type { LogLine } from '../../logs/log-line.ts';
import type { LogSource } from '../../logs/log-source.ts';

/** The number of the first line that was written at a time or later. Lines are taken to stand in the order of their times. */
export function windowStart(source: LogSource, since: number, timeOf: (line: LogLine) => number): number {
  let [low, high] = [source.first, source.next];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [line] = source.lines(middle, middle + 1);
    if (line === undefined || timeOf(line) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}
