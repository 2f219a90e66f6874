import { isAscii } from 'node:buffer';
import type { LogText } from '../../logs/log-source.ts';
import { withoutSequences } from '../draw/sequences.ts';
import type { TextFinder } from './text-finder.ts';

/** Says something of a line, from where up to where it stands in a text. */
type LineTest = (text: string, from: number, to: number) => boolean;

/** From so many bytes on a look for what is no ASCII costs less than what it saves. */
const LARGE = 1_024;

/** The numbers of the lines of a piece that a test holds for. @param finder of a text that all those lines have: others are not tested */
export function linesWhere(piece: LogText, finder: TextFinder | undefined, test: LineTest): number[] {
  const text = textOf(piece);
  return finder === undefined ? tested(piece, text, test) : found(piece, text, finder, test);
}

/** All lines as one text, as they are shown. */
function textOf({ bytes }: LogText): string {
  const text = bytes.toString(bytes.length >= LARGE && isAscii(bytes) ? 'latin1' : 'utf8');
  const shown = withoutSequences(text);
  return shown.includes('\r\n') ? shown.replaceAll('\r\n', '\n') : shown;
}

function tested(piece: LogText, text: string, test: LineTest): number[] {
  const numbers: number[] = [];
  for (let [line, start] = [0, 0]; line < piece.lines; line++) {
    const end = endOf(text, start);
    if (test(text, start, end)) numbers.push(piece.number + line);
    start = end + 1;
  }
  return numbers;
}

function found(piece: LogText, text: string, finder: TextFinder, test: LineTest): number[] {
  const numbers: number[] = [];
  let number = piece.number;
  let start = 0;
  for (let at = finder.next(text, 0); at >= 0; at = finder.next(text, start)) {
    let end = endOf(text, start);
    for (; end < at; end = endOf(text, start)) {
      number++;
      start = end + 1;
    }
    if (test(text, start, end)) numbers.push(number);
    number++;
    start = end + 1;
    if (start >= text.length) break;
  }
  return numbers;
}

/** Where a line ends that begins at a place. */
function endOf(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
