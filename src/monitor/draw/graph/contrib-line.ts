import type { LineChart } from 'blessed-contrib/lib/widget/charts/line.js';
import { paintSpans, type Span } from '../spans.ts';
import type { Role, Theme } from '../theme.ts';
import { fitted, type Graph } from './graph.ts';

/** The chart draws so many columns and lines less than it is asked for; its last line is empty, and cut off. */
const BORDER = { columns: 6, lines: 3 };

/** Columns before the line begins: its labels and the axis. */
const MARGIN = 7;

/** Dots below the line: the axis and its labels. */
const AXIS_DOTS = 11;

/** Colours by which the parts are told apart in what the chart draws. */
const PARTS = { line: 'green', text: 'cyan', baseline: 'white' } as const;

/** Draws with blessed-contrib's line chart, off the screen: no terminal is touched. */
export type DrawLine = (graph: Graph, width: number, height: number, theme: Theme) => string[];

/** Loads the chart, which takes some 50 ms: whoever never looks at a graph does not pay for it. */
export async function loadContribLine(): Promise<DrawLine> {
  const [{ default: Line }, { default: canvases }] = await Promise.all([
    import('blessed-contrib/lib/widget/charts/line.js'),
    import('drawille-canvas-blessed-contrib'),
  ]);
  return (graph, width, height, theme) => {
    // Its canvas takes even widths alone.
    const even = width - (width % 2);
    const chart = Object.create(Line.prototype, {
      width: { value: even + BORDER.columns },
      height: { value: height + BORDER.lines },
    }) as LineChart;
    chart.options = optionsFor(graph, height);
    chart.calcSize();
    chart.ctx = new canvases.Canvas(chart.canvasSize.width, chart.canvasSize.height).getContext();
    const y = fitted(graph, Math.max(2, (even - MARGIN) * 2));
    chart.setData([{ x: y.map((_, index) => `-${y.length - 1 - index}s`), y }]);
    const drawn = chart.ctx._canvas.frame().split('\n').slice(0, height);
    return drawn.map((line) => paintSpans(spansOf(line, graph.role), width, theme));
  };
}

/** The chart cuts off what is within three dots of its top: the axis goes on a little. Labels stand at even parts of `most` all the same. */
function optionsFor({ most }: Graph, height: number): Readonly<Record<string, unknown>> {
  const dots = Math.max(6, (height + 1) * 4 - AXIS_DOTS);
  const maxY = most / (1 - 3 / dots);
  const parts = height < 12 ? 2 : 4;
  return {
    style: PARTS,
    maxY,
    minY: 0,
    numYLabels: (maxY / most) * parts,
    showNthLabel: 1,
    xLabelPadding: 5,
    xPadding: 10,
    legend: {},
  };
}

const ROLES: Readonly<Record<string, Role>> = { '36': 'label', '37': 'dim' };

/** What the chart drew, each run of one colour as one piece in a role of ours. */
function spansOf(line: string, role: Role): Span[] {
  const spans: Span[] = [];
  let now: Role = 'plain';
  for (const piece of line.split(/(\u001b\[\d+m)/)) {
    const colour = /^\u001b\[(\d+)m$/.exec(piece)?.[1];
    if (colour !== undefined) now = colour === '32' ? role : (ROLES[colour] ?? (colour === '39' ? 'plain' : now));
    else if (piece !== '') addTo(spans, piece, piece.trim() === '' ? (spans.at(-1)?.role ?? 'plain') : now);
  }
  return spans;
}

function addTo(spans: Span[], text: string, role: Role): void {
  const last = spans.at(-1);
  if (last?.role === role) spans[spans.length - 1] = { text: last.text + text, role };
  else spans.push({ text, role });
}
