import { isAscii } from 'node:buffer';
import { NEWLINE } from '../../logs/find-lines.ts';
import type { LogPiece } from '../../logs/log-source.ts';
import { withoutSequences } from '../draw/sequences.ts';

/** The lines of a piece as they are searched: without escape sequences, and without the carriage return of other systems. */
export function textsOfPiece({ bytes, lines }: LogPiece): string[] {
  const end = bytes[bytes.length - 1] === NEWLINE ? bytes.length - 1 : bytes.length;
  const texts = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8', 0, end).split('\n', lines);
  return texts.map((text) => withoutSequences(text.endsWith('\r') ? text.slice(0, -1) : text));
}
