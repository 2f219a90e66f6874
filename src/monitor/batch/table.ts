import type { Row, Tab } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Settings } from '../state/settings.ts';
import { csvTable } from './csv.ts';
import { jsonTable } from './json.ts';
import { textTable } from './text.ts';

/** How a table is written where nobody draws it. */
export type BatchFormat = 'text' | 'json' | 'csv';

/** A table to be written. */
export interface BatchTable {
  readonly snapshot: Snapshot;
  readonly tab: Tab;
  /** In their order. */
  readonly rows: readonly Row[];
  /** Ids of columns; of JSON and CSV undefined is all that there is. */
  readonly columns: readonly string[] | undefined;
  readonly cpuOf: Settings['cpuOf'];
}

const FORMATS: Readonly<Record<BatchFormat, (table: BatchTable) => string>> = {
  text: textTable,
  json: jsonTable,
  csv: csvTable,
};

export function formatTable({ format, ...table }: BatchTable & { readonly format: BatchFormat }): string {
  return FORMATS[format](table);
}
