import { useCallback } from 'react';
import { noLogText } from '../src/monitor/draw/empty-text.ts';
import { logPane } from '../src/monitor/draw/log/log-pane.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { keyText } from '../src/monitor/input/key-map.ts';
import type { LogView } from '../src/monitor/log/log-view.ts';
import { mouseOnLog } from '../src/monitor/state/mouse.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import type { View } from '../src/monitor/state/view.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';
import type { Point } from './point.ts';

export interface LogPaneProps {
  readonly state: ScreenState;
  readonly view: View;
  readonly log: LogView;
  readonly theme: Theme;
  readonly point: Point;
}

/** A log under a title that says whose it is, and which of its lines are shown. */
export function LogPane({ state, view, log, theme, point }: LogPaneProps) {
  const { log: place, focus, settings } = state;
  const empty = log.empty === '' ? noLogText(state, view) : log.empty;
  const draw = useCallback(
    ({ width, height }: Size) => {
      const followKey = keyText(settings.keys, 'resumeLog', 'log');
      return logPane(place, { ...log, empty }, focus === 'log', width, height, theme, followKey);
    },
    [place, log, empty, focus, settings, theme],
  );
  return (
    <Lines height={view.layout.log} draw={draw} onMouse={(line, _column, report) => point(mouseOnLog(line, report))} />
  );
}
