import { isAscii } from 'node:buffer';
import type { LogPiece } from '../../logs/log-source.ts';
import { shownText } from './shown-text.ts';

/** The lines of a piece as they are shown, without what colours them. */
export function textsOfPiece({ bytes, lines }: LogPiece): string[] {
  const end = bytes[bytes.length - 1] === NEWLINE ? bytes.length - 1 : bytes.length;
  const texts = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8', 0, end).split('\n', lines);
  return texts.map(shownText);
}

const NEWLINE = 0x0a;
