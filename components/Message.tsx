import { useCallback } from 'react';
import { paintSpans, span } from '../src/monitor/draw/spans.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseOnMessage } from '../src/monitor/state/mouse.ts';
import type { Message as MessageText } from '../src/monitor/state/screen-state.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';
import type { Point } from './point.ts';

export interface MessageProps {
  readonly message: MessageText;
  readonly theme: Theme;
  readonly point: Point;
}

/** What happened, in the last line; a click takes it away. */
export function Message({ message, theme, point }: MessageProps) {
  const draw = useCallback(
    ({ width }: Size) => {
      const [first = ''] = message.text.split('\n', 1);
      return [paintSpans([span(first, message.bad ? 'bad' : 'good')], width, theme)];
    },
    [message, theme],
  );
  return <Lines height={1} draw={draw} onMouse={(_line, _column, report) => point(mouseOnMessage(report))} />;
}
