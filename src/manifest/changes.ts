import { isDeepStrictEqual } from 'node:util';
import type { Plan, PlanEntry } from './plan.ts';

/** What becomes of a plan: ids of entries, and of changed ones the keys, such as `wasi.args`. */
export interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly id: string; readonly keys: readonly string[] }[];
  /** The number of cpus is another. It takes effect with the next start of wasitop. */
  readonly workers: boolean;
}

/** Says what would change from one plan to the next. Where an entry stands in the file does not matter. */
export function changesOf(before: Plan, after: Plan): Changes {
  const kept = [...after.entries.values()].flatMap((entry) => {
    const old = before.entries.get(entry.id);
    return old === undefined ? [] : [{ id: entry.id, keys: changedKeys(old, entry) }];
  });
  return {
    added: [...after.entries.keys()].filter((id) => !before.entries.has(id)),
    removed: [...before.entries.keys()].filter((id) => !after.entries.has(id)),
    changed: kept.filter(({ keys }) => keys.length > 0),
    workers: before.workers !== after.workers,
  };
}

function changedKeys(before: PlanEntry, after: PlanEntry): string[] {
  return [
    ...differing('', before, after, ['line', 'wasi', 'limits', 'command']),
    ...differing('wasi.', before.wasi, after.wasi),
    ...differing('limits.', before.limits, after.limits),
    ...(isDeepStrictEqual(before.command, after.command) ? [] : ['meta.command']),
  ];
}

function differing<T extends object>(prefix: string, before: T, after: T, but: readonly string[] = []): string[] {
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => !but.includes(key));
  return keys.filter((key) => !isDeepStrictEqual(old.get(key), now.get(key))).map((key) => prefix + key);
}
