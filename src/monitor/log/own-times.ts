import { lineTime } from '../../logs/line-time.ts';
import type { LogLine } from '../../logs/log-line.ts';
import type { LogSource } from '../../logs/log-source.ts';

/** Lines before one without a time of its own in which it is looked for: more than a stack trace has. */
const LINES_BEFORE = 100;

/**
 * When lines of files were written, as they tell it themselves; one that does not goes with the lines before it. Whoever asks for one line after the
 * other pays nothing for that.
 */
export function ownTimes(source: LogSource, now: number): (line: LogLine) => number {
  const last = new Map<number | undefined, number>();
  let asked = Number.NaN;
  return (line) => {
    const { number, writer } = line;
    if (number !== asked && number !== asked + 1) last.clear();
    asked = number;
    const time = lineTime(line.text, now) ?? last.get(writer) ?? timeBefore(source, line, now) ?? line.time;
    last.set(writer, time);
    return time;
  };
}

function timeBefore(source: LogSource, { number, writer }: LogLine, now: number): number | undefined {
  for (const { text, writer: other } of source.lines(number - LINES_BEFORE, number).toReversed()) {
    const time = other === writer ? lineTime(text, now) : undefined;
    if (time !== undefined) return time;
  }
  return undefined;
}
