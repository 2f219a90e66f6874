import { changesOf } from './changes.ts';
import { backgroundOf } from './find-entry.ts';
import type { Plan } from './plan.ts';

/** What has to end and to start so that what runs is what a new plan says: ids of entries that start with the manifest. */
export interface Restarts {
  readonly stop: readonly string[];
  readonly start: readonly string[];
}

/** An entry is started anew when it, or one that it reads from, is another. What was started by name goes on as it is. */
export function restartsOf(before: Plan, after: Plan): Restarts {
  const { added, removed, changed } = changesOf(before, after);
  const touched = new Set([...added, ...removed, ...changed.map(({ id }) => id)]);
  const [old, now] = [rootsOf(before), rootsOf(after)];
  const isTouched = (plan: Plan, id: string) => chainOf(plan, id).some((link) => touched.has(link));
  return {
    stop: old.filter((id) => !now.includes(id) || isTouched(before, id) || isTouched(after, id)),
    start: now.filter((id) => !old.includes(id) || isTouched(before, id) || isTouched(after, id)),
  };
}

function rootsOf(plan: Plan): string[] {
  return backgroundOf(plan).map(({ id }) => id);
}

/** An entry and those that it reads from, by their ids. */
export function chainOf(plan: Plan, id: string): string[] {
  const source = plan.entries.get(id)?.wasi.stdin;
  return source === undefined ? [id] : [id, ...chainOf(plan, source)];
}
