import { fitTo, widthOf } from '../text.ts';
import { paint, type Role, type Theme } from '../theme.ts';

/** A stretch of a bar: what it means decides its looks. */
export interface Part {
  /** Of the whole bar. */
  readonly fraction: number;
  readonly role: Role;
}

/** Columns of a meter's name. */
const NAME = 3;
/** Where colours do not tell the parts of a bar apart, letters do. */
const LETTERS = '|#*@$';

/** `  0[■■■■■■      12.3%]`: a name, a bar of parts one behind the other, and the figure at its end. */
export function barLine(name: string, parts: readonly Part[], figure: string, width: number, theme: Theme): string {
  const title = name === '' ? '' : name.padStart(NAME);
  const room = width - widthOf(title) - 2 - widthOf(figure);
  if (room < 2) return fitTo(`${title} ${figure}`, width);
  let at = 0;
  let sum = 0;
  let bar = '';
  for (const [index, { fraction, role }] of parts.entries()) {
    sum += Math.max(0, fraction);
    // Rounded where it ends, so that many small parts are as long as one of their sum.
    const end = Math.max(at, Math.round(Math.min(1, sum) * room));
    bar += paint(theme, role, letterOf(index, theme).repeat(end - at));
    at = end;
  }
  return `${paint(theme, 'label', title)}[${bar}${' '.repeat(room - at)}${paint(theme, 'dim', figure)}]`;
}

function letterOf(part: number, { depth, unicode }: Theme): string {
  const plain = unicode ? '■' : '|';
  return depth !== 'none' || part === 0 ? plain : (LETTERS[part] ?? '$');
}
