import { Box, type DOMElement } from 'ink';
import { useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { lineFinisher } from '../src/monitor/draw/finished-line.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import type { Shown } from '../src/monitor/state/controller.ts';
import { headerViewOf } from '../src/monitor/state/header-view-of.ts';
import { isTooSmall } from '../src/monitor/state/layout.ts';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { SurfaceContext } from './Lines.tsx';
import { Overlay } from './Overlay.tsx';
import { Panes } from './Panes.tsx';
import type { Point } from './point.ts';
import { TabBar } from './TabBar.tsx';
import { TooSmall } from './TooSmall.tsx';

export interface ScreenProps {
  readonly shown: Shown;
  readonly theme: Theme;
  readonly point: Point;
}

/** The whole screen. Its box is absolute, so that the root of Ink's layout has no height, and Ink writes nothing. */
export function Screen({ shown, theme, point }: ScreenProps) {
  const { state, view } = shown;
  const { columns, rows, frozen, cursor, settings, tab } = state;
  const { snapshot, past, layout } = view;
  const surface = useContext(SurfaceContext);
  const finish = useMemo(() => lineFinisher(theme), [theme]);
  const ref = useRef<DOMElement>(null);
  useLayoutEffect(() => surface.lay({ columns, rows, finish }, isLaidOutAnew(ref.current)));
  const header = useMemo(
    () => headerViewOf({ frozen, cursor, settings, tab }, { snapshot, past }),
    [frozen, cursor, settings, tab, snapshot, past],
  );
  if (isTooSmall(state)) return <TooSmall columns={columns} rows={rows} />;
  return (
    <Box ref={ref} position="absolute" flexDirection="column" width={columns} height={rows}>
      <Header view={header} layout={view.header} theme={theme} point={point} />
      {layout.tabs > 0 && <TabBar state={state} view={view} theme={theme} point={point} />}
      <Panes shown={shown} theme={theme} point={point} />
      <Footer state={state} live={view.live} theme={theme} point={point} />
      <Overlay state={state} view={view} theme={theme} point={point} />
    </Box>
  );
}

/** Whether anything below the box has been laid out since this was asked last: else all of it is where it was. */
function isLaidOutAnew(node: DOMElement | null): boolean {
  const isNew = node?.yogaNode?.hasNewLayout() ?? true;
  node?.yogaNode?.markLayoutSeen();
  return isNew;
}
