import { didYouMean } from '../base/nearest.ts';
import type { BatchFormat } from '../monitor/batch/batch-table.ts';
import type { Tab } from '../monitor/data/row.ts';
import type { Filter } from '../monitor/filter/filter.ts';
import { COLUMNS } from '../monitor/table/columns.ts';
import { filterOf, isFilter } from '../monitor/table/filtering.ts';
import { firstOrder, type Sort } from '../monitor/table/sort.ts';
import { UsageError } from './usage-error.ts';

/** What batch mode prints of each snapshot. */
export interface BatchOptions {
  readonly tab: Tab;
  readonly count: number;
  readonly delayMs: number;
  readonly format: BatchFormat;
  readonly columns: readonly string[] | undefined;
  readonly sort: Sort;
  readonly filter: Filter;
  readonly cpuOf: 'core' | 'machine';
  readonly kernelThreads: boolean;
  readonly threads: boolean;
}

/** The options of `top` as they were typed. */
export interface RawBatchOptions {
  readonly host?: boolean;
  readonly tasks?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly sort?: string;
  readonly filter?: string;
  readonly columns?: string;
  readonly cpu?: 'core' | 'machine';
  readonly threads?: boolean;
  readonly kernelThreads?: boolean;
  readonly count: number;
  /** Milliseconds. */
  readonly delay: number;
}

const HINT = "Try 'wasitop top --help'.";

/** @throws UsageError for a column or filter that is not understood */
export function parseBatch(raw: RawBatchOptions): BatchOptions {
  const tab: Tab = raw.host ? 'host' : 'tasks';
  const filter = filterOf(tab, raw.filter ?? '');
  if (!isFilter(filter)) {
    const place = `${raw.filter ?? ''}\n${' '.repeat(filter.at)}${'^'.repeat(Math.max(1, filter.end - filter.at))}`;
    throw new UsageError(`--filter: ${filter.text}\n${place}`, HINT);
  }
  if (raw.cpu !== undefined && (raw.json || raw.csv))
    throw new UsageError('--cpu: JSON and CSV have fractions of one core', 'Leave it out, or print text.');
  return {
    tab,
    filter,
    format: raw.json ? 'json' : raw.csv ? 'csv' : 'text',
    count: raw.count,
    delayMs: raw.delay,
    columns: raw.columns?.split(',').map((id) => knownColumn(tab, '--columns', id.trim())),
    sort: parseSort(tab, raw.sort),
    cpuOf: raw.cpu ?? 'core',
    threads: raw.threads ?? false,
    kernelThreads: raw.kernelThreads ?? false,
  };
}

/** `cpu`, or `-cpu` and `+cpu` for an order of one's own: from the largest, from the least. By PID where nothing is said of tasks, by CPU of processes. */
function parseSort(tab: Tab, text: string | undefined): Sort {
  if (text === undefined) return firstOrder(tab, tab === 'tasks' ? 'pid' : 'cpu');
  const [, sign, id = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const column = knownColumn(tab, '--sort', id);
  return sign === '' ? firstOrder(tab, column) : { column, descending: sign === '-' };
}

function knownColumn(tab: Tab, option: string, id: string): string {
  const known = COLUMNS[tab].map((column) => column.id);
  if (known.includes(id)) return id;
  throw new UsageError(`${option}: unknown column '${id}'${didYouMean(id, known)}: ${known.join(' ')}`, HINT);
}
