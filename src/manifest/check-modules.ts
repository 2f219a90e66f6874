import { SysError } from '../base/sys-error.ts';
import { readHashed } from '../wasm/read-module.ts';
import { modulePath } from './module-path.ts';
import type { Plan, PlanEntry } from './plan.ts';
import type { Problem } from './problem.ts';

/** Looks whether the modules of a plan are there and have the hashes that it says. */
export async function checkModules({ entries }: Plan): Promise<Problem[]> {
  const found: Problem[] = [];
  // One after the other: modules can be large.
  for (const entry of entries.values()) {
    const text = await faultOf(entry);
    if (text !== undefined) found.push({ line: entry.line, entry: entry.id, text });
  }
  return found;
}

async function faultOf({ fs, path, hash }: PlanEntry): Promise<string | undefined> {
  try {
    await readHashed(modulePath(fs.directory, path), hash);
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.detail;
  }
}
