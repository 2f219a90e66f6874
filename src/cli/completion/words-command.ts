import { existsSync } from 'node:fs';
import { commandsOf } from '../../manifest/find-entry.ts';
import type { Plan } from '../../manifest/plan.ts';
import { ManifestError } from '../../manifest/problem.ts';
import { COLUMNS } from '../../monitor/table/columns.ts';
import type { CompletionOptions } from '../completion-options.ts';
import { DEFAULT_MANIFEST, openPlan } from '../open-plan.ts';

/** Words that may stand in a place, one a line, with what each of them is behind a tab. A manifest that is not right has none. */
export function wordsText({ asked, manifest, host }: Extract<CompletionOptions, { command: 'words' }>): string {
  const columns = () => COLUMNS[host ? 'host' : 'tasks'].map(({ id, note }) => [id, note]);
  const rows = asked === 'columns' ? columns() : entryRows(planOf(manifest), asked === 'entries');
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}

function entryRows(plan: Plan | undefined, all: boolean): (readonly [name: string, about: string])[] {
  if (plan === undefined) return [];
  if (!all) return commandsOf(plan).map(({ command, id }) => [command?.name ?? '', command?.short || id]);
  return [...plan.entries.values()].map(({ id, command }) => [id, command?.short ?? 'task']);
}

function planOf(manifest: string | undefined): Plan | undefined {
  if (manifest === undefined && !existsSync(DEFAULT_MANIFEST)) return undefined;
  try {
    return openPlan(manifest ?? DEFAULT_MANIFEST);
  } catch (error) {
    // Who presses Tab shall not read of it in the middle of a line.
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}
