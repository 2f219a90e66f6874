import { fitTo, widthOf } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** Where a bar turns from good to warning, and from there to bad. */
const ZONES: readonly (readonly [from: number, role: Role])[] = [
  [0, 'good'],
  [0.6, 'warn'],
  [0.85, 'bad'],
];

/** `  0[■■■■■■      12.3%]`: a name, a bar that is coloured along its length, and the figure at its end. */
export function meterLine(name: string, fraction: number, figure: string, width: number, theme: Theme): string {
  const room = width - 5 - widthOf(figure);
  if (room < 2) return fitTo(`${fitTo(name, 3, 'right')} ${figure}`, width);
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * room);
  const bar = ZONES.map(([from, role], index) => {
    const begin = Math.round(from * room);
    const end = Math.min(filled, Math.round((ZONES[index + 1]?.[0] ?? 1) * room));
    return paint(theme, role, (theme.unicode ? '■' : '|').repeat(Math.max(0, end - begin)));
  }).join('');
  const title = paint(theme, 'label', fitTo(name, 3, 'right'));
  return `${title}[${bar}${' '.repeat(room - filled)}${paint(theme, 'dim', figure)}]`;
}
