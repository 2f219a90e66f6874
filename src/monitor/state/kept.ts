import { isDeepStrictEqual } from 'node:util';
import type { Settings } from './settings.ts';
import type { Tables } from './table-state.ts';

/** What of a screen is kept from one time to the next. */
export interface Kept {
  readonly settings: Settings;
  readonly tables: Tables;
}

/** What a screen becomes when what is kept was changed elsewhere: where that is as it was before, the screen stays as it is. */
export function followed(screen: Kept, before: Kept, after: Kept): Kept {
  return {
    settings: followedIn(screen.settings, before.settings, after.settings),
    tables: {
      tasks: followedIn(screen.tables.tasks, before.tables.tasks, after.tables.tasks),
      host: followedIn(screen.tables.host, before.tables.host, after.tables.host),
    },
  };
}

function followedIn<T extends object>(now: T, before: T, after: T): T {
  const result = { ...now };
  for (const key of Object.keys(after) as (keyof T)[])
    if (!isDeepStrictEqual(before[key], after[key])) result[key] = after[key];
  return result;
}
