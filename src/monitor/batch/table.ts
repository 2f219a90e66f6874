import type { BatchFormat, BatchTable } from './batch-table.ts';
import { csvTable } from './csv.ts';
import { jsonTable } from './json.ts';
import { textTable } from './text.ts';

const FORMATS: Readonly<Record<BatchFormat, (table: BatchTable) => string>> = {
  text: textTable,
  json: jsonTable,
  csv: csvTable,
};

export function formatTable({ format, ...table }: BatchTable & { readonly format: BatchFormat }): string {
  return FORMATS[format](table);
}
