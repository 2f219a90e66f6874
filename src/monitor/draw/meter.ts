import { fitTo, widthOf } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** Where a bar turns from good to warning, and from there to bad. */
const ZONES: readonly (readonly [from: number, role: Role])[] = [
  [0, 'good'],
  [0.6, 'warn'],
  [0.85, 'bad'],
];

/** Columns of a meter's name. */
const NAME = 3;

/** `  0[■■■■■■      12.3%]`: a name (if it has one), a bar that is coloured along its length, and the figure at its end. */
export function meterLine(name: string, fraction: number, figure: string, width: number, theme: Theme): string {
  const title = name === '' ? '' : fitTo(name, NAME, 'right');
  const room = width - title.length - 2 - widthOf(figure);
  if (room < 2) return fitTo(`${title} ${figure}`, width);
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * room);
  const bar = ZONES.map(([from, role], index) => {
    const begin = Math.round(from * room);
    const end = Math.min(filled, Math.round((ZONES[index + 1]?.[0] ?? 1) * room));
    return paint(theme, role, (theme.unicode ? '■' : '|').repeat(Math.max(0, end - begin)));
  }).join('');
  return `${paint(theme, 'label', title)}[${bar}${' '.repeat(room - filled)}${paint(theme, 'dim', figure)}]`;
}
