import { headerHeight } from './header-lines.ts';
import type { ScreenState } from './screen-state.ts';

/** Heights of the parts of the screen, from the top; they add up to its rows. 0 leaves a part out. */
export interface Layout {
  readonly header: number;
  readonly table: number;
  readonly log: number;
  readonly footer: number;
}

/** The least that a screen needs for anything to be read on it. */
export const LEAST_COLUMNS = 30;
export const LEAST_ROWS = 6;

export function layoutOf({ columns, rows, zoomed, focus }: ScreenState, cores: number): Layout {
  const header = headerHeight(cores, columns, rows);
  const footer = 1;
  const rest = rows - header - footer;
  if (zoomed) return { header, footer, table: focus === 'table' ? rest : 0, log: focus === 'log' ? rest : 0 };
  const log = rows < 12 ? 0 : Math.max(3, Math.floor(rest * 0.4));
  return { header, footer, table: rest - log, log };
}
