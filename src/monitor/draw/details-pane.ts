import type { RowHistory } from '../data/history/row-history.ts';
import type { Row } from '../data/row.ts';
import type { MonitorSource } from '../data/source.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';
import { graphLines } from './details-graphs.ts';
import { type DetailsPage, detailsPage, type Section } from './details-page.ts';
import { processSections } from './process-details-lines.ts';
import { paintSpans, span } from './spans.ts';
import { taskSections } from './task-details-lines.ts';
import { clean } from './text.ts';
import type { Theme } from './theme.ts';

/** The details on the screen, and how far they can be scrolled. */
export interface DetailsPaneLines {
  readonly lines: readonly string[];
  /** The first line that is shown, by its number. */
  readonly top: number;
}

/** The pane with a border and a title, then as much of the details as there is room for, from where it is scrolled to. */
export function detailsPane(source: MonitorSource, state: ScreenState, view: View, theme: Theme): DetailsPaneLines {
  const { columns: width, detailsTop: wanted } = state;
  const height = view.layout.details;
  const sections = sectionsOf(source, state, view, detailsPage(width, theme));
  const all = sections.flatMap(({ title, lines }, index) => {
    const heading = title === '' ? [] : [paintSpans([span(' '), span(title, 'key')], width, theme)];
    return lines.length === 0 ? [] : [...(index === 0 ? [] : [' '.repeat(width)]), ...heading, ...lines];
  });
  const room = Math.max(1, height - 1);
  const start = typeof wanted === 'number' ? wanted : Math.max(0, placeOf(sections, wanted));
  const top = Math.max(0, Math.min(start, all.length - room));
  const shown = all.slice(top, top + room);
  while (shown.length < room) shown.push(' '.repeat(width));
  const below = Math.max(0, all.length - top - room);
  return { lines: [titleLine(view.selected, below, width, theme), ...shown].slice(0, height), top };
}

/** Lines before a section: its heading is the first that is seen. */
function placeOf(sections: readonly Section[], title: string): number {
  let at = 0;
  for (const section of sections) {
    if (section.title === title) return at + 1;
    if (section.lines.length > 0) at += section.lines.length + (section.title === '' ? 0 : 1) + (at === 0 ? 0 : 1);
  }
  return 0;
}

function titleLine(row: Row | undefined, below: number, width: number, theme: Theme): string {
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
  const graphs = graphSection(source.history(row), row, now, view.layout.details, page);
  return identity === undefined ? [graphs] : [identity, graphs, ...others];
}

function known(source: MonitorSource, row: Row, now: number, page: DetailsPage): Section[] | undefined {
  if (row.kind === 'process') {
    const details = source.processDetails(row);
    return details && processSections(row, details, now, page);
  }
  const details = source.details(row.pid);
  return details?.startedAt === row.startedAt ? taskSections(row, details, now, page) : undefined;
}

function graphSection(
  history: RowHistory | undefined,
  row: Row,
  until: number,
  height: number,
  page: DetailsPage,
): Section {
  return { title: '', lines: graphLines(row, history, until, page.width, height, page.theme) };
}
