import { withoutSequences } from '../sequences.ts';

/** A piece of a program's line, and the SGR parameters with which it wants it shown; `''` for none. */
export interface OwnPiece {
  readonly text: string;
  readonly sgr: string;
}

/** What a program colours its lines with: `ESC [ 1;31 m`. */
const SGR = /\u001b\[([\d;:]*)m/;

/** Takes a program's line apart: its colours are kept, all other sequences go. Control characters stay. */
export function ownPieces(text: string): readonly OwnPiece[] {
  if (!text.includes('\u001b')) return [{ text, sgr: '' }];
  const pieces: OwnPiece[] = [];
  let sgr = '';
  for (const [index, part] of text.split(SGR).entries()) {
    if (index % 2 === 1) sgr = added(sgr, part);
    else if (part !== '') pieces.push({ text: withoutSequences(part), sgr });
  }
  return pieces;
}

/** Parameters of some length are nonsense: the last ones count. */
const MOST_LENGTH = 100;

/** What counts behind one more sequence: 0, and none at all, take all before back. */
function added(before: string, parameters: string): string {
  if (/^0*$/.test(parameters)) return '';
  const all = before === '' ? parameters : `${before};${parameters}`;
  return all.length > MOST_LENGTH ? parameters.slice(0, MOST_LENGTH) : all;
}
