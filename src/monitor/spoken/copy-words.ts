import { lineText } from '../draw/log/line-text.ts';
import { clean } from '../draw/text.ts';
import { letterAt, letterBeside, letterEnd } from '../log/letters.ts';
import type { CopyLayer } from '../state/layers/layer.ts';
import { keyInWords } from './key-words.ts';
import { logLineInWords, lookOf, modeInWords } from './log-words.ts';
import type { Moment } from './moment.ts';

/** What keys do with the cursor in the log, and where it is. */
export function openedCopy(layer: CopyLayer, moment: Moment): string[] {
  return [
    'A cursor in the log: v selects letters, capital V lines, y copies, capital Y copies the line, Escape leaves.',
    ...cursorLine(layer, moment),
  ];
}

/** Where the cursor went, and how much is selected. */
export function copyChange(before: CopyLayer, after: CopyLayer, moment: Moment): string[] {
  const moved =
    before.cursor.number === after.cursor.number ? withinLine(before, after, moment) : cursorLine(after, moment);
  const other = before.anchor !== after.anchor || before.by !== after.by;
  const grown = after.anchor !== undefined && before.cursor.number !== after.cursor.number;
  return [...moved, ...(other || grown ? [modeInWords(moment)] : [])];
}

function cursorLine({ cursor }: CopyLayer, moment: Moment): string[] {
  const look = lookOf(moment.view);
  return look.lines(look.indexOf(cursor.number), 1).map((line) => logLineInWords(line, moment));
}

/** The letter to which the cursor went, or the word, where that is further away. */
function withinLine(before: CopyLayer, { cursor }: CopyLayer, { view: { log } }: Moment): string[] {
  if (log === undefined || before.cursor.at === cursor.at) return [];
  const [line] = log.look.lines(log.look.indexOf(cursor.number), 1);
  if (line === undefined) return [];
  const text = lineText(line, log.format);
  const [was, at] = [letterAt(text, before.cursor.at), letterAt(text, cursor.at)];
  const isNear = at === letterBeside(text, was, 1) || at === letterBeside(text, was, -1);
  const letter = text.slice(at, letterEnd(text, at));
  if (isNear || letter.trim() === '') return [letter === ' ' ? 'space' : keyInWords(clean(letter))];
  return [clean(/^\S+/.exec(text.slice(at))?.[0] ?? letter)];
}
