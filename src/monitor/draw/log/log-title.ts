import { type CopyMode, endsOf } from '../../log/copy-mode.ts';
import type { LogLook } from '../../log/log-look.ts';
import type { LogState } from '../../log/log-state.ts';
import type { LogView } from '../../log/log-view.ts';
import { formatBytes, formatWhole } from '../format.ts';
import { paintSpans, type Span, span } from '../spans.ts';
import { clean, from, until, widthOf } from '../text.ts';
import type { Role, Theme } from '../theme.ts';

/** `── Log: 7 spin ── following ── 1,203 lines ── warn+ ── &timeout ────` */
export function titleLine(
  state: LogState,
  view: LogView,
  focused: boolean,
  columns: number,
  theme: Theme,
  followKey: string,
): string {
  const rule: Role = focused ? 'title' : 'dim';
  const dash = theme.unicode ? '─' : '-';
  const count = span(` ${countText(state, view)} `);
  const ruled = (part: Span) => [span(dash.repeat(2), rule), part];
  const rest = [...conditions(state, view), count];
  const whole = [followText(state, view, followKey), ...rest].flatMap(ruled);
  const fits = widthOfAll(whole) + Math.min(LEAST_TITLE, widthOf(view.title)) + 4 <= columns;
  const others = fits ? whole : [followText(state, view, undefined), ...rest].flatMap(ruled);
  const taken = widthOfAll(others);
  const title = cutInside(view.title, Math.max(LEAST_TITLE, columns - taken - 4));
  const missing = view.missing === '' ? [] : ruled(span(` ${view.missing} `, 'warn'));
  const parts = [...ruled(span(` ${title} `, focused ? 'title' : 'key')), ...others, ...missing];
  return paintSpans(parts, columns, theme, span(dash, rule));
}

function widthOfAll(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** Columns that the name of a log has at least; what is of the moment goes before the rest of it. */
const LEAST_TITLE = 16;

/** Of a long name the beginning and the end are kept: the end of a path says most. */
function cutInside(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const begin = until(text, 6);
  return `${begin}~${from(text, widthOf(text) - width + widthOf(begin) + 1)}`;
}

/** @param followKey undefined where there is little room: what can be left unsaid is */
function followText({ top, pausedAt }: LogState, { look, copy }: LogView, followKey: string | undefined): Span {
  if (copy !== undefined) return span(` copy: ${selectedText(copy, look)}${newsText(look, pausedAt)} `, 'warn');
  if (top === undefined) return span(' following ', 'good');
  const fresh = look.countSince(pausedAt);
  const news = newsText(look, pausedAt) || (followKey === undefined ? '' : ', nothing new');
  const gone = top.number < look.source.first ? ', what it showed is dropped' : '';
  const hint = followKey === undefined ? '' : `: ${followKey} follows`;
  return span(` paused${news}${gone}${hint} `, fresh === 0 ? 'warn' : 'newLines');
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
  const fresh = look.countSince(pausedAt);
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
  const { progress, isThrough, matches, pattern } = view;
  const texts: string[] = [];
  if (window !== undefined) texts.push(`last ${window}m`);
  if (level !== undefined) texts.push(`${level}+`);
  if (clearedTo !== undefined) texts.push('cleared');
  const off = filters.on ? '' : ' (off)';
  if (filters.in !== '') texts.push(`&${clean(filters.in)}${off}`);
  if (filters.out !== '') texts.push(`!${clean(filters.out)}${off}`);
  if (!isThrough) texts.push(`${Math.floor(progress * 100)} % looked through`);
  if (search !== '' && pattern !== undefined) {
    const found = matches === undefined ? '' : ` ${formatWhole(matches.taken.count)}${matches.complete ? '' : '+'}`;
    texts.push(`/${clean(search)}${found}${seeking === undefined ? '' : ' ...'}`);
  }
  return texts.map((text) => span(` ${text} `, 'warn'));
}
