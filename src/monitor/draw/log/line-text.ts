import type { LogLine } from '../../../logs/log-line.ts';
import { wrappedSpans } from './cut-spans.ts';
import { bodyTexts, gutterOf, type LogFormat } from './line-rows.ts';

/** A line as it is shown, without when and by whom it was written. One that is shown field by field has several rows, whatever is wrapped. */
export function lineText(line: LogLine, format: LogFormat): string {
  return bodyTexts(line, format)
    .map((spans) => spans.map(({ text }) => text).join(''))
    .join('\n');
}

/** Where in that text each row of the line begins. */
export function rowStarts(line: LogLine, format: LogFormat): number[] {
  const width = Math.max(1, format.columns - gutterOf(format));
  const starts: number[] = [];
  let at = 0;
  for (const spans of bodyTexts(line, format)) {
    for (const row of format.wrap ? wrappedSpans(spans, width) : [spans]) {
      starts.push(at);
      at += row.reduce((length, { text }) => length + text.length, 0);
    }
    // The end of a row that is none of wrapping.
    at += 1;
  }
  return starts;
}
