import type { Wanted } from '../../host/processes/process-sampler.ts';
import { findColumn } from '../table/columns.ts';
import { filterOf, isFilter } from '../table/filtering.ts';
import type { ScreenState } from './screen-state.ts';

/** What has to be read of every process: what the host's table sorts or filters by. What it only shows is read for the rows on the screen. */
export function wantedOf({ tables: { host }, settings }: ScreenState): Wanted {
  const filter = filterOf('host', host.activeFilter);
  const looked = [host.sort.column, ...(isFilter(filter) ? filter.fields : [])];
  const needs = looked.map((id) => findColumn('host', id)?.need);
  return { threads: settings.threads, shared: needs.includes('shared'), io: needs.includes('io') };
}
