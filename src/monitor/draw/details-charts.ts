import type { RowHistory } from '../data/history/row-history.ts';
import type { Row } from '../data/row.ts';
import { formatBytes, formatPercent } from './format.ts';
import type { Graph } from './graph/graph.ts';
import { type Span, span } from './spans.ts';

/** Charts stand side by side from this many columns on. */
const BESIDE_FROM = 76;
const GAP = 2;
/** Panes with fewer lines than this have no charts. */
const LEAST_HEIGHT = 12;
/** Seconds that a chart can show at most: those that are remembered. */
const MOST_SECONDS = 600;

/** A chart under its title. */
export interface Chart {
  readonly title: readonly Span[];
  readonly graph: Graph;
}

/** How two charts stand in the details, in columns and lines. */
export interface ChartLayout {
  readonly beside: boolean;
  /** Of each of them, with its title. */
  readonly chartWidth: number;
  readonly chartHeight: number;
  /** Between them. */
  readonly gap: number;
  /** Of both. */
  readonly height: number;
}

/** Undefined where the pane is too low for charts. */
export function chartLayout(width: number, paneHeight: number): ChartLayout | undefined {
  if (paneHeight < LEAST_HEIGHT) return undefined;
  const beside = width >= BESIDE_FROM;
  const chartHeight = 1 + Math.max(6, Math.min(12, Math.floor(paneHeight / 3)));
  return beside
    ? {
        beside,
        chartWidth: Math.floor((width - GAP) / 2),
        chartHeight,
        gap: width % 2 === 0 ? GAP : GAP + 1,
        height: chartHeight,
      }
    : { beside, chartWidth: width, chartHeight, gap: 1, height: 2 * chartHeight + 1 };
}

/** CPU and memory of the last minutes, as many as there are columns for. */
export function chartsOf(row: Row, history: RowHistory, until: number): readonly [cpu: Chart, memory: Chart] {
  const memory = history.figureBefore('memory', until, MOST_SECONDS);
  const load = history.figureBefore('cpu', until, MOST_SECONDS);
  const cores = Math.max(1, Math.ceil(Math.max(0, ...load) - 0.05));
  const [unit, divisor] = unitFor(Math.max(...memory, 1));
  const peak = row.kind === 'task' ? `, at most ${formatBytes(row.memoryPeak)}` : '';
  return [
    {
      title: [span(' CPU ', 'key'), span(`${formatPercent(row.cpu)} % of one core`)],
      graph: { values: load.map((value) => value * 100), most: 100 * cores, role: 'good' },
    },
    {
      title: [span(' Memory ', 'key'), span(`in ${unit}, ${formatBytes(row.memory)}${peak}`)],
      graph: {
        values: memory.map((value) => value / divisor),
        most: roundUp(Math.max(...memory, 1) / divisor),
        role: 'warn',
      },
    },
  ];
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
