import type { RowHistory } from '../data/history/row-history.ts';
import type { Row } from '../data/row.ts';
import { formatBytes, formatPercent } from './format.ts';
import { renderLine } from './graph/line-graph.ts';
import { paintSpans, span } from './spans.ts';
import type { Theme } from './theme.ts';

/** Graphs stand side by side from this many columns on. */
const BESIDE_FROM = 76;
const GAP = 2;
/** Panes with fewer lines than this have no graphs. */
const LEAST_HEIGHT = 12;
/** Seconds that a graph can show at most: those that are remembered. */
const MOST_SECONDS = 600;

/** CPU and memory of the last minutes, as many as there are columns for. */
export function graphLines(
  row: Row,
  history: RowHistory | undefined,
  until: number,
  width: number,
  height: number,
  theme: Theme,
): string[] {
  if (history === undefined || height < LEAST_HEIGHT) return [];
  const beside = width >= BESIDE_FROM;
  const each = beside ? Math.floor((width - GAP) / 2) : width;
  const lines = Math.max(6, Math.min(12, Math.floor(height / 3)));
  const memory = history.figureBefore('memory', until, MOST_SECONDS);
  const load = history.figureBefore('cpu', until, MOST_SECONDS);
  const cores = Math.max(1, Math.ceil(Math.max(0, ...load) - 0.05));
  const [unit, divisor] = unitFor(Math.max(...memory, 1));
  const cpu = [
    paintSpans([span(' CPU ', 'key'), span(`${formatPercent(row.cpu)} % of one core`)], each, theme),
    ...renderLine({ values: load.map((value) => value * 100), most: 100 * cores, role: 'good' }, each, lines, theme),
  ];
  const most = roundUp(Math.max(...memory, 1) / divisor);
  const held = [
    paintSpans(
      [
        span(' Memory ', 'key'),
        span(
          `in ${unit}, ${formatBytes(row.memory)}${row.kind === 'task' ? `, at most ${formatBytes(row.memoryPeak)}` : ''}`,
        ),
      ],
      each,
      theme,
    ),
    ...renderLine({ values: memory.map((value) => value / divisor), most, role: 'warn' }, each, lines, theme),
  ];
  if (!beside) return [...cpu, ' '.repeat(width), ...held];
  return cpu.map((line, index) => `${line}${' '.repeat(width - each * 2)}${held[index] ?? ''}`);
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
