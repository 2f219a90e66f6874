import { memo, useCallback } from 'react';
import type { Chart } from '../src/monitor/draw/details-charts.ts';
import type { DrawLine } from '../src/monitor/draw/graph/contrib-line.ts';
import { paintSpans } from '../src/monitor/draw/spans.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';

export interface LineChartProps {
  readonly chart: Chart;
  readonly width: number;
  /** With the line of its title. */
  readonly height: number;
  readonly drawLine: DrawLine;
  readonly theme: Theme;
}

/** A line over time under a title. It is drawn anew when its values change, not when it is scrolled. */
export const LineChart = memo(function LineChart({ chart, width, height, drawLine, theme }: LineChartProps) {
  const draw = useCallback(
    (size: Size) => [
      paintSpans(chart.title, size.width, theme),
      ...drawLine(chart.graph, size.width, size.height - 1, theme),
    ],
    [chart, drawLine, theme],
  );
  return <Lines width={width} height={height} draw={draw} />;
});
