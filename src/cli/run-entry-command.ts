import { existsSync } from 'node:fs';
import { SysError } from '../base/sys-error.ts';
import { visible } from '../base/visible.ts';
import { commandsOf, findCommand, findEntry, notesOf } from '../manifest/find-entry.ts';
import type { Plan } from '../manifest/plan.ts';
import { startEntry } from '../manifest/start-entry.ts';
import { withOptions } from './entry-options.ts';
import { exitStatus } from './exit-status.ts';
import { Foreground, INHERITED, type Running } from './foreground.ts';
import { DEFAULT_MANIFEST, openPlan } from './open-plan.ts';
import { complain } from './print.ts';
import type { RunEntryOptions, RunListOptions } from './run-options.ts';
import { UsageError } from './usage-error.ts';

/** Runs an entry of a manifest on this process's terminal. Resolves with the status to exit with. @throws ManifestError */
export async function runEntryCommand(options: RunEntryOptions): Promise<number> {
  const plan = planOf(options.manifest, options.word);
  const foreground = new Foreground();
  try {
    const programs = start(foreground, plan, options);
    return await foreground.finish(programs);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    complain(`wasitop: ${error.detail} (${error.code})`);
    return exitStatus({ kind: 'load', code: error.code, message: error.detail });
  }
}

/** Prints the commands of a manifest: name, what it does, entry. */
export function runListCommand({ manifest }: RunListOptions): number {
  const plan = planOf(manifest, 'list');
  const rows = commandsOf(plan).map(({ id, command }) =>
    [command?.name ?? '', command?.short ?? '', id].map((text) => visible(text)),
  );
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
  return 0;
}

function planOf(manifest: string | undefined, word: string): Plan {
  if (manifest === undefined && !existsSync(DEFAULT_MANIFEST))
    throw new UsageError(
      `there is no ${DEFAULT_MANIFEST} here, and so no command '${word}'`,
      `${/^\.*$/.test(word) ? 'A module is a file' : `If it is a module, write ./${word}`}. Another manifest is named with -m FILE.`,
    );
  return openPlan(manifest ?? DEFAULT_MANIFEST);
}

function start({ kernel }: Foreground, plan: Plan, { word, exec, args, given }: RunEntryOptions): Running[] {
  const entry = withOptions(exec ? findEntry(plan, word) : findCommand(plan, word), given);
  for (const note of notesOf(plan, entry)) complain(note);
  const tasks = startEntry(kernel, plan, entry, INHERITED, {
    args,
    // A program on its own terminal writes to the terminal, not to a log.
    limits: { ...given.limits, logRate: 0 },
    ...(given.memoryPolicy === undefined ? {} : { memoryPolicy: given.memoryPolicy }),
  });
  return tasks.map((task) => ({ label: `${plan.namespace}:${task.name}`, task }));
}
