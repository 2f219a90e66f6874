import { rowsOf } from '../draw/log/line-rows.ts';
import type { LogView } from './log-view.ts';

/** Lines that are made at a time. */
const LINES_AT_A_TIME = 1_000;

/** What a log shows, all of it, as text: with the times and writers that are on the screen, neither cut nor wrapped. */
export function* logText({ look, format }: LogView): Generator<string> {
  const whole = { ...format, wrap: false, left: 0, columns: Number.MAX_SAFE_INTEGER, marks: NO_MARKS };
  for (let index = 0; index < look.count; index += LINES_AT_A_TIME) {
    const rows = look.lines(index, LINES_AT_A_TIME).flatMap((line) => rowsOf(line, whole, undefined));
    yield rows.map((spans) => `${spans.map(({ text }) => text).join('')}\n`).join('');
  }
}

const NO_MARKS: ReadonlyMap<number, number> = new Map();
