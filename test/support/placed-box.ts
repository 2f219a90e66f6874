import type { PlacedBox } from '../../src/monitor/draw/box.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** Lines as a box in the middle of a screen, or right above its last line. */
export function placedBox(
  lines: readonly string[],
  at: 'middle' | 'bottom',
  columns: number,
  rows: number,
): PlacedBox | undefined {
  if (lines.length === 0) return undefined;
  const width = widthOf((lines[0] ?? '').replace(SGR, ''));
  const left = at === 'middle' ? Math.max(0, Math.floor((columns - width) / 2)) : 0;
  const room = rows - lines.length;
  const top = Math.max(0, at === 'middle' ? Math.floor(room / 2) : room - 1);
  return { lines, place: { left, top, width, height: lines.length, first: 0 } };
}
