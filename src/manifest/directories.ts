import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PlanDirectory } from './plan.ts';
import type { RawEntry } from './raw-entry.ts';
import type { Report } from './report.ts';
import type { Shape } from './schemas.ts';

/** What an `fs.directory` entry stands for. */
export interface Filesystem extends PlanDirectory {
  readonly readOnly: boolean;
}

/** Resolves a directory against the manifest's folder, and reports one that is not there and is not to be made. */
export function readDirectory(
  { path }: RawEntry,
  shape: Shape<'fs.directory'>,
  folder: string,
  report: Report,
): Filesystem {
  const directory = resolve(folder, shape.directory);
  const stat = statSync(directory, { throwIfNoEntry: false });
  if (stat === undefined && !shape.auto_init)
    report.add(
      [...path, 'directory'],
      `directory does not exist: ${shape.directory}; create it, or write auto_init: true`,
    );
  if (stat !== undefined && !stat.isDirectory())
    report.add([...path, 'directory'], `directory is no directory: ${shape.directory}`);
  return { directory, autoInit: shape.auto_init, readOnly: shape.read_only };
}
