import type { FieldSpec } from '../../../src/monitor/filter/field.ts';
import { type Filter, parseFilter } from '../../../src/monitor/filter/filter.ts';
import type { FilterProblem } from '../../../src/monitor/filter/problem.ts';
import type { Filterable } from '../../../src/monitor/filter/row.ts';

export const FIELDS: readonly FieldSpec[] = [
  { name: 'pid', kind: 'count', note: 'process' },
  { name: 'user', aliases: ['uid'], kind: 'text', note: 'owner' },
  { name: 'cpu', aliases: ['cpu%'], kind: 'percent', note: 'share of a core' },
  { name: 'mem', aliases: ['rss'], kind: 'bytes', note: 'resident memory' },
  { name: 'time', kind: 'seconds', note: 'CPU time' },
  { name: 'nice', kind: 'count', note: 'nice value' },
  { name: 'name', kind: 'text', note: 'what it is called' },
];

/** A row with these values, which is found by this text. */
export function rowOf(values: Readonly<Record<string, number | string>>, text = ''): Filterable {
  return { value: (field) => values[field], text: () => text };
}

/** @throws Error with the problem */
export function filterOf(text: string): Filter {
  const filter = parseFilter(text, FIELDS);
  if ('matches' in filter) return filter;
  throw new Error(`${text}: ${filter.text}`);
}

/** @throws Error if the filter is understood */
export function problemOf(text: string): FilterProblem {
  const problem = parseFilter(text, FIELDS);
  if ('matches' in problem) throw new Error(`${text} was understood`);
  return problem;
}

/** A small generator with a seed, so that a failure can be had again: whole numbers from 0 to below what is asked. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}
