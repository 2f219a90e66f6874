import { Box } from 'ink';
import { useCallback, useMemo } from 'react';
import { chartsOf } from '../src/monitor/draw/details-charts.ts';
import { type DetailsContent, detailsTitle } from '../src/monitor/draw/details-content.ts';
import type { DetailsLine } from '../src/monitor/draw/details-page.ts';
import { lineDrawer } from '../src/monitor/draw/graph/line-graph.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseOnDetails } from '../src/monitor/state/mouse.ts';
import type { Region, Size } from '../src/monitor/terminal/region.ts';
import { LineChart } from './LineChart.tsx';
import { Lines } from './Lines.tsx';
import type { Point } from './point.ts';

export interface DetailsPaneProps {
  readonly content: DetailsContent;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly point: Point;
}

/** All about one row, scrolled: what it is, its charts, then section after section. */
export function DetailsPane({ content, width, height, theme, point }: DetailsPaneProps) {
  const { identity, charts, sections, top } = content;
  const onMouse: Region['onMouse'] = (_line, _column, report) => point(mouseOnDetails(report));
  const title = useCallback(
    (size: Size) => [detailsTitle(content, height - 1, size.width, theme)],
    [content, height, theme],
  );
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Lines height={1} draw={title} onMouse={onMouse} />
      <Lines position="absolute" top={1} width={width} height={height - 1} draw={drawNothing} onMouse={onMouse} />
      <Box flexDirection="column" height={height - 1} flexShrink={0} overflow="hidden">
        <Box flexDirection="column" marginTop={-top} flexShrink={0}>
          <DetailsLines lines={identity} theme={theme} />
          {charts && content.row && <Charts row={content.row} charts={charts} theme={theme} />}
          <DetailsLines lines={sections} theme={theme} />
        </Box>
      </Box>
    </Box>
  );
}

const NO_LINES: readonly string[] = [];
const drawNothing = () => NO_LINES;

interface DetailsLinesProps {
  readonly lines: readonly DetailsLine[];
  readonly theme: Theme;
}

function DetailsLines({ lines, theme }: DetailsLinesProps) {
  const draw = useCallback(() => lines.map((line) => line(theme)), [lines, theme]);
  return <Lines height={lines.length} draw={draw} />;
}

interface ChartsProps {
  readonly row: NonNullable<DetailsContent['row']>;
  readonly charts: NonNullable<DetailsContent['charts']>;
  readonly theme: Theme;
}

/** Two charts, beside each other where there is room. */
function Charts({ row, charts: { history, until, beside, chartWidth, chartHeight, gap }, theme }: ChartsProps) {
  const all = useMemo(() => chartsOf(row, history, until), [row, history, until]);
  const draw = lineDrawer();
  return (
    <Box marginTop={1} gap={gap} flexDirection={beside ? 'row' : 'column'} flexShrink={0}>
      {all.map((chart, index) => (
        <LineChart
          key={index === 0 ? 'cpu' : 'memory'}
          chart={chart}
          width={chartWidth}
          height={chartHeight}
          drawLine={draw}
          theme={theme}
        />
      ))}
    </Box>
  );
}
