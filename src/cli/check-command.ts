import { checkModules } from '../manifest/check-modules.ts';
import { commandsOf } from '../manifest/find-entry.ts';
import { formatProblem, ManifestError } from '../manifest/problem.ts';
import { DEFAULT_MANIFEST, openPlan } from './open-plan.ts';
import { complain, printText } from './print.ts';

/** Says whether a manifest and its modules are as they should be. Starts and makes nothing. @throws ManifestError */
export async function checkCommand(file = DEFAULT_MANIFEST): Promise<number> {
  const plan = openPlan(file);
  const problems = await checkModules(plan);
  if (problems.length > 0) throw new ManifestError(file, problems);
  for (const note of plan.notes) complain(formatProblem(file, note));
  const commands = commandsOf(plan).length;
  await printText(`ok: ${plan.size} entries, ${plan.entries.size - commands} tasks, ${commands} commands\n`);
  return 0;
}
