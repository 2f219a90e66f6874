import type { BatchTable } from './batch-table.ts';
import { csvTable } from './csv.ts';
import { jsonTable } from './json.ts';
import { textTable } from './text.ts';

/** How a table is written where nobody draws it. */
export type BatchFormat = 'text' | 'json' | 'csv';

const FORMATS: Readonly<Record<BatchFormat, (table: BatchTable) => string>> = {
  text: textTable,
  json: jsonTable,
  csv: csvTable,
};

export function formatTable({ format, ...table }: BatchTable & { readonly format: BatchFormat }): string {
  return FORMATS[format](table);
}
