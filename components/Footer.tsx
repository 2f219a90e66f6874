import type { Snapshot } from '../src/monitor/data/snapshot.ts';
import { promptSpans } from '../src/monitor/draw/footer-line.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { topLayer } from '../src/monitor/state/layers/layer-stack.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import { KeyHints } from './KeyHints.tsx';
import { Message } from './Message.tsx';
import { Prompt } from './Prompt.tsx';
import type { Point } from './point.ts';

export interface FooterProps {
  readonly state: ScreenState;
  readonly live: Snapshot;
  readonly theme: Theme;
  readonly point: Point;
}

/** The last line: what is typed, what happened, or else what the keys do here. */
export function Footer({ state, live, theme, point }: FooterProps) {
  const { message } = state;
  const typed = promptSpans(topLayer(state), state);
  if (typed !== undefined) return <Prompt spans={typed} theme={theme} />;
  if (message !== undefined) return <Message message={message} theme={theme} point={point} />;
  const { focus, tab, readOnly, settings, search, columns } = state;
  const hasNews = live.news !== undefined;
  const where = { focus, tab, readOnly, settings, search, columns };
  return <KeyHints {...where} hasNews={hasNews} theme={theme} point={point} />;
}
