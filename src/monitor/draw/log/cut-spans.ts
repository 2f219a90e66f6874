import { type Span, span } from '../spans.ts';
import { from, widthOf } from '../text.ts';
import type { Role } from '../theme.ts';

/** What stands behind a column. */
export function spansFrom(spans: readonly Span[], column: number): Span[] {
  let skip = column;
  const rest: Span[] = [];
  for (const one of spans) {
    const width = widthOf(one.text);
    if (skip >= width) skip -= width;
    else {
      rest.push(skip === 0 ? one : { ...one, text: from(one.text, skip) });
      skip = 0;
    }
  }
  return rest;
}

/** Breaks a line into rows of at most `width` columns: at any letter, as terminals do. One that is empty has a row too. */
export function wrappedSpans(spans: readonly Span[], width: number): Span[][] {
  const most = Math.max(2, width);
  const rows: Span[][] = [[]];
  let room = most;
  for (const one of spans) {
    let { text } = one;
    while (widthOf(text) > room) {
      const part = partOf(text, room);
      if (part !== '') rows.at(-1)?.push({ ...one, text: part });
      text = text.slice(part.length);
      rows.push([]);
      room = most;
    }
    if (text === '') continue;
    rows.at(-1)?.push({ ...one, text });
    room -= widthOf(text);
  }
  return rows;
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ONE_COLUMN_EACH = /^[ -~]*$/;

/** The longest beginning that fits; `''` where not even one letter does. */
function partOf(text: string, room: number): string {
  const ahead = text.slice(0, room);
  if (ONE_COLUMN_EACH.test(ahead)) return ahead;
  let part = '';
  let used = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    used += widthOf(segment);
    if (used > room) break;
    part += segment;
  }
  return part;
}

/** Gives another role to what lies between two places, in UTF-16 units over all pieces. */
export function marked(
  spans: readonly Span[],
  places: readonly (readonly [start: number, end: number])[],
  role: Role,
): Span[] {
  if (places.length === 0) return [...spans];
  const result: Span[] = [];
  let at = 0;
  for (const one of spans) {
    const end = at + one.text.length;
    let done = at;
    for (const [start, stop] of places) {
      if (stop <= done || start >= end) continue;
      const [first, last] = [Math.max(done, start), Math.min(end, stop)];
      if (first > done) result.push({ ...one, text: one.text.slice(done - at, first - at) });
      result.push(span(one.text.slice(first - at, last - at), role));
      done = last;
    }
    if (done < end) result.push({ ...one, text: one.text.slice(done - at) });
    at = end;
  }
  return result;
}
