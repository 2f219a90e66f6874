import { rowsOf } from '../draw/log/line-rows.ts';
import type { Span } from '../draw/spans.ts';
import type { LogView } from './log-view.ts';

/** Lines that are made at a time. */
const LINES_AT_A_TIME = 1_000;

/**
 * What a log shows, all of it, as text: with the times and writers that are on the screen, neither cut nor wrapped.
 * Lines that are dropped meanwhile are left out.
 * @param coloured as the programs that wrote it wanted it
 */
export function* logText({ look, format }: Pick<LogView, 'look' | 'format'>, coloured = false): Generator<string> {
  const whole = { ...format, wrap: false, left: 0, columns: Number.MAX_SAFE_INTEGER, marks: NO_MARKS };
  const textOf = coloured ? colouredText : plainText;
  for (let number = look.numberAt(0); ; ) {
    const lines = look.lines(look.indexOf(Math.max(number, look.source.first)), LINES_AT_A_TIME);
    const last = lines.at(-1);
    if (last === undefined) return;
    const rows = lines.flatMap((line) => rowsOf(line, whole, undefined));
    yield rows.map((spans) => `${spans.map(textOf).join('')}\n`).join('');
    number = last.number + 1;
  }
}

const NO_MARKS: ReadonlyMap<number, number> = new Map();

function plainText({ text }: Span): string {
  return text;
}

function colouredText({ text, own }: Span): string {
  return own === undefined ? text : `\u001b[${own}m${text}\u001b[0m`;
}
