import { Box } from 'ink';
import { memo, useCallback } from 'react';
import type { HeaderLayout } from '../src/monitor/draw/header-layout.ts';
import { noticeOf, summarySpans } from '../src/monitor/draw/header-lines.ts';
import type { HeaderView } from '../src/monitor/draw/header-view.ts';
import { paintSpans } from '../src/monitor/draw/spans.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';
import { Meter } from './Meter.tsx';
import type { Point } from './point.ts';

export interface HeaderProps {
  readonly view: HeaderView;
  /** Where each meter is. */
  readonly layout: HeaderLayout;
  readonly theme: Theme;
  readonly point: Point;
}

/** The meters, each at its place; a short screen has a line of figures instead. */
export const Header = memo(function Header({ view, layout, theme, point }: HeaderProps) {
  const summary = useCallback(
    ({ width }: Size) => [paintSpans(summarySpans(view, width), width, theme)],
    [view, theme],
  );
  const { placed, height } = layout;
  if (height === 0) return null;
  if (placed.length === 0) return <Lines height={height} draw={summary} />;
  const notice = view.frozen ? noticeOf(layout) : undefined;
  return (
    <Box height={height} flexShrink={0}>
      {placed.map((place) => (
        <Meter
          key={`${place.meter} ${place.left} ${place.top}`}
          place={place}
          view={view}
          isNotice={place === notice}
          theme={theme}
          point={point}
        />
      ))}
    </Box>
  );
});
