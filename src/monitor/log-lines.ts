import type { LogLine } from '../logs/log-line.ts';
import { formatClock, formatCount } from './format.ts';
import { clean, fitTo, from } from './text.ts';
import { paint, type Theme } from './theme.ts';

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
  readonly focused: boolean;
  /** Without a task there is nothing to read. */
  readonly empty: string;
}

/** The pane as `height` lines: a title bar, then the log; stderr stands out. */
export function logLines(view: LogView, width: number, height: number, theme: Theme): string[] {
  const lines = [titleBar(view, width, theme)];
  for (const line of view.lines.slice(view.top, view.top + height - 1))
    lines.push(logLine(line, view.left, width, theme));
  if (view.lines.length === 0 && height > 1) lines.push(paint(theme, 'dim', fitTo(` ${view.empty}`, width)));
  while (lines.length < height) lines.push(' '.repeat(width));
  return lines.slice(0, height);
}

function titleBar(view: LogView, width: number, theme: Theme): string {
  const state = view.following
    ? 'following'
    : `paused, ${formatCount(view.lines.length - view.top)} lines to the end, G goes on`;
  const lost = view.dropped > 0 ? `, ${formatCount(view.dropped)} older dropped` : '';
  const title = ` ${view.title}  [${state}]  ${formatCount(view.lines.length)} lines${lost} `;
  return paint(theme, view.focused ? 'sorted' : 'header', fitTo(title, width));
}

function logLine(line: LogLine, left: number, width: number, theme: Theme): string {
  const stamp = `${formatClock(line.time)} `;
  if (width < stamp.length + 10)
    return paint(theme, line.stream === 2 ? 'bad' : 'plain', fitTo(from(clean(line.text), left), width));
  const text = fitTo(from(clean(line.text), left), width - stamp.length);
  return paint(theme, 'dim', stamp) + paint(theme, line.stream === 2 ? 'bad' : 'plain', text);
}
