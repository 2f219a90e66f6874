import { isDeepStrictEqual } from 'node:util';
import type { Settings } from './settings.ts';
import type { Tables } from './table/table-state.ts';

/** What of a screen is kept from one time to the next. */
export interface Kept {
  readonly settings: Settings;
  readonly tables: Tables;
}

/** What of a table is kept: selections, tags and filters are of the moment. */
const KEPT = ['columns', 'widths', 'sort', 'tree'] as const;

/** What a screen becomes when what is kept was changed elsewhere: where that is as it was before, the screen stays as it is. */
export function followed(screen: Kept, before: Kept, after: Kept): Kept {
  const settings = Object.keys(after.settings) as (keyof Settings)[];
  return {
    settings: followedIn(screen.settings, before.settings, after.settings, settings),
    tables: {
      tasks: followedIn(screen.tables.tasks, before.tables.tasks, after.tables.tasks, KEPT),
      host: followedIn(screen.tables.host, before.tables.host, after.tables.host, KEPT),
    },
  };
}

function followedIn<T extends object>(now: T, before: T, after: T, keys: readonly (keyof T)[]): T {
  const result = { ...now };
  for (const key of keys) if (!isDeepStrictEqual(before[key], after[key])) result[key] = after[key];
  return result;
}
