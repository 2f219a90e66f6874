import { isSameRow, type Row } from '../data/row.ts';
import type { Snapshot, TaskRow } from '../data/snapshot.ts';
import { clean } from '../draw/text.ts';
import { endInWords, nameInWords } from './row-words.ts';

/**
 * What became of tasks from one picture to the next: `spin, PID 7, ended: exit 3`.
 * @param told what was said last: `7 spin is paused` need not be said twice
 */
export function taskEvents(before: Snapshot, after: Snapshot, told = ''): string[] {
  if (before.tasks === after.tasks) return [];
  const known = new Map(before.tasks.map((task) => [task.pid, task]));
  return after.tasks.flatMap((task) => {
    const was = known.get(task.pid);
    return was !== undefined && isSameRow(was, task)
      ? changeOf(was, task, told)
      : [`${nameInWords(task)}, ${beginningOf(task)}`];
  });
}

function beginningOf(task: TaskRow): string {
  return task.reason === undefined ? 'started' : `started and ${endInWords(task)}`;
}

function changeOf(before: TaskRow, after: TaskRow, told: string): string[] {
  if (after.reason !== undefined)
    return before.reason === undefined ? [`${nameInWords(after)}, ${endInWords(after)}`] : [];
  if ((before.state === 'T') === (after.state === 'T')) return [];
  const word = after.state === 'T' ? 'is paused' : 'goes on';
  return told === `${after.pid} ${clean(after.name)} ${word}` ? [] : [`${nameInWords(after)}, ${word}`];
}

/** The end of a process of the host: only that of the selected one is told, of all others there are too many. */
export function processEnd(selected: Row | undefined, { host }: Snapshot): string[] {
  if (selected?.kind !== 'process' || selected.reason !== undefined) return [];
  const now = host.rows.find((row) => isSameRow(row, selected));
  return now?.reason === undefined ? [] : [`${nameInWords(now)}, ${endInWords(now)}`];
}

/** That the manifest changed. @param key that shows it */
export function newsChange({ news: before }: Snapshot, { news }: Snapshot, key: string): string[] {
  if (news === undefined || (before !== undefined && isSameNews(before, news))) return [];
  const [first = ''] = news.lines;
  const more = news.lines.length > 1 ? `, and ${news.lines.length - 1} more` : '';
  const what = news.usable ? 'The manifest changed' : 'The manifest changed and cannot be applied';
  return [`${what}: ${clean(first)}${more}. ${key.charAt(0).toUpperCase()}${key.slice(1)} shows it.`];
}

type News = NonNullable<Snapshot['news']>;

function isSameNews(a: News, b: News): boolean {
  return a.usable === b.usable && a.lines.join('\n') === b.lines.join('\n');
}
