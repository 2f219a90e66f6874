import { stringify } from 'csv-stringify/sync';
import { clean } from '../draw/text.ts';
import type { BatchTable } from './batch-table.ts';
import { fieldsOf } from './fields.ts';

/** A line of names, then a line for each row, with the time of the picture in the first field (RFC 4180); lists are words with blanks between, and controls do not reach a terminal. */
export function csvTable({ snapshot, tab, rows, columns, isFirst }: BatchTable): string {
  const fields = fieldsOf(tab, columns);
  const names = ['time', ...fields.map(({ name }) => name)];
  const lines = rows.map((row) => [snapshot.time / 1_000, ...fields.map(({ of }) => cell(of(row, snapshot)))]);
  return stringify(isFirst ? [names, ...lines] : lines, { cast: { boolean: String } });
}

function cell(value: unknown): unknown {
  const text = Array.isArray(value) ? value.join(' ') : value;
  return typeof text === 'string' ? clean(text) : text;
}
