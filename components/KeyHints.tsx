import { Box } from 'ink';
import { memo, useCallback } from 'react';
import {
  type FooterKey,
  type FooterState,
  footerKeys,
  footerKeyWidth,
  footerNotes,
} from '../src/monitor/draw/footer-line.ts';
import { paintSpans, span } from '../src/monitor/draw/spans.ts';
import { widthOf } from '../src/monitor/draw/text.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseOnKey } from '../src/monitor/state/mouse.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';
import { Notes } from './Notes.tsx';
import type { Point } from './point.ts';

export interface KeyHintsProps extends FooterState {
  /** The manifest was changed. */
  readonly hasNews: boolean;
  readonly theme: Theme;
  readonly point: Point;
}

/** What the keys do in the pane that has them; behind them, at the right edge, what is searched. */
export const KeyHints = memo(function KeyHints({ hasNews, theme, point, ...state }: KeyHintsProps) {
  const notes = footerNotes(state, hasNews);
  return (
    <Box height={1} flexShrink={0}>
      {footerKeys(state, state.columns - widthOf(notes)).map(({ id, key, title }) => (
        <KeyHint key={id} id={id} name={key} title={title} theme={theme} point={point} />
      ))}
      <Notes text={notes} align="right" theme={theme} />
    </Box>
  );
});

interface KeyHintProps extends Omit<FooterKey, 'key'> {
  readonly name: string;
  readonly theme: Theme;
  readonly point: Point;
}

/** A click does what the key does. */
const KeyHint = memo(function KeyHint({ id, name, title, theme, point }: KeyHintProps) {
  const draw = useCallback(
    ({ width }: Size) => [paintSpans([span(name, 'key'), span(`${title} `, 'command')], width, theme)],
    [name, title, theme],
  );
  return (
    <Lines
      width={footerKeyWidth({ id, key: name, title })}
      draw={draw}
      onMouse={(_line, _column, report) => point(mouseOnKey(id, report))}
    />
  );
});
