import type { LogState } from './log-state.ts';

/** A letter in a log, by the line's number and the UTF-16 unit in its text: neither wrapping nor new lines move it. Past the end it means the last one. */
export interface TextPlace {
  readonly number: number;
  readonly at: number;
}

/** A cursor in a log that stands still, and what is selected with it. */
export interface CopyMode {
  readonly cursor: TextPlace;
  /** Where the selection begins, or ends; undefined where nothing is selected. */
  readonly anchor: TextPlace | undefined;
  readonly by: 'letters' | 'lines';
  /** A button of the mouse is held down, and copies when it is released. */
  readonly dragging: boolean;
  /** Where the log was, and goes on afterwards. */
  readonly before: Pick<LogState, 'top' | 'pausedAt' | 'current' | 'left'>;
}

/** The two ends of what is selected, in their order. */
export function endsOf({ cursor, anchor }: CopyMode): readonly [first: TextPlace, last: TextPlace] | undefined {
  if (anchor === undefined) return undefined;
  const turned = cursor.number < anchor.number || (cursor.number === anchor.number && cursor.at < anchor.at);
  return turned ? [cursor, anchor] : [anchor, cursor];
}
