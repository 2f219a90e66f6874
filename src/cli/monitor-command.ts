import { configPath, themesPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { Disks } from '../disk/disks.ts';
import type { Plan } from '../manifest/plan.ts';
import { ManifestError } from '../manifest/problem.ts';
import { ThemeShelf } from '../monitor/theme/theme-shelf.ts';
import { demoSnapshot } from './batch-command.ts';
import type { DemoOptions } from './demo-options.ts';
import { awayConfig, keptIn, whyAway } from './far-config.ts';
import { DEFAULT_MANIFEST, DEMO, openPlan, planFor } from './open-plan.ts';
import { complain } from './print.ts';
import { runScreen } from './run-screen.ts';
import { knownWith } from './screen-config.ts';
import { screenOpener } from './screen-opener.ts';
import { openSession } from './session/open-session.ts';
import type { MonitorOptions } from './top-options.ts';

/** Opens the monitor, with the given modules or the demo running. Resolves with the status to exit with. */
export async function monitorCommand(command: MonitorOptions | DemoOptions): Promise<number> {
  const { stdin, stdout } = process;
  const files = command.command === 'demo' ? [] : command.files;
  const disks = new Disks();
  const plan = command.command === 'demo' ? openPlan(DEMO) : await nearPlan(disks, command.manifest, files);
  if (!stdin.isTTY || !stdout.isTTY) {
    if (command.command === 'demo') return demoSnapshot();
    complain('wasitop: the monitor needs a terminal; use wasitop top --batch FILE.wasm without one');
    return 1;
  }
  const path = configPath(process.env);
  const away = await whyAway(disks, 'your configuration', keptIn(path));
  const shelf = new ThemeShelf(away === undefined ? themesPath(process.env) : '');
  const loaded = away === undefined ? loadConfig(path, knownWith(shelf)) : awayConfig(away);
  const session = openSession(
    files.map((file) => ({ file })),
    plan,
    { lingerMs: loaded.config.screen.linger, disks },
  );
  if (session === undefined) return 1;
  if (plan !== undefined) session.watchManifest();
  const isFar = away !== undefined || (await disks.mayHang(path));
  const opening = { ...command.screen, path, loaded, shelf, disks, isFar, away };
  const { status, lines } = await runScreen(session, opening, await screenOpener(opening));
  await session.close();
  complain(...lines);
  return status;
}

/** As `planFor`, once the manifest's disk answers. @throws ManifestError where it does not */
async function nearPlan(
  disks: Disks,
  manifest: string | undefined,
  files: readonly string[],
): Promise<Plan | undefined> {
  const file = manifest ?? DEFAULT_MANIFEST;
  const away = await whyAway(disks, 'your manifest', [file]);
  if (away !== undefined) throw new ManifestError(file, [{ line: undefined, entry: undefined, text: away }]);
  return planFor(manifest, files);
}
