import { from, until, widthOf } from './text.ts';

const SGR = /(\u001b\[[\d;]*m)/;
const RESET = '\u001b[0m';

/** Painted lines, each exactly `width` columns wide, and their place on the screen. */
export interface Piece {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly lines: readonly string[];
}

/**
 * Lays pieces over each other, the first one at the bottom. What no piece covers is blank; what stands out of the screen is cut.
 * A wide letter that a piece covers by half becomes a blank.
 */
export function composed(pieces: readonly Piece[], columns: number, rows: number): string[] {
  const lines = new Array<string>(rows).fill('');
  const ends = new Array<number>(rows).fill(0);
  for (const { left, top, width, lines: own } of pieces) {
    const end = left + width;
    const first = Math.max(0, -top);
    const last = Math.min(own.length, rows - top);
    for (let index = first; index < last; index++) {
      const row = top + index;
      const line = own[index] ?? '';
      const piece = end > columns ? part(line, 0, columns - left) : line;
      const [below = '', filled = 0] = [lines[row], ends[row]];
      lines[row] =
        left >= filled
          ? below + ' '.repeat(left - filled) + piece
          : part(below, 0, left) + piece + part(below, end, Math.max(end, filled));
      ends[row] = Math.min(columns, Math.max(end, filled));
    }
  }
  return lines.map((line, row) => line + ' '.repeat(columns - (ends[row] ?? 0)));
}

/** The columns of a painted line from one to right before another one, filled with blanks where the line ends before. */
function part(line: string, start: number, end: number): string {
  let column = 0;
  let result = '';
  let look = '';
  for (const piece of line.split(SGR)) {
    if (SGR.test(piece)) {
      look = piece === RESET ? '' : piece;
      continue;
    }
    const width = widthOf(piece);
    const text = column >= end ? '' : from(until(piece, end - column), start - column);
    if (text !== '') result += look === '' ? text : `${look}${text}${RESET}`;
    column += width;
  }
  return result + ' '.repeat(Math.max(0, end - Math.max(start, column)));
}
