import { type CopyMode, endsOf } from '../../log/copy-mode.ts';
import type { LogLook } from '../../log/log-look.ts';
import type { LogState } from '../../log/log-state.ts';
import type { LogView } from '../../log/log-view.ts';
import { linesAt } from '../../log/scrolling.ts';
import { formatBytes, formatWhole } from '../format.ts';
import { paintSpans, type Span, span } from '../spans.ts';
import { clean, fitTo } from '../text.ts';
import { paint, type Role, type Theme } from '../theme.ts';
import { rowsOf } from './line-rows.ts';
import { lineText } from './line-text.ts';
import { pickedIn } from './picked-spans.ts';

/** The pane as `height` lines: a border with a title, then the log. */
export function logPane(
  state: LogState,
  view: LogView,
  focused: boolean,
  columns: number,
  height: number,
  theme: Theme,
  followKey: string,
): string[] {
  const lines = [titleLine(state, view, focused, columns, theme, followKey)];
  const { look, format, top, pattern, empty, copy } = view;
  for (const { line, above } of linesAt(look, format, top, view.height)) {
    const picked = copy && pickedIn(copy, line.number, lineText(line, format));
    for (const spans of rowsOf(line, format, pattern, picked).slice(above)) {
      const current = line.number === state.current && pattern !== undefined;
      lines.push(paintSpans(current ? spans.map(standingOut) : spans, columns, theme));
    }
  }
  if (look.count === 0 && height > 1) lines.push(paint(theme, 'dim', fitTo(` ${emptyText(view, empty)}`, columns)));
  while (lines.length < height) lines.push(' '.repeat(columns));
  return lines.slice(0, height);
}

/** The match that was gone to, among the others. */
function standingOut(one: Span): Span {
  return one.role === 'match' ? { ...one, role: 'selected' } : one;
}

function emptyText({ hidden, progress }: LogView, empty: string): string {
  if (hidden === 0) return empty;
  if (progress < 1) return `Looking through the log: ${Math.floor(progress * 100)} %`;
  return `None of ${formatWhole(hidden)} lines is shown: see the title for what they have to be like.`;
}

/** `── Log: 7 spin ── following ── 1,203 lines ── warn+ ── &timeout ────` */
function titleLine(
  state: LogState,
  view: LogView,
  focused: boolean,
  columns: number,
  theme: Theme,
  followKey: string,
): string {
  const rule: Role = focused ? 'title' : 'dim';
  const dash = theme.unicode ? '─' : '-';
  const parts: Span[] = [span(dash.repeat(2), rule), span(` ${view.title} `, focused ? 'title' : 'key')];
  const count = span(` ${countText(state, view)} `);
  for (const part of [followText(state, view, followKey), ...conditions(state, view), count])
    parts.push(span(dash.repeat(2), rule), part);
  return paintSpans(parts, columns, theme, span(dash, rule));
}

function followText({ top, pausedAt }: LogState, { look, copy }: LogView, followKey: string): Span {
  if (copy !== undefined) return span(` copy: ${selectedText(copy, look)}${newsText(look, pausedAt)} `, 'warn');
  if (top === undefined) return span(' following ', 'good');
  const fresh = look.count - look.indexOf(pausedAt);
  const news = fresh === 0 ? 'nothing new' : `${formatWhole(fresh)} new`;
  return span(` paused, ${news}: ${followKey} follows `, fresh === 0 ? 'warn' : 'newLines');
}

/** `3 lines selected` */
export function selectedText(copy: CopyMode, look: LogLook): string {
  const [first, last] = endsOf(copy) ?? [];
  if (first === undefined || last === undefined) return 'nothing selected';
  const lines = look.indexOf(last.number) - look.indexOf(first.number) + 1;
  if (lines === 1 && copy.by === 'letters') return 'part of a line selected';
  return `${formatWhole(lines)} ${lines === 1 ? 'line' : 'lines'} selected`;
}

function newsText(look: LogLook, pausedAt: number): string {
  const fresh = look.count - look.indexOf(pausedAt);
  return fresh === 0 ? '' : `, ${formatWhole(fresh)} new`;
}

/** How many lines there are, and where among them the screen begins; what was dropped, and how much memory they may take, once that matters. */
function countText({ top }: LogState, { look, hidden, top: shown }: LogView): string {
  const { first, bytes, mostBytes } = look.source;
  const all = formatWhole(look.count);
  const at = `line ${formatWhole(Math.min(look.count, look.indexOf(shown.number) + 1))} of ${all}`;
  const count = top === undefined ? `${all} ${look.count === 1 ? 'line' : 'lines'}` : at;
  const rest = hidden > 0 ? `, ${formatWhole(look.count + hidden)} in all` : '';
  const lost = first > 0 ? `, ${formatWhole(first)} older dropped` : '';
  const memory = bytes > TOLD_FROM || first > 0 ? `, ${formatBytes(bytes)} of ${formatBytes(mostBytes)}` : '';
  return `${count}${rest}${lost}${memory}`;
}

/** Bytes from which on it is told how much memory a log takes. */
const TOLD_FROM = 1024 ** 2;

/** What a line has to be like to be shown, and what is searched for. */
function conditions({ filters, level, window, search, seeking, clearedTo }: LogState, view: LogView): Span[] {
  const { progress, matches, pattern } = view;
  const texts: string[] = [];
  if (window !== undefined) texts.push(`last ${window / 60_000}m`);
  if (level !== undefined) texts.push(`${level}+`);
  if (clearedTo !== undefined) texts.push('cleared');
  const off = filters.on ? '' : ' (off)';
  if (filters.in !== '') texts.push(`&${clean(filters.in)}${off}`);
  if (filters.out !== '') texts.push(`!${clean(filters.out)}${off}`);
  if (progress < 1) texts.push(`${Math.floor(progress * 100)} % looked through`);
  if (search !== '' && pattern !== undefined) {
    const found = matches === undefined ? '' : ` ${formatWhole(matches.taken.count)}${matches.complete ? '' : '+'}`;
    texts.push(`/${clean(search)}${found}${seeking === undefined ? '' : ' ...'}`);
  }
  return texts.map((text) => span(` ${text} `, 'warn'));
}
