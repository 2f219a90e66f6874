import type { RowHistory } from '../data/history/row-history.ts';
import type { Row } from '../data/row.ts';
import type { MonitorSource } from '../data/source.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';
import { type ChartLayout, chartLayout } from './details-charts.ts';
import { type DetailsLine, type DetailsPage, detailsPage, type Section } from './details-page.ts';
import { processSections } from './process-details-lines.ts';
import { paintSpans, span } from './spans.ts';
import { taskSections } from './task-details-lines.ts';
import { clean } from './text.ts';
import type { Theme } from './theme.ts';

/** All about the selected row: lines, charts between them, and how far they are scrolled. */
export interface DetailsContent {
  /** Undefined where it is gone. */
  readonly row: Row | undefined;
  /** Lines before the charts. */
  readonly identity: readonly DetailsLine[];
  /** Undefined where there is no room for charts, or nothing to show. */
  readonly charts: (ChartLayout & { readonly history: RowHistory; readonly until: number }) | undefined;
  /** Lines after the charts. */
  readonly sections: readonly DetailsLine[];
  /** Lines in all, with those of the charts. */
  readonly height: number;
  /** The first line that is shown, by its number: never so far that lines stay empty at the end. */
  readonly top: number;
}

export function detailsContent(source: MonitorSource, state: ScreenState, view: View): DetailsContent {
  const { columns: width, detailsTop: wanted } = state;
  const { selected: row, layout } = view;
  const page = detailsPage(width);
  const [first, ...others] = sectionsOf(source, state, view, page);
  const identity = first?.lines ?? [];
  const history = row && source.history(row);
  const placed = history && chartLayout(width, layout.details);
  const charts = placed && { ...placed, history, until: state.cursor ?? view.live.time };
  const before = identity.length + (placed === undefined ? 0 : placed.height + 1);
  const { lines, starts } = underTitles(others, page, before === 0);
  const height = before + lines.length;
  const start = typeof wanted === 'number' ? wanted : startOf(wanted, before, starts);
  const top = Math.max(0, Math.min(start, height - Math.max(1, layout.details - 1)));
  return { row, identity, charts, sections: lines, height, top };
}

/** Lines before a section's heading; 0 for one that is not there. */
function startOf(title: string, before: number, starts: ReadonlyMap<string, number>): number {
  const start = starts.get(title);
  return start === undefined ? 0 : before + start;
}

/** Sections as lines, with a blank one before each, and the lines before each heading. Sections without lines are left out. */
function underTitles(sections: readonly Section[], page: DetailsPage, isFirst: boolean) {
  const starts = new Map<string, number>();
  const lines: DetailsLine[] = [];
  for (const { title, lines: own } of sections) {
    if (own.length === 0) continue;
    if (!isFirst || lines.length > 0) lines.push(page.line());
    starts.set(title, lines.length);
    lines.push(page.line(span(title, 'key')), ...own);
  }
  return { lines, starts };
}

/** The pane's border, with the name of the row. */
export function detailsTitle({ row, height, top }: DetailsContent, room: number, width: number, theme: Theme): string {
  const below = Math.max(0, height - top - room);
  const dash = theme.unicode ? '─' : '-';
  const name = row === undefined ? 'Details' : `Details: ${row.pid} ${clean(row.name)}`;
  const more = below > 0 ? [span(dash.repeat(2), 'title'), span(` ${below} lines below `, 'warn')] : [];
  const spans = [span(dash.repeat(2), 'title'), span(` ${name} `, 'title'), ...more];
  return paintSpans(spans, width, theme, span(dash, 'title'));
}

function sectionsOf(source: MonitorSource, state: ScreenState, view: View, page: DetailsPage): Section[] {
  const { selected: row, live } = view;
  const say = (text: string): Section[] => [{ title: '', lines: [page.line(span(text, 'dim'))] }];
  if (row === undefined)
    return say(
      `What was selected is gone. ${keyText(state.settings.keys, 'closeLayer', 'details')} goes back to the table.`,
    );
  const now = state.cursor ?? live.time;
  const sections =
    known(source, row, now, page) ?? say(row.kind === 'task' ? 'Asking the task ...' : 'The process is gone.');
  const [identity, ...others] = sections;
  if (state.cursor !== undefined && others.length > 0)
    others.unshift({
      title: 'What follows is as it is now',
      lines: [page.line(span('figures above and graphs are of then', 'warn'))],
    });
  return identity === undefined ? [] : [identity, ...others];
}

function known(source: MonitorSource, row: Row, now: number, page: DetailsPage): Section[] | undefined {
  if (row.kind === 'process') {
    const details = source.processDetails(row);
    return details && processSections(row, details, now, page);
  }
  const details = source.details(row.pid);
  return details?.startedAt === row.startedAt ? taskSections(row, details, now, page) : undefined;
}
