import stringWidth from 'string-width';
import { HARMFUL } from '../../base/visible.ts';
import { withoutSequences } from './sequences.ts';

/** Joiners, selectors and skin tones: terminals disagree on the width of what they make of their neighbours. */
const MODIFIERS = /[\u200b-\u200d\u2060]|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0000}-\u{e01ef}]/gu;
/** Letters of one column that stand alone, and signs for meters and graphs: what most text is made of. */
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]*$/;
/** Stands in the place of what was harmful. */
export const DOT = '·';
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Makes text of any origin harmless: control sequences and what joins letters go, tabs become spaces, other controls a dot. */
export function clean(text: string): string {
  if (NARROW.test(text)) return text;
  return withoutSequences(text).replaceAll('\t', '    ').replace(MODIFIERS, '').replace(HARMFUL, DOT);
}

/** Columns that clean text takes on a terminal. */
export function widthOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** Cuts or pads clean text to exactly `width` columns; what is cut ends in an ellipsis. */
export function fitTo(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  if (width <= 0) return '';
  const actual = widthOf(text);
  if (actual > width) return cut(text, width);
  const padding = ' '.repeat(width - actual);
  return align === 'left' ? text + padding : padding + text;
}

/** The part of clean text that begins at a column, for scrolling sideways. */
export function from(text: string, column: number): string {
  if (column <= 0) return text;
  if (NARROW.test(text)) return text.slice(column);
  let at = 0;
  let index = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    if (at >= column) break;
    at += stringWidth(segment);
    index += segment.length;
  }
  // Half of a wide letter that is cut is a blank, so that what follows stays where it is.
  return ' '.repeat(Math.max(0, at - column)) + text.slice(index);
}

/** The part of clean text that ends before a column. */
export function until(text: string, column: number): string {
  if (NARROW.test(text)) return text.slice(0, column);
  let kept = '';
  let used = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    const columns = stringWidth(segment);
    if (used + columns > column) return kept + ' '.repeat(column - used);
    kept += segment;
    used += columns;
  }
  return text;
}

/** Breaks text between words into lines of at most `width` columns, and inside of words that are longer. */
export function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last === '' || widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.flatMap((line) => broken(line, Math.max(2, width)));
}

/** One long word in pieces. */
function broken(word: string, width: number): string[] {
  const pieces = [''];
  for (const letter of word) {
    const longer = pieces[pieces.length - 1] + letter;
    if (widthOf(longer) > width) pieces.push(letter);
    else pieces[pieces.length - 1] = longer;
  }
  return pieces;
}

function cut(text: string, width: number): string {
  if (NARROW.test(text)) return width === 1 ? text.slice(0, 1) : `${text.slice(0, width - 1)}~`;
  let kept = '';
  let used = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    const columns = stringWidth(segment);
    if (used + columns > width - 1) break;
    kept += segment;
    used += columns;
  }
  return `${kept}~${' '.repeat(width - 1 - used)}`;
}
