import { useCallback } from 'react';
import type { Placed } from '../src/monitor/draw/header-layout.ts';
import { frozenLines } from '../src/monitor/draw/header-lines.ts';
import type { HeaderView } from '../src/monitor/draw/header-view.ts';
import { METERS } from '../src/monitor/draw/meters/registry.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseOnMeter } from '../src/monitor/state/mouse.ts';
import { Lines } from './Lines.tsx';
import type { Point } from './point.ts';

export interface MeterProps {
  /** Which meter, in which mode, and where in the header. */
  readonly place: Placed;
  readonly view: HeaderView;
  /** In its place stands that the picture does not move. */
  readonly isNotice: boolean;
  readonly theme: Theme;
  readonly point: Point;
}

/** One of the header's meters; a click draws it in its next mode. */
export function Meter({ place, view, isNotice, theme, point }: MeterProps) {
  const { meter, left, top, width, height } = place;
  const draw = useCallback(
    () => (isNotice ? frozenLines(place, view.freezeKey, theme) : METERS[place.meter].lines(view, place, theme)),
    [place, view, isNotice, theme],
  );
  return (
    <Lines
      position="absolute"
      left={left}
      top={top}
      width={width}
      height={height}
      draw={draw}
      onMouse={(_line, _column, report) => point(mouseOnMeter(meter, report))}
    />
  );
}
