import type { Row, Tab } from '../data/row.ts';
import { clean } from '../draw/text.ts';
import type { FieldSpec } from '../filter/field.ts';
import { type Filter, parseFilter } from '../filter/filter.ts';
import { type FilterProblem, isProblem } from '../filter/problem.ts';
import type { Scale } from './column.ts';
import { COLUMNS, findColumn } from './columns.ts';
import { commandText } from './command-text.ts';

/** Other names that people know a column by. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  mem: ['memory', 'res', 'rss'],
  'mem%': ['pmem', 'memory%'],
  cpu: ['cpu%', 'pcpu'],
  command: ['cmd', 'args'],
  virt: ['vsz', 'virtual'],
  shared: ['shr'],
  nice: ['ni'],
  priority: ['pri'],
  threads: ['thr', 'nlwp'],
  level: ['lv'],
  state: ['s'],
};

const NOT_FILTERED: readonly string[] = ['graph', 'started'];

const NAME: FieldSpec = { name: 'name', aliases: ['comm'], kind: 'text', note: 'name of the program' };

/** What a filter may look at: the columns, whether they are shown or not, and the name. */
export const FIELDS: Readonly<Record<Tab, readonly FieldSpec[]>> = {
  tasks: fieldsOf('tasks'),
  host: fieldsOf('host'),
};

function fieldsOf(tab: Tab): FieldSpec[] {
  const columns = COLUMNS[tab].filter(({ id }) => !NOT_FILTERED.includes(id));
  const fields = columns.map(({ id, unit, note }) => ({ name: id, aliases: ALIASES[id] ?? [], kind: unit, note }));
  return [...fields, NAME];
}

/** A filter's text understood, or what is wrong with it and where. */
export function filterOf(tab: Tab, text: string): Filter | FilterProblem {
  return parseFilter(text, FIELDS[tab]);
}

export function isFilter(parsed: Filter | FilterProblem): parsed is Filter {
  return !isProblem(parsed);
}

/** Those that the filter lets through. */
export function filteredRows<R extends Row>(tab: Tab, rows: readonly R[], filter: Filter, scale: Scale): readonly R[] {
  if (filter.isEmpty) return rows;
  return rows.filter((row) =>
    filter.matches({
      value: (field) => (field === NAME.name ? row.name : findColumn(tab, field)?.value(row, scale)),
      text: () => searchText(row),
    }),
  );
}

/** Rows that did not change are the same objects: their text is made once. */
const texts = new WeakMap<Row, string>();

/** What search and bare words of a filter look at: PID, user, command, and why it ended. */
export function searchText(row: Row): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const user = row.kind === 'process' ? `${clean(row.user)} ` : '';
  const text = `${row.pid} ${user}${commandText(row)}${row.args.length === 0 ? '' : ` ${clean(row.name)}`}`;
  texts.set(row, text);
  return text;
}
