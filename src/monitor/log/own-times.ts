import { lineTime } from '../../logs/line-time.ts';
import type { LogLine } from '../../logs/log-line.ts';
import type { LogSource } from '../../logs/log-source.ts';

/** Lines before one without a time of its own in which it is looked for: more than a stack trace has. */
const LINES_BEFORE = 100;

/** When lines of files were written, as they tell it themselves; one that does not goes with the lines before it. */
export function ownTimes(source: LogSource, now: number): (line: LogLine) => number {
  return (line) => lineTime(line.text, now) ?? timeBefore(source, line, now) ?? line.time;
}

function timeBefore(source: LogSource, { number, writer }: LogLine, now: number): number | undefined {
  for (const { text, writer: other } of source.lines(number - LINES_BEFORE, number).toReversed()) {
    const time = other === writer ? lineTime(text, now) : undefined;
    if (time !== undefined) return time;
  }
  return undefined;
}
