import { Box } from 'ink';
import { memo, useCallback } from 'react';
import { TABS, type Tab as TabId } from '../src/monitor/data/row.ts';
import { paintSpans, type Span, span } from '../src/monitor/draw/spans.ts';
import { pastLine, tabNotes, tabSpans } from '../src/monitor/draw/tabs-line.ts';
import { widthOf } from '../src/monitor/draw/text.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseOnTab } from '../src/monitor/state/mouse.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import type { View } from '../src/monitor/state/view.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';
import { Notes } from './Notes.tsx';
import type { Point } from './point.ts';

export interface TabBarProps {
  readonly state: ScreenState;
  readonly view: View;
  readonly theme: Theme;
  readonly point: Point;
}

/** The line above the table: the tabs, or which past this is, and what is shown. */
export function TabBar({ state, view, theme, point }: TabBarProps) {
  const { cursor } = state;
  const past = useCallback(
    () => (cursor === undefined ? [] : [pastLine(cursor, state, view, theme)]),
    [cursor, state, view, theme],
  );
  if (cursor !== undefined) return <Lines height={1} draw={past} />;
  return (
    <Box height={1} flexShrink={0} gap={1}>
      {tabSpans(state, view).map(({ text, role }, index) => {
        const tab = TABS[index];
        return tab && <Tab key={tab} tab={tab} text={text} role={role} theme={theme} point={point} />;
      })}
      <Notes text={tabNotes(state, view).join('')} theme={theme} />
    </Box>
  );
}

interface TabProps extends Span {
  readonly tab: TabId;
  readonly theme: Theme;
  readonly point: Point;
}

/** A click on it goes there. */
const Tab = memo(function Tab({ tab, text, role, theme, point }: TabProps) {
  const draw = useCallback(({ width }: Size) => [paintSpans([span(text, role)], width, theme)], [text, role, theme]);
  return (
    <Lines width={widthOf(text)} draw={draw} onMouse={(_line, _column, report) => point(mouseOnTab(tab, report))} />
  );
});
