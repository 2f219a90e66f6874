import { paintSpans, type Span, span } from '../spans.ts';
import type { Theme } from '../theme.ts';
import { fitted, type Graph } from './graph.ts';

/** Columns of the labels and the axis. */
const MARGIN = 5;
const BLOCKS = ' ▁▂▃▄▅▆▇█';

/** Bars of block or ASCII characters, one column a second: where the chart is not there, or the terminal has no braille. */
export function drawBlocks(graph: Graph, width: number, height: number, theme: Theme): string[] {
  const values = fitted(graph, Math.max(1, width - MARGIN));
  const [axis, full] = theme.unicode ? ['│', '█'] : ['|', '#'];
  return Array.from({ length: height }, (_, line) => {
    const below = height - 1 - line;
    const bars = values.map((value) => {
      const filled = (value / graph.most) * height - below;
      if (filled >= 1) return full;
      if (!theme.unicode) return filled >= 0.5 ? full : filled > 0.05 && below === 0 ? '.' : ' ';
      return BLOCKS[Math.max(0, Math.round(filled * 8))] ?? full;
    });
    const spans: Span[] = [
      span(labelAt(line, height, graph.most).padStart(MARGIN - 1), 'label'),
      span(axis, 'dim'),
      span(bars.join(''), graph.role),
    ];
    return paintSpans(spans, width, theme);
  });
}

/** The top and the bottom of the axis have a figure. */
function labelAt(line: number, height: number, most: number): string {
  if (line === 0) return String(Number(most.toPrecision(3)));
  return line === height - 1 ? '0' : '';
}
