import { readFileSync } from 'node:fs';
import { packageFile } from '../base/package-file.ts';

/** Put in by the build. */
declare const WASITOP_VERSION: string | undefined;

/** The version as the package says it: read once, at the start, when there still are descriptors. */
export const VERSION: string = typeof WASITOP_VERSION === 'string' ? WASITOP_VERSION : readVersion();

function readVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
