import type { LogLine } from '../../logs/log-line.ts';
import { formatClock, formatWhole } from './format.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { clean, fitTo, from } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** What the log pane shows. */
export interface LogView {
  readonly title: string;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
  /** Index in `lines` of the first line on the screen. */
  readonly top: number;
  readonly following: boolean;
  /** Columns scrolled to the right. */
  readonly left: number;
  /** Text that stands out wherever it occurs; case does not matter. */
  readonly search: string;
  readonly focused: boolean;
  /** The key that goes to the end, as it is written. */
  readonly followKey: string;
  /** Names of the tasks, for lines of several together. */
  readonly names: ReadonlyMap<number, string>;
  /** What to say where there is nothing to read. */
  readonly empty: string;
}

/** A clock, and text beside it, need this many columns. */
const STAMPED_FROM = 40;

const ROLES: Readonly<Record<LogLine['stream'], Role>> = { 0: 'warn', 1: 'plain', 2: 'bad' };

/** No letter takes more code units a column; longer lines are not looked at further than they can be seen. */
const MOST_UNITS = 16;

/** The pane as `height` lines: a border with a title, then the log; stderr stands out. */
export function logLines(view: LogView, width: number, height: number, theme: Theme): string[] {
  const lines = [titleLine(view, width, height, theme)];
  for (const line of view.lines.slice(view.top, view.top + height - 1)) lines.push(logLine(line, view, width, theme));
  if (view.lines.length === 0 && height > 1) lines.push(paint(theme, 'dim', fitTo(` ${view.empty}`, width)));
  while (lines.length < height) lines.push(' '.repeat(width));
  return lines.slice(0, height);
}

/** `── Log: 7 spin ── following ── 1,203 lines ────` */
function titleLine(view: LogView, width: number, height: number, theme: Theme): string {
  const rule: Role = view.focused ? 'title' : 'dim';
  const dash = theme.unicode ? '─' : '-';
  const { lines, dropped } = view;
  const below = Math.max(0, lines.length - view.top - (height - 1));
  const state = view.following
    ? span(' following ', 'good')
    : span(` paused, ${formatWhole(below)} more below: ${view.followKey} follows `, 'warn');
  const lost = dropped > 0 ? `, ${formatWhole(dropped)} older dropped` : '';
  const count = `${formatWhole(lines.length)} ${lines.length === 1 ? 'line' : 'lines'}`;
  const parts: Span[] = [
    span(dash.repeat(2), rule),
    span(` ${view.title} `, view.focused ? 'title' : 'key'),
    span(dash.repeat(2), rule),
    state,
    span(dash.repeat(2), rule),
    span(` ${count}${lost} `),
  ];
  return paintSpans(parts, width, theme, span(dash, rule));
}

function logLine(line: LogLine, view: LogView, width: number, theme: Theme): string {
  const { left, search } = view;
  const role = ROLES[line.stream];
  const stamp = width < STAMPED_FROM ? '' : `${formatClock(line.time)} `;
  const text = from(clean(line.text.slice(0, left + width * MOST_UNITS)), left);
  return paintSpans(
    [span(stamp, 'dim'), span(sourceOf(line, view, width), 'label'), ...found(text, search, role)],
    width,
    theme,
  );
}

/** Whose line it is, in a column of its own. */
function sourceOf({ writer: pid }: LogLine, { names }: LogView, width: number): string {
  if (pid === undefined) return '';
  return `${fitTo(`${pid} ${clean(names.get(pid) ?? '')}`, width < STAMPED_FROM ? 8 : 16)} `;
}

/** The text in pieces, so that what is searched for stands out. */
function found(text: string, search: string, role: Role): Span[] {
  const [folded, wanted] = [text.toLowerCase(), search.toLowerCase()];
  // A few letters change their length with their case: then nothing is marked, rather than the wrong place.
  if (wanted === '' || folded.length !== text.length) return [span(text, role)];
  const spans: Span[] = [];
  let end = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, end)) {
    spans.push(span(text.slice(end, at), role), span(text.slice(at, at + wanted.length), 'match'));
    end = at + wanted.length;
  }
  return [...spans, span(text.slice(end), role)];
}
