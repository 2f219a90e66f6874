import type { PlacedBox } from './box.ts';
import { from, until, widthOf } from './text.ts';

const SGR = /(\u001b\[[\d;]*m)/;
const RESET = '\u001b[0m';

/** Lays a box over lines, where it has its place. Wide letters that it covers by half become blanks. */
export function overlaid(lines: readonly string[], box: PlacedBox | undefined, columns: number): readonly string[] {
  if (box === undefined) return lines;
  const { left, top, width } = box.place;
  return lines.map((line, row) => {
    const piece = box.lines[row - top];
    return piece === undefined ? line : part(line, 0, left) + piece + part(line, left + width, columns);
  });
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
