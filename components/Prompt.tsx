import { useCallback } from 'react';
import { paintSpans, type Span } from '../src/monitor/draw/spans.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';

export interface PromptProps {
  /** What is asked for, and what is typed with its cursor. */
  readonly spans: readonly Span[];
  readonly theme: Theme;
}

/** The line that is typed. */
export function Prompt({ spans, theme }: PromptProps) {
  const draw = useCallback(({ width }: Size) => [paintSpans(spans, width, theme)], [spans, theme]);
  return <Lines height={1} draw={draw} />;
}
