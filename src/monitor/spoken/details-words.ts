import type { MonitorSource } from '../data/source.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { View } from '../state/view.ts';
import { type Page, pageAt } from './page-words.ts';
import { processInWords } from './process-details-words.ts';
import { nameInWords } from './row-words.ts';
import { type SpokenSection, taskInWords } from './task-details-words.ts';
import { countInWords } from './unit-words.ts';

/** The details as lines, and which of them are in sight. */
export interface SpokenDetails extends Page {
  /** Undefined while the task is being asked. */
  readonly title: string | undefined;
}

export function spokenDetails(source: MonitorSource, state: ScreenState, view: View): SpokenDetails {
  const { detailsTop: wanted } = state;
  const sections = sectionsOf(source, state, view);
  const lines = sections.flatMap(({ title, lines: own }) =>
    own.length === 0 ? [] : [...(title === '' ? [] : [`${title}:`]), ...own],
  );
  const top = typeof wanted === 'number' ? wanted : Math.max(0, lines.indexOf(`${wanted}:`));
  const known = sections.length > 1 && view.selected !== undefined;
  const title = known && view.selected ? `Details of ${nameInWords(view.selected)}` : undefined;
  return { ...pageAt(lines, top, Math.max(1, view.layout.details - 1)), title };
}

/** `Details of spin, PID 7, 45 lines. Page Down reads on, Escape goes back.` */
export function detailsTitle({ title, lines }: SpokenDetails): string[] {
  return title === undefined
    ? []
    : [`${title}, ${countInWords(lines.length, 'line')}. Page Down reads on, Escape goes back.`];
}

function sectionsOf(source: MonitorSource, state: ScreenState, view: View): SpokenSection[] {
  const { selected: row, live } = view;
  const say = (text: string): SpokenSection[] => [{ title: '', lines: [text] }];
  if (row === undefined) return say('What was selected is gone. Escape goes back to the table.');
  const now = state.cursor ?? live.time;
  if (row.kind === 'process') {
    const details = source.processDetails(row);
    return details === undefined ? say('The process is gone.') : processInWords(row, details, now);
  }
  const details = source.details(row.pid);
  return details?.startedAt === row.startedAt ? taskInWords(row, details, now) : say('Asking the task.');
}
