import { readFileSync } from 'node:fs';
import { packageFile } from '../base/package-file.ts';

/** Reads the version where the package says it. */
export function readVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
