import { widthOf } from '../draw/text.ts';
import type { LineEdit } from '../input/line-edit.ts';

/**
 * What to write so that a terminal that shows one line shows another one, with its cursor where it was: letters, blanks and backspaces alone, as the
 * kernel echoes what is typed. Undefined where the line is to be written anew: more than a letter went, or it may have been broken by the margin.
 * @param room columns that the line may take
 */
export function echoOf(before: LineEdit, after: LineEdit, room: number): string | undefined {
  const [was, is] = [[...before.text], [...after.text]];
  const same = commonLetters(was, is);
  const rest = Math.min(was.length, is.length) - same;
  const behind = commonLetters(was.slice(was.length - rest).toReversed(), is.slice(is.length - rest).toReversed());
  const [removed, added] = [was.length - same - behind, is.length - same - behind];
  if (removed > 1 || (removed > 0 && added > 0)) return undefined;
  const appended = same === was.length && before.cursor === was.length;
  if (appended && after.cursor === is.length) return is.slice(same).join('');
  if (widthOf(before.text) >= room || widthOf(after.text) >= room) return undefined;
  const from = before.text === after.text ? before.cursor : same;
  const written = before.text === after.text ? '' : is.slice(from).join('');
  const at = written === '' ? from : is.length;
  const blanks = Math.max(0, widthOf(before.text) - widthOf(after.text));
  return `${moved(was, before.cursor, from)}${written}${' '.repeat(blanks)}${'\b'.repeat(blanks)}${moved(is, at, after.cursor)}`;
}

function commonLetters(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

/** To the left by backspaces, to the right by writing what is there. */
function moved(letters: readonly string[], from: number, to: number): string {
  if (to >= from) return letters.slice(from, to).join('');
  return '\b'.repeat(widthOf(letters.slice(to, from).join('')));
}
