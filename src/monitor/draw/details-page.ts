import { LABEL } from './details-limits.ts';
import { formatWhole } from './format.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { wrap } from './text.ts';
import type { Theme } from './theme.ts';

/** Letters of one text that are shown. */
const MOST_TEXT = 2_000;

/** A part of the details: painted lines under a title, which is empty for the first one. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** How lines of the details are made, all of them as wide as the page. */
export interface DetailsPage {
  readonly width: number;
  readonly theme: Theme;
  line(...spans: Span[]): string;
  /** A name, and what is to be said of it. */
  fact(name: string, ...spans: Span[]): string;
  /** A name, and a clean text that may take several lines. */
  texts(name: string, text: string): string[];
}

export function detailsPage(width: number, theme: Theme): DetailsPage {
  const line = (...spans: Span[]) => paintSpans([span(' '), ...spans], width, theme);
  const fact = (name: string, ...spans: Span[]) => line(span(name.padEnd(LABEL), 'label'), ...spans);
  const texts = (name: string, text: string) =>
    wrap(shortened(text), width - LABEL - 2).map((part, index) => fact(index === 0 ? name : '', span(part)));
  return { width, theme, line, fact, texts };
}

/** Arguments may be megabytes. */
function shortened(text: string): string {
  return text.length <= MOST_TEXT
    ? text
    : `${text.slice(0, MOST_TEXT)} ... and ${formatWhole(text.length - MOST_TEXT)} more`;
}
