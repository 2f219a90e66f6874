import type { Row, Tab } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { averageOf } from '../draw/meters/core-parts.ts';
import { clean } from '../draw/text.ts';
import { stateWord } from './row-words.ts';
import { countInWords, percentInWords, shareInWords } from './unit-words.ts';

/** The whole in one line: `Tasks: 5 running, 3 sleeping. CPU 34 percent. Memory 5.4 of 16 gigabytes. Busiest: spin, 98 percent.` */
export function summaryInWords(tab: Tab, snapshot: Snapshot): string {
  const { machine } = snapshot;
  const top = busiest(tab, snapshot);
  return [
    tab === 'tasks' ? tasksInWords(snapshot) : processesInWords(snapshot),
    `CPU ${percentInWords(averageOf(machine.cores))}.`,
    `Memory ${shareInWords(machine.memoryUsed, machine.memoryTotal)}.`,
    ...(top === undefined ? [] : [`Busiest: ${clean(top.name)}, ${percentInWords(top.cpu)}.`]),
  ].join(' ');
}

function tasksInWords({ tasks }: Snapshot): string {
  return tasks.length === 0 ? 'No tasks.' : `Tasks: ${countsOf(tasks)}.`;
}

function processesInWords({ host }: Snapshot): string {
  if (host.problem !== undefined) return `${clean(host.problem)}.`;
  const processes = host.rows.filter(({ thread, kernelThread }) => !thread && !kernelThread);
  return `${countInWords(processes.length, 'process', 'processes')}: ${countsOf(processes)}.`;
}

/** `5 running, 3 sleeping`, the states that most are in first. */
function countsOf(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(stateWord(row), (counts.get(stateWord(row)) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${count} ${word}`)
    .join(', ');
}

/** Less of a core than this is nothing to speak of. */
const LEAST_CPU = 0.05;

function busiest(tab: Tab, { tasks, host }: Snapshot): Row | undefined {
  const rows: readonly Row[] = tab === 'tasks' ? tasks : host.rows;
  const living = rows.filter(({ reason, cpu }) => reason === undefined && cpu >= LEAST_CPU);
  return living.reduce<Row | undefined>(
    (most, row) => (most === undefined || row.cpu > most.cpu ? row : most),
    undefined,
  );
}

/** Differences of CPU and memory, as fractions of all, that are no news. */
const STEADY = 0.1;

/** Whether nothing changed that is worth a summary: counts by state, CPU, memory, and what is busiest. */
export function isSameSummary(tab: Tab, before: Snapshot, after: Snapshot): boolean {
  const words = tab === 'tasks' ? tasksInWords : ({ host }: Snapshot) => host.problem ?? '';
  const memory = ({ machine }: Snapshot) => machine.memoryUsed / Math.max(1, machine.memoryTotal);
  return (
    words(before) === words(after) &&
    busiest(tab, before)?.pid === busiest(tab, after)?.pid &&
    Math.abs(averageOf(before.machine.cores) - averageOf(after.machine.cores)) < STEADY &&
    Math.abs(memory(before) - memory(after)) < STEADY
  );
}
