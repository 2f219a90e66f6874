import { resolve } from 'node:path';
import type { PlanEntry } from '../manifest/plan.ts';
import type { RunEntryOptions } from './run-options.ts';

/**
 * An entry with the options of the command line in the place of its own. Variables and directories are added, and replace those of
 * the same name; limits stand in `given` and are applied last of all.
 */
export function withOptions(entry: PlanEntry, given: RunEntryOptions['given']): PlanEntry {
  const { cwd, level, isolation, engine, listen, invoke, env = [], directories = [] } = given;
  const names = new Set(env.map(nameOf));
  const guests = new Set(directories.map(({ guest }) => guest));
  return {
    ...entry,
    method: invoke ?? entry.method,
    priority: level ?? entry.priority,
    isolation: isolation ?? entry.isolation,
    engine: engine ?? entry.engine,
    wasi: {
      ...entry.wasi,
      cwd: cwd ?? entry.wasi.cwd,
      listen: listen ?? entry.wasi.listen,
      env: [...entry.wasi.env.filter((variable) => !names.has(nameOf(variable))), ...env],
      mounts: [
        ...entry.wasi.mounts.filter(({ guest }) => !guests.has(guest)),
        ...directories.map(({ host, guest, readOnly }) => ({
          directory: resolve(host),
          autoInit: false,
          guest,
          readOnly,
        })),
      ],
    },
  };
}

function nameOf(variable: string): string {
  return variable.split('=', 1)[0] ?? '';
}
