import { changesOf } from './changes.ts';
import { checkModules } from './check-modules.ts';
import { parseManifest } from './parse-manifest.ts';
import type { Plan } from './plan.ts';
import { formatProblem, ManifestError } from './problem.ts';
import { readManifest } from './read-manifest.ts';
import { restartsOf } from './restarts.ts';

/** What a manifest, or a module of it, became on the disk. */
export interface ManifestNews {
  /** What the manifest says now; undefined where it cannot be used, or says nothing else than before. */
  readonly plan: Plan | undefined;
  /** What would change, or what is wrong, as lines. */
  readonly lines: readonly string[];
}

/** Reads the manifest of a running plan anew, and its modules. @returns undefined where all is as that plan says */
export async function newsOf(running: Plan): Promise<ManifestNews | undefined> {
  const { file } = running;
  try {
    const plan = parseManifest(readManifest(file), file, process.env);
    const faults = (await checkModules(plan)).map((problem) => `! ${formatProblem(plan.file, problem)}`);
    const changes = changeLines(running, plan);
    const lines = [...changes, ...faults];
    return lines.length === 0 ? undefined : { plan: changes.length === 0 ? undefined : plan, lines };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { plan: undefined, lines: error.message.split('\n') };
  }
}

function changeLines(before: Plan, after: Plan): string[] {
  const { added, removed, changed, workers } = changesOf(before, after);
  const { start } = restartsOf(before, after);
  const starts = (id: string, word: string) => (start.includes(id) ? `, ${word}` : '');
  return [
    ...added.map((id) => `+ ${id}${starts(id, 'starts')}`),
    ...removed.map((id) => `- ${id}, ends`),
    ...changed.map(({ id, keys }) => `~ ${id}: ${keys.join(', ')}${starts(id, 'starts anew')}`),
    ...(workers ? ['~ workers: with the next start of wasitop'] : []),
  ];
}
