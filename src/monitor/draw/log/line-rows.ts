import type { LogLine } from '../../../logs/log-line.ts';
import { levelOfLine } from '../../log/line-level-of.ts';
import type { LogSettings } from '../../log/log-state.ts';
import type { LogPattern } from '../../log/pattern.ts';
import { shownText } from '../../log/shown-text.ts';
import { WRITER_ROLES } from '../../theme/roles.ts';
import { formatAge, formatClock } from '../format.ts';
import { type Span, span } from '../spans.ts';
import { clean, fitTo } from '../text.ts';
import { marked, spansFrom, wrappedSpans } from './cut-spans.ts';
import { jsonFields } from './json-fields.ts';
import { jsonFieldRows, jsonLine } from './json-rows.ts';
import { LEVEL_ROLES } from './level-roles.ts';
import { ownPieces } from './own-colours.ts';
import { type Picked, pickedSpans } from './picked-spans.ts';

/** How lines of a log become rows of the screen. */
export interface LogFormat extends Pick<LogSettings, 'wrap' | 'json'> {
  readonly columns: number;
  /** Columns that are scrolled away. */
  readonly left: number;
  readonly stamps: 'off' | 'clock' | 'relative';
  /** What they are where nobody chose. */
  readonly usualStamps: 'off' | 'clock';
  /** Milliseconds since 1970, for ages. */
  readonly now: number;
  /** When a line was written. */
  timeOf(line: LogLine): number;
  /** Who wrote a line; undefined where it is not told. */
  label(writer: number): string | undefined;
  /** Columns of that. */
  readonly labelWidth: number;
  readonly marks: ReadonlyMap<number, number>;
}

/** Fewer columns have no room for a clock beside the text. */
const STAMPED_FROM = 40;

const CLOCK_WIDTH = 12;
const AGE_WIDTH = 6;

/** Columns before the text. */
export function gutterOf({ columns, stamps, labelWidth }: LogFormat): number {
  const stamp = columns < STAMPED_FROM || stamps === 'off' ? 0 : (stamps === 'clock' ? CLOCK_WIDTH : AGE_WIDTH) + 1;
  return stamp + (labelWidth === 0 ? 0 : labelWidth + 1);
}

/** How many rows a line takes. */
export function rowsIn(line: LogLine, format: LogFormat): number {
  const mark = format.marks.has(line.number) ? 1 : 0;
  if (!format.wrap && format.json !== 'fields') return 1 + mark;
  return bodyRows(line, format, undefined, NOTHING).length + mark;
}

/**
 * A line as rows: when it was written and by whom, before its text. A mark stands below it.
 * @param picked what stands out in the text
 */
export function rowsOf(
  line: LogLine,
  format: LogFormat,
  pattern: LogPattern | undefined,
  picked: readonly Picked[] = NOTHING,
): Span[][] {
  const rows = bodyRows(line, format, pattern, picked);
  const gutter = gutterOf(format);
  const lines = rows.map((row, index) =>
    index === 0 ? [...gutterSpans(line, format), ...row] : [span(' '.repeat(gutter)), ...row],
  );
  const mark = format.marks.get(line.number);
  return mark === undefined ? lines : [...lines, [span(`-- marked ${formatClock(mark)} --`, 'mark')]];
}

function gutterSpans(line: LogLine, format: LogFormat): Span[] {
  const { columns, stamps, now, labelWidth, label } = format;
  const spans: Span[] = [];
  if (columns >= STAMPED_FROM && stamps === 'clock') spans.push(span(`${formatClock(format.timeOf(line))} `, 'stamp'));
  if (columns >= STAMPED_FROM && stamps === 'relative')
    spans.push(span(`${fitTo(formatAge(now - format.timeOf(line)), AGE_WIDTH, 'right')} `, 'stamp'));
  if (labelWidth > 0) {
    const { writer } = line;
    const text = writer === undefined ? '' : clean(label(writer) ?? '');
    spans.push(span(`${fitTo(text, labelWidth)} `, WRITER_ROLES[(writer ?? 0) % WRITER_ROLES.length]));
  }
  return spans;
}

const NOTHING: readonly Picked[] = [];

function bodyRows(
  line: LogLine,
  format: LogFormat,
  pattern: LogPattern | undefined,
  picked: readonly Picked[],
): Span[][] {
  const { columns, left, wrap } = format;
  const width = Math.max(1, columns - gutterOf(format));
  let at = 0;
  return rawTexts(line, format, wrap ? undefined : left + width).flatMap((spans) => {
    const matches = pattern === undefined ? spans : marked(spans, pattern.spans(textOf(spans)), 'match');
    const found = matches.map(cleaned);
    const text = textOf(found);
    const shown = picked.length === 0 ? found : pickedSpans(found, at, text.length, picked);
    at += text.length + 1;
    return wrap ? wrappedSpans(shown, width) : [spansFrom(shown, left)];
  });
}

/** What is shown of a line before it is wrapped or cut: one text, or several where it is shown field by field. */
export function bodyTexts(line: LogLine, format: LogFormat, seen?: number): Span[][] {
  return rawTexts(line, format, seen).map((spans) => spans.map(cleaned));
}

/** The same as it was written: control characters are in it yet, so that what is searched for is found where it stands. */
function rawTexts(line: LogLine, { json, stamps }: LogFormat, seen?: number): Span[][] {
  const fields = json === 'off' ? undefined : jsonFields(line.text);
  if (fields === undefined) return [plainSpans(line, seen)];
  const timed = stamps === 'off';
  return json === 'line' ? [jsonLine(fields, timed)] : jsonFieldRows(fields, timed);
}

function cleaned(one: Span): Span {
  return { ...one, text: clean(one.text) };
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/** No letter takes more code units a column; longer lines are not looked at further than they can be seen. */
const MOST_UNITS = 16;

/** @param seen columns that can be seen at most; undefined for all */
function plainSpans({ text, stream }: LogLine, seen: number | undefined): Span[] {
  const part = seen === undefined ? text : text.slice(0, seen * MOST_UNITS);
  const level = levelOfLine(shownText(part.slice(0, LEVEL_WITHIN)), stream);
  const role = stream === 0 && level === 'info' ? 'wasitop' : LEVEL_ROLES[level];
  const pieces = ownPieces(lastDrawn(part));
  return pieces.map((piece) =>
    piece.sgr === '' ? span(piece.text, role) : { text: piece.text, role: 'plain', own: piece.sgr },
  );
}

/** What a terminal would show of a line that a program drew over with carriage returns. */
function lastDrawn(text: string): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return line.slice(line.lastIndexOf('\r') + 1);
}

/** Units at the beginning of a line in which its level stands. */
const LEVEL_WITHIN = 400;
