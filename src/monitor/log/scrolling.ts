import type { LogLine } from '../../logs/log-line.ts';
import { type LogFormat, rowsIn } from '../draw/log/line-rows.ts';
import type { LogLook } from './log-look.ts';
import type { LogPlace } from './log-state.ts';

/** Lines with the rows that each takes, from a place on: enough to fill a height. */
export interface PlacedLine {
  readonly line: LogLine;
  /** Rows of it that are above. */
  readonly above: number;
}

/** The lines that stand on so many rows from a place on. */
export function linesAt(look: LogLook, format: LogFormat, { number, row }: LogPlace, height: number): PlacedLine[] {
  const index = look.indexOf(number);
  let above = look.numberAt(index) === number ? row : 0;
  const placed: PlacedLine[] = [];
  let room = height;
  for (const line of look.lines(index, height + 1)) {
    if (room <= 0) break;
    const rows = rowsIn(line, format);
    above = Math.min(above, rows - 1);
    placed.push({ line, above });
    room -= rows - above;
    above = 0;
  }
  return placed;
}

/** The place from which the last line stands on the last row; the first place where all have room. */
export function lastPlace(look: LogLook, format: LogFormat, height: number): LogPlace {
  return back(look, format, look.count, Math.max(1, height));
}

/** A place moved by so many rows: not before the first one, nor past the last place. */
export function moved(look: LogLook, format: LogFormat, place: LogPlace, rows: number, height: number): LogPlace {
  const index = look.indexOf(place.number);
  const row = look.numberAt(index) === place.number ? place.row : 0;
  const aim = rows < 0 ? back(look, format, index, -rows - row, row + rows) : forth(look, format, index, row + rows);
  const last = lastPlace(look, format, height);
  return isBefore(last, aim) ? last : aim;
}

export function isBefore(a: LogPlace, b: LogPlace): boolean {
  return a.number < b.number || (a.number === b.number && a.row < b.row);
}

/** The place so many rows above the beginning of a line. @param within the row where it is in that very line */
function back(look: LogLook, format: LogFormat, index: number, rows: number, within = -1): LogPlace {
  if (within >= 0) return { number: look.numberAt(index), row: within };
  let left = rows;
  const first = Math.max(0, index - Math.ceil(rows));
  const lines = look.lines(first, index - first);
  for (let at = lines.length - 1; at >= 0 && left > 0; at--) {
    const line = lines[at];
    if (line === undefined) break;
    const taken = rowsIn(line, format);
    if (taken >= left) return { number: line.number, row: taken - left };
    left -= taken;
  }
  return { number: look.numberAt(first), row: 0 };
}

function forth(look: LogLook, format: LogFormat, index: number, rows: number): LogPlace {
  let left = rows;
  for (const line of look.lines(index, Math.ceil(rows) + 1)) {
    const taken = rowsIn(line, format);
    if (left < taken) return { number: line.number, row: left };
    left -= taken;
  }
  return { number: look.numberAt(look.count - 1), row: 0 };
}
