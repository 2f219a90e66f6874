import type { LogState } from '../../log/log-state.ts';
import type { LogView } from '../../log/log-view.ts';
import { linesAt } from '../../log/scrolling.ts';
import { formatWhole } from '../format.ts';
import { paintSpans, type Span, span } from '../spans.ts';
import { fitTo } from '../text.ts';
import { paint, type Theme } from '../theme.ts';
import { rowsOf } from './line-rows.ts';
import { lineText } from './line-text.ts';
import { titleLine } from './log-title.ts';
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
  const isReady = view.isThrough || state.top === undefined;
  for (const { line, above } of isReady ? linesAt(look, format, top, view.height) : []) {
    const picked = copy && pickedIn(copy, line.number, lineText(line, format));
    for (const spans of rowsOf(line, format, pattern, picked).slice(above)) {
      const shown = line.number === state.current ? standingOut(spans) : spans;
      lines.push(paintSpans(shown, columns, theme));
    }
  }
  if (lines.length === 1 && height > 1)
    lines.push(paint(theme, 'dim', fitTo(` ${emptyText(state, view, empty)}`, columns)));
  while (lines.length < height) lines.push(' '.repeat(columns));
  return lines.slice(0, height);
}

/** The line that was gone to: what was searched for in it, or all of it. */
function standingOut(spans: readonly Span[]): Span[] {
  const hasMatch = spans.some(({ role }) => role === 'match');
  return spans.map((one) => (hasMatch ? (one.role === 'match' ? { ...one, role: 'selected' } : one) : idle(one)));
}

function idle({ text }: Span): Span {
  return span(text, 'selectedIdle');
}

function emptyText({ clearedTo }: LogState, { look, hidden, progress, isThrough }: LogView, empty: string): string {
  if (hidden === 0 && look.count === 0) return empty;
  if (clearedTo !== undefined && clearedTo >= look.source.next) return 'Cleared. What is written from now on is shown.';
  if (!isThrough) return `Looking through the log: ${Math.floor(progress * 100)} %`;
  return `None of ${formatWhole(hidden)} lines is shown: see the title for what they have to be like.`;
}
