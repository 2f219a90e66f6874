import type { HeaderView, MeterMode } from '../header-view.ts';
import { paintSpans, type Span, span } from '../spans.ts';
import type { Theme } from '../theme.ts';

/** Where a meter is drawn. */
export interface Place {
  readonly mode: MeterMode;
  readonly width: number;
  readonly height: number;
  /** It stands behind another meter on the same line. */
  readonly behind: boolean;
}

/** One of the header's meters. */
export interface Meter {
  /** What it shows, in a few words. */
  readonly title: string;
  /** The ways in which it can be drawn, in the order in which they follow each other. */
  readonly modes: readonly [MeterMode, ...MeterMode[]];
  /** Columns that it needs as text; one that has none does not share its line. */
  readonly columns?: (view: HeaderView) => number;
  /** Whether there is anything to show; always where it is left out. */
  readonly isThere?: (view: HeaderView) => boolean;
  /** Heights that it can be drawn in, the best first and the least last. */
  readonly heights?: (view: HeaderView, mode: MeterMode, width: number) => readonly [number, ...number[]];
  /** As many lines as the place is high, each exactly as wide. */
  readonly lines: (view: HeaderView, place: Place, theme: Theme) => string[];
}

/** Columns of a fact's name. */
const LABEL = 9;

/** A fact on one line: its name, then what there is to say. */
export function factLine(name: string, facts: readonly Span[], { width, behind }: Place, theme: Theme): string {
  const label = span(behind ? `${name} ` : name.padEnd(LABEL), 'label');
  return paintSpans([label, ...facts], width, theme);
}

/** Columns that a fact has behind its name. */
export function factRoom({ width, behind }: Place, name: string): number {
  return width - (behind ? name.length + 1 : LABEL);
}
