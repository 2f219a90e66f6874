import type { Row } from '../data/row.ts';
import type { Role } from '../draw/theme.ts';

/** What a column's figures are: how a filter reads numbers beside them, and the unit of batch output. */
export type Unit = 'text' | 'percent' | 'bytes' | 'seconds' | 'count';

/** What figures are measured against. */
export interface Scale {
  /** How many cores 100 % stand for: 1, or all of the machine. */
  readonly cores: number;
  /** Bytes of memory that there are. */
  readonly memory: number;
}

/** What drawing a cell needs beside its row. */
export interface Look extends Scale {
  readonly unicode: boolean;
  /** CPU of a row over its last seconds, as fractions of a core. */
  recent(row: Row, count: number): readonly number[];
}

/** What has to be read for a column, for each process by itself. */
export type Need = 'shared' | 'io';

/** A column of a table. */
export interface Column<R extends Row = Row> {
  /** Its name in filters, commands and the configuration. */
  readonly id: string;
  readonly title: string;
  /** What it shows, for menus and help. */
  readonly note: string;
  readonly unit: Unit;
  /** 0 takes what is left of the width. */
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Left out where the screen is narrower than this. */
  readonly from: number;
  /** Sorted from the least at first. */
  readonly ascending?: true;
  readonly need?: Need;
  /** It shows more than its row has: it may change while the row does not. */
  readonly live?: true;
  text(row: R, look: Look): string;
  /** What rows are sorted and filtered by; undefined where it is not known. */
  value(row: R, scale: Scale): number | string | undefined;
  role(row: R): Role;
}

export const UNKNOWN = '-';

export function plain(): Role {
  return 'plain';
}

/** Figures that are nothing stand back. */
export function dimBelow(value: number | undefined, least: number): Role {
  return value === undefined || value < least ? 'dim' : 'plain';
}
