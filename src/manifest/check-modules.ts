import { readFile } from 'node:fs/promises';
import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
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
    const bytes = await readFile(modulePath(fs.directory, path));
    const actual = builtin.crypto.createHash('sha256').update(bytes).digest('hex');
    return actual === hash ? undefined : `hash mismatch: expected sha256:${hash}, got sha256:${actual}`;
  } catch (error) {
    if (error instanceof SysError) return error.detail;
    if (error instanceof Error && 'code' in error) return `path cannot be read: ${path} (${String(error.code)})`;
    throw error;
  }
}
