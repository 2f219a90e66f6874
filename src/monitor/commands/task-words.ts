import type { TaskRow } from '../data/snapshot.ts';
import { clean } from '../draw/text.ts';

/** The task that a word names, by PID or by a name that one live task alone has; a text that says why where there is none. */
export function findTask(word: string, tasks: readonly TaskRow[]): TaskRow | string {
  if (/^\d+$/.test(word)) return tasks.find(({ pid }) => pid === Number(word)) ?? `there is no task ${word}`;
  const named = tasks.filter(({ name }) => name === word);
  const living = named.filter(({ reason }) => reason === undefined);
  const [only, ...others] = living.length > 0 ? living : named;
  if (only === undefined) return `no task is named ${clean(word)}`;
  if (others.length === 0) return only;
  return `${others.length + 1} tasks are named ${clean(word)}: ${[only, ...others].map(({ pid }) => pid).join(' ')}`;
}
