import { from, until, widthOf } from './text.ts';

const SGR = /(\u001b\[[\d;]*m)/;
const ALL_SGR = /\u001b\[[\d;]*m/g;
const RESET = '\u001b[0m';

/** Lays a box over lines: in their middle, or right above the last one. Wide letters that it covers by half become blanks. */
export function overlaid(
  lines: readonly string[],
  box: readonly string[],
  at: 'middle' | 'bottom',
  columns: number,
): readonly string[] {
  if (box.length === 0) return lines;
  const width = widthOf((box[0] ?? '').replace(ALL_SGR, ''));
  const left = at === 'middle' ? Math.max(0, Math.floor((columns - width) / 2)) : 0;
  const room = lines.length - box.length;
  const top = Math.max(0, at === 'middle' ? Math.floor(room / 2) : room - 1);
  return lines.map((line, row) => {
    const piece = box[row - top];
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
