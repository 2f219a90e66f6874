import type { Row } from '../data/row.ts';
import { clean } from '../draw/text.ts';

/** What a word names, by PID or by a name that one alone has among those that live; a text that says why where there is none. */
export function findRow<R extends Row>(word: string, rows: readonly R[]): R | string {
  const noun = rows[0]?.kind ?? 'task';
  const [one, several] = noun === 'task' ? ['task', 'tasks'] : ['process', 'processes'];
  if (/^\d+$/.test(word)) return rows.find(({ pid }) => pid === Number(word)) ?? `there is no ${one} ${word}`;
  const named = rows.filter(({ name }) => name === word);
  const living = named.filter(({ reason }) => reason === undefined);
  const [only, ...others] = living.length > 0 ? living : named;
  if (only === undefined) return `no ${one} is named ${clean(word)}`;
  if (others.length === 0) return only;
  const pids = [only, ...others].map(({ pid }) => pid);
  const more = pids.length > MOST_PIDS ? ' ...' : '';
  return `${pids.length} ${several} are named ${clean(word)}: ${pids.slice(0, MOST_PIDS).join(' ')}${more}`;
}

/** PIDs that a message has room for. */
const MOST_PIDS = 20;
