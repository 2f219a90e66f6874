import { gutterOf, rowsIn } from '../../draw/log/line-rows.ts';
import { lineText, rowStarts } from '../../draw/log/line-text.ts';
import { widthOf } from '../../draw/text.ts';
import type { CopyMode, TextPlace } from '../../log/copy-mode.ts';
import { letterAt, letterEnd } from '../../log/letters.ts';
import type { LogPlace } from '../../log/log-state.ts';
import type { LogView } from '../../log/log-view.ts';
import { isBefore, linesAt, moved } from '../../log/scrolling.ts';
import { withLog } from '../log/log-places.ts';
import type { ScreenState } from '../screen-state.ts';
import type { View } from '../view.ts';
import { copyOf, withCopy, withCursor } from './copy-state.ts';

/** Scrolls as little as brings the cursor into sight. One whose line was dropped goes to the next that is there. */
export function cursorInSight(state: ScreenState, { log }: Pick<View, 'log'>): ScreenState {
  const copy = copyOf(state);
  if (copy === undefined || log === undefined || log.look.count === 0) return state;
  if (isDropped(copy, log.look.source.first)) return cursorInSight(withoutSelection(state), { log });
  const { look, format } = log;
  const index = Math.min(look.count - 1, look.indexOf(copy.cursor.number));
  const [line] = look.lines(index, 1);
  if (line === undefined) return state;
  const { number } = line;
  const moved = number === copy.cursor.number ? state : withCursor(state, { number, at: 0 });
  const cursor: TextPlace = number === copy.cursor.number ? copy.cursor : { number, at: 0 };
  const text = lineText(line, format);
  const begin = letterAt(text, cursor.at);
  const starts = rowStarts(line, format);
  const row = Math.max(
    0,
    starts.findLastIndex((start) => start <= begin),
  );
  const before = text.slice(starts[row], begin);
  const letter = text.slice(begin, letterEnd(text, begin));
  const top = topFor(log, state.log.top ?? log.top, { number, row });
  const left = format.wrap ? state.log.left : leftFor(log, state.log.left, widthOf(before), widthOf(letter));
  return withLog(moved, { top, left });
}

/** Whether a part of what is selected is no longer kept: something else would be copied in its place. */
function isDropped({ anchor, cursor }: CopyMode, first: number): boolean {
  return anchor !== undefined && Math.min(anchor.number, cursor.number) < first;
}

function withoutSelection(state: ScreenState): ScreenState {
  const message = { text: 'what was selected is no longer kept: select again', bad: true };
  return { ...withCopy(state, { anchor: undefined }), message };
}

function topFor({ look, format, height }: LogView, top: LogPlace, place: LogPlace): LogPlace {
  if (isBefore(place, top)) return place;
  let rows = 0;
  for (const { line, above } of linesAt(look, format, top, height)) {
    if (line.number === place.number && rows + place.row - above < height) return top;
    rows += rowsIn(line, format) - above;
  }
  return moved(look, format, place, 1 - height, height);
}

function leftFor({ format }: LogView, left: number, column: number, width: number): number {
  const room = Math.max(1, format.columns - gutterOf(format));
  if (column < left) return column;
  return column + width > left + room ? column + width - room : left;
}
