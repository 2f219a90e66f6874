import { formatWhole } from './format.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { wrap } from './text.ts';
import type { Theme } from './theme.ts';

/** Columns of a fact's name. */
export const LABEL = 11;
/** Letters of one text that are shown. */
const MOST_TEXT = 2_000;

/** A line of the details, painted when it is shown: how many lines there are depends on no theme. */
export type DetailsLine = (theme: Theme) => string;

/** A part of the details: lines under a title, which is empty for the first one. */
export interface Section {
  readonly title: string;
  readonly lines: readonly DetailsLine[];
}

/** How lines of the details are made, all of them as wide as the page. */
export interface DetailsPage {
  readonly width: number;
  line(...spans: Span[]): DetailsLine;
  /** A name, and what is to be said of it. */
  fact(name: string, ...spans: Span[]): DetailsLine;
  /** A name, and a clean text that may take several lines. */
  texts(name: string, text: string): DetailsLine[];
}

export function detailsPage(width: number): DetailsPage {
  const line =
    (...spans: Span[]): DetailsLine =>
    (theme) =>
      paintSpans([span(' '), ...spans], width, theme);
  const fact = (name: string, ...spans: Span[]) => line(span(name.padEnd(LABEL), 'label'), ...spans);
  const texts = (name: string, text: string) =>
    wrap(shortened(text), width - LABEL - 2).map((part, index) => fact(index === 0 ? name : '', span(part)));
  return { width, line, fact, texts };
}

/** Arguments may be megabytes. */
function shortened(text: string): string {
  return text.length <= MOST_TEXT
    ? text
    : `${text.slice(0, MOST_TEXT)} ... and ${formatWhole(text.length - MOST_TEXT)} more`;
}
