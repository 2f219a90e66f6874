import { existsSync } from 'node:fs';
import { packageFile } from '../base/package-file.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import type { Plan } from '../manifest/plan.ts';
import { readManifest } from '../manifest/read-manifest.ts';

/** What is taken in the current directory where no manifest is named. */
export const DEFAULT_MANIFEST = 'wasitop.yaml';

/** The manifest of the demo. */
export const DEMO = packageFile('demo/wasitop.yaml');

/** Reads a manifest. @throws ManifestError with all that is wrong. */
export function openPlan(file: string): Plan {
  return parseManifest(readManifest(file), file, process.env);
}

/** The plan for a session: of the manifest named, or where nothing at all is named of the one here, if there is one. */
export function planFor(manifest: string | undefined, files: readonly string[]): Plan | undefined {
  if (manifest !== undefined) return openPlan(manifest);
  return files.length === 0 && existsSync(DEFAULT_MANIFEST) ? openPlan(DEFAULT_MANIFEST) : undefined;
}
