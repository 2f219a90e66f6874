import type { TaskDetails } from './details.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatPercent,
  formatTime,
  formatUptime,
  formatWhole,
} from './format.ts';
import { renderLine } from './graph/line-graph.ts';
import type { TaskHistory } from './history.ts';
import { meterLine } from './meter.ts';
import type { TaskRow } from './snapshot.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { clean, wrap } from './text.ts';
import type { Theme } from './theme.ts';

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

/** Graphs stand side by side from this many columns on. */
const BESIDE_FROM = 76;
const GAP = 2;
const LABEL = 11;
const MOST_METER = 62;
/** Seconds that a graph can show at most: those that are remembered. */
const MOST_SECONDS = 600;

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
    wrap(text, width - LABEL - 2).map((part, index) => fact(index === 0 ? name : '', span(part)));
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', line(span(title, 'key')), ...lines];
  const lines = [
    ...identity(row, details, now, texts, fact),
    ...graphs(row, details, history, width, height, theme),
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

type Fact = (name: string, ...spans: Span[]) => string;
type Texts = (name: string, text: string) => string[];

function identity(row: TaskRow, details: TaskDetails, now: number, texts: Texts, fact: Fact): string[] {
  const { reason } = row;
  const state = reason === undefined ? `${row.phase}, ${STATES[row.state]}` : row.phase;
  const waits = row.waitsFor === '' ? '' : ` in ${row.waitsFor}`;
  const on =
    details.isolation === 'thread' ? 'a thread of its own' : row.cpuIndex < 0 ? 'no cpu' : `cpu ${row.cpuIndex}`;
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

/** CPU and memory of the last minutes, as many as there are columns for. */
function graphs(
  row: TaskRow,
  details: TaskDetails,
  history: TaskHistory | undefined,
  width: number,
  height: number,
  theme: Theme,
): string[] {
  if (history === undefined || height < 12) return [];
  const beside = width >= BESIDE_FROM;
  const each = beside ? Math.floor((width - GAP) / 2) : width;
  const lines = Math.max(6, Math.min(12, Math.floor(height / 3)));
  const memory = history.memory.last(MOST_SECONDS);
  const [unit, divisor] = unitFor(Math.max(...memory, 1));
  const cpu = [
    paintSpans([span(' CPU ', 'key'), span(`now ${formatPercent(row.cpu)} % of one core`)], each, theme),
    ...renderLine(
      { values: history.cpu.last(MOST_SECONDS).map((value) => value * 100), most: 100, role: 'good' },
      each,
      lines,
      theme,
    ),
  ];
  const most = roundUp(Math.max(...memory, 1) / divisor);
  const held = [
    paintSpans(
      [
        span(' Memory ', 'key'),
        span(`in ${unit}, now ${formatBytes(row.memory)}, at most ${formatBytes(details.memoryPeak)}`),
      ],
      each,
      theme,
    ),
    ...renderLine({ values: memory.map((value) => value / divisor), most, role: 'warn' }, each, lines, theme),
  ];
  if (!beside) return ['', ...cpu, '', ...held];
  return ['', ...cpu.map((line, index) => `${line}${' '.repeat(width - each * 2)}${held[index] ?? ''}`)];
}

function unitFor(bytes: number): [unit: string, divisor: number] {
  if (bytes >= 1024 ** 3) return ['GB', 1024 ** 3];
  return bytes >= 1024 ** 2 ? ['MB', 1024 ** 2] : ['KB', 1024];
}

/** The next of 1, 2, 4, 10, 20, 40, ...: halves and quarters of it are short. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 4, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

/** A meter for each limit that there is, the figure alone for what is not limited. */
function limitLines({ limits, used }: TaskDetails, width: number, theme: Theme): string[] {
  const figures: readonly (readonly [name: string, used: number, limit: number, format: (value: number) => string])[] =
    [
      ['memory', used.memory, limits.memory, formatBytes],
      ['cpu time', used.cpuMs, limits.cpuMs, (ms) => formatTime(ms / 1_000)],
      ['wall time', used.wallMs, limits.wallMs, (ms) => formatUptime(ms / 1_000)],
      ['fuel', used.fuel, limits.fuel, formatCount],
      ['files', used.files, limits.files, formatWhole],
      ['children', used.children, limits.children, formatWhole],
    ];
  const size = Math.min(MOST_METER, width - LABEL - 1);
  const lines = figures.map(([name, value, limit, format]) => {
    const label = span(` ${name.padEnd(LABEL)}`, 'label');
    if (limit === 0) return paintSpans([label, span(`${format(value)}, no limit`)], width, theme);
    const meter = meterLine('', value / limit, `${format(value)} of ${format(limit)}`, size, theme);
    return paintSpans([label], LABEL + 1, theme) + meter + ' '.repeat(width - LABEL - 1 - size);
  });
  const rate = limits.logRate === 0 ? 'no limit' : `${formatBytes(limits.logRate)} a second`;
  return [...lines, paintSpans([span(` ${'log'.padEnd(LABEL)}`, 'label'), span(rate)], width, theme)];
}

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
