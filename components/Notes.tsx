import { memo, useCallback } from 'react';
import { paintSpans, span } from '../src/monitor/draw/spans.ts';
import { widthOf } from '../src/monitor/draw/text.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';

export interface NotesProps {
  readonly text: string;
  readonly align?: 'left' | 'right';
  readonly theme: Theme;
}

/** The rest of a line: what is out of the ordinary. */
export const Notes = memo(function Notes({ text, align = 'left', theme }: NotesProps) {
  const draw = useCallback(
    ({ width }: Size) => {
      const before = align === 'left' ? 0 : Math.max(0, width - widthOf(text));
      return [paintSpans([span(' '.repeat(before)), span(text, 'warn')], width, theme)];
    },
    [text, align, theme],
  );
  return <Lines flexGrow={1} draw={draw} />;
});
