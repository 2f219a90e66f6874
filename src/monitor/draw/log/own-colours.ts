import { clean } from '../text.ts';

/** A piece of a program's line, and the SGR parameters with which it wants it shown; `''` for none. */
export interface OwnPiece {
  readonly text: string;
  readonly sgr: string;
}

/** What a program colours its lines with: `ESC [ 1;31 m`. */
const SGR = /\u001b\[([\d;:]*)m/;

/** Takes a program's line apart: its colours are kept, all else that a terminal would act on goes. */
export function ownPieces(text: string): readonly OwnPiece[] {
  if (!text.includes('\u001b')) return [{ text: clean(text), sgr: '' }];
  const pieces: OwnPiece[] = [];
  let sgr = '';
  for (const [index, part] of text.split(SGR).entries()) {
    if (index % 2 === 1) sgr = added(sgr, part);
    else if (part !== '') pieces.push({ text: clean(part), sgr });
  }
  return pieces;
}

/** Parameters of some length are nonsense: no more is kept of them. */
const MOST_LENGTH = 100;

/** What counts behind one more sequence: 0 takes all before back. */
function added(before: string, parameters: string): string {
  const list = parameters.split(';');
  const reset = list.findLastIndex((one, index) => /^0*$/.test(one) && !isInColour(list, index));
  const rest = list.slice(reset + 1).join(';');
  const all = reset >= 0 ? rest : [before, rest].filter((part) => part !== '').join(';');
  return all.length > MOST_LENGTH ? rest.slice(0, MOST_LENGTH) : all;
}

/** Whether a parameter belongs to a colour: in `38;5;0` and `48;2;0;0;0` a 0 resets nothing. */
function isInColour(list: readonly string[], index: number): boolean {
  for (let back = 1; back <= 4; back++) {
    const introducer = list[index - back];
    if (introducer !== '38' && introducer !== '48') continue;
    const kind = list[index - back + 1];
    return back === 1 || (kind === '5' && back <= 2) || (kind === '2' && back <= 4);
  }
  return false;
}
