import type { TaskDetails } from '../data/details.ts';
import type { TaskHistory } from '../data/history.ts';
import type { TaskRow } from '../data/snapshot.ts';
import { graphLines } from './details-graphs.ts';
import { LABEL, limitLines } from './details-limits.ts';
import { formatBytes, formatClock, formatCount, formatUptime, formatWhole } from './format.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { clean, wrap } from './text.ts';
import type { Theme } from './theme.ts';

/** Letters of one text that are shown. */
const MOST_TEXT = 2_000;

/** What the details show. */
export interface DetailsView {
  /** Undefined when the task is gone. */
  readonly row: TaskRow | undefined;
  /** Undefined until they are there. */
  readonly details: TaskDetails | undefined;
  readonly history: TaskHistory | undefined;
  /** Lines scrolled down. */
  readonly top: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The pane as `height` lines: a border with a title, then as much of the details as there is room for, from `top` on. */
export function detailsLines(view: DetailsView, width: number, height: number, theme: Theme): string[] {
  const all = contentLines(view, width, height, theme);
  const room = Math.max(1, height - 1);
  const top = Math.max(0, Math.min(view.top, all.length - room));
  const below = Math.max(0, all.length - top - room);
  const shown = all.slice(top, top + room);
  while (shown.length < room) shown.push(' '.repeat(width));
  return [titleLine(view, below, width, theme), ...shown].slice(0, height);
}

/** How far the details can be scrolled. */
export function detailsBottom(view: DetailsView, width: number, height: number, theme: Theme): number {
  return Math.max(0, contentLines(view, width, height, theme).length - Math.max(1, height - 1));
}

function titleLine({ row }: DetailsView, below: number, width: number, theme: Theme): string {
  const dash = theme.unicode ? '─' : '-';
  const name = row === undefined ? 'Details' : `Details: ${row.pid} ${clean(row.name)}`;
  const more = below > 0 ? [span(dash.repeat(2), 'title'), span(` ${below} lines below `, 'warn')] : [];
  return paintSpans(
    [span(dash.repeat(2), 'title'), span(` ${name} `, 'title'), ...more],
    width,
    theme,
    span(dash, 'title'),
  );
}

function contentLines(
  { row, details, history, now }: DetailsView,
  width: number,
  height: number,
  theme: Theme,
): string[] {
  const line = (...spans: Span[]) => paintSpans([span(' '), ...spans], width, theme);
  if (row === undefined) return [line(span('The task is gone. Esc goes back to the table.', 'dim'))];
  if (details === undefined) return [line(span('Asking the task ...', 'dim'))];
  const fact = (name: string, ...spans: Span[]) => line(span(name.padEnd(LABEL), 'label'), ...spans);
  const texts = (name: string, text: string) =>
    wrap(shortened(text), width - LABEL - 2).map((part, index) => fact(index === 0 ? name : '', span(part)));
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', line(span(title, 'key')), ...lines];
  const lines = [
    ...identity(row, details, now, texts, fact),
    ...graphLines(row, details, history, width, height, theme),
    ...section('Limits', limitLines(details, width, theme)),
    ...section('Counters', counterLines(row, details, fact)),
    ...section('Namespace', mountLines(details, texts)),
    ...section('Open files', fileLines(details, line)),
    ...section(
      'Environment',
      details.env.flatMap((variable) => texts('', clean(variable))),
    ),
    ...section(
      'Events',
      details.events.map(({ time, text }) => line(span(`${formatClock(time)} `, 'dim'), span(clean(text)))),
    ),
  ];
  return lines.map((text) => (text === '' ? ' '.repeat(width) : text));
}

/** Arguments may be megabytes. */
function shortened(text: string): string {
  return text.length <= MOST_TEXT
    ? text
    : `${text.slice(0, MOST_TEXT)} ... and ${formatWhole(text.length - MOST_TEXT)} more`;
}

type Fact = (name: string, ...spans: Span[]) => string;
type Texts = (name: string, text: string) => string[];

function placeOf({ cpuIndex }: TaskRow, { engine, isolation }: TaskDetails): string {
  if (engine === 'wasmer') return 'its own thread (wasmer, output at its end)';
  if (isolation === 'thread') return 'a thread of its own';
  return cpuIndex < 0 ? 'no cpu' : `cpu ${cpuIndex}`;
}

function identity(row: TaskRow, details: TaskDetails, now: number, texts: Texts, fact: Fact): string[] {
  const { reason } = row;
  const state = reason === undefined ? `${row.phase}, ${STATES[row.state]}` : row.phase;
  const waits = row.waitsFor === '' ? '' : ` in ${row.waitsFor}`;
  const on = placeOf(row, details);
  const age = ((details.endedAt ?? now) - details.startedAt) / 1_000;
  return [
    ...texts('Command', [clean(row.name), ...row.args.map(clean)].join(' ')),
    ...texts('Module', clean(details.module)),
    ...texts('sha256', details.hash ?? 'not loaded yet'),
    fact(
      'State',
      span(`${state}${waits}`, reason === undefined ? 'good' : 'plain'),
      span(`, level ${row.level}, on ${on}, child of ${row.parent}`),
    ),
    ...(reason === undefined ? [] : texts('Ended', clean(reason))),
    ...details.stack.map((frame) => fact('', span(`at ${clean(frame)}`, 'bad'))),
    fact(
      'Started',
      span(
        `${formatClock(details.startedAt)}, ${details.endedAt === undefined ? 'runs for' : 'ran for'} ${formatUptime(age)}`,
      ),
    ),
  ];
}

const STATES: Readonly<Record<TaskRow['state'], string>> = {
  R: 'ready or on its cpu',
  S: 'sleeping',
  T: 'paused',
  N: 'not started',
  Z: 'ended',
};

function counterLines(row: TaskRow, { counters }: TaskDetails, fact: Fact): string[] {
  const { bytesRead, bytesWritten, reads, writes, calls, switches } = counters;
  return [
    fact(
      'read',
      span(`${formatBytes(bytesRead)} in ${formatWhole(reads)} calls, ${formatBytes(row.readRate)} a second`),
    ),
    fact(
      'written',
      span(`${formatBytes(bytesWritten)} in ${formatWhole(writes)} calls, ${formatBytes(row.writeRate)} a second`),
    ),
    fact('WASI calls', span(`${formatWhole(calls)}, ${formatCount(row.callRate)} a second`)),
    fact('switches', span(formatWhole(switches))),
  ];
}

function mountLines({ mounts }: TaskDetails, texts: Texts): string[] {
  return mounts.flatMap(({ at, layers }) =>
    layers.flatMap(({ source, readOnly, create }, index) => {
      const flags = [...(readOnly ? ['read-only'] : []), ...(create ? ['new files'] : [])].join(', ');
      return texts(index === 0 ? clean(at) : ' +', clean(`${source}${flags === '' ? '' : ` (${flags})`}`));
    }),
  );
}

function fileLines({ files }: TaskDetails, line: (...spans: Span[]) => string): string[] {
  return files.map(({ fd, type, target, offset }) =>
    line(
      span(`${String(fd).padStart(4)} `, 'key'),
      span(type.padEnd(LABEL), 'dim'),
      span(clean(target)),
      span(offset === undefined ? '' : ` at ${formatWhole(offset)}`, 'dim'),
    ),
  );
}
