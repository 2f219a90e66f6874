import { readFileSync } from 'node:fs';

/** Reads the version where the package says it. @param entry the module that was started: `src/…` or `dist/…` of the package */
export function readVersion(entry: string): string {
  const text = readFileSync(new URL('../package.json', entry), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
